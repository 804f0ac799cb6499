import Outcomes

extension ReferenceJudge {
  struct Result {
    var verdict: CourseVerdict
    var index: Rational?
    var measures: [MeasureVerdict] = []
    var changes: [Rational?] = []
  }

  private func value(_ score: Score) -> Point? {
    let id = score.measure.text
    guard let total = id == "i-rods" ? score.part : score.total else { return nil }
    if id == "incat" && score.part == nil { return nil }
    let parts = score.variant.split(separator: ";")
    return Point(
      day: score.day - firstDose, value: total, arms: score.part ?? 0,
      variant: parts.contains("device=other") ? "other" : "martin", version: score.version)
  }

  /// One series for each counted measure, and for each hand that was ever measured.
  private func series(_ disease: String, _ start: Int, _ window: Window, horizon: Int) -> [Series] {
    (Self.counted[disease] ?? []).flatMap { measure -> [Series] in
      let own = record.scores.filter { $0.measure.text == measure && $0.day - firstDose <= asOf }
      let hands = Set(
        own.map {
          $0.variant.contains("left") ? "left" : $0.variant.contains("right") ? "right" : ""
        })
      return (hands.isEmpty ? [""] : hands.sorted()).map { hand in
        let points = own.filter { $0.variant.contains(hand) || hand.isEmpty }.compactMap(value)
          .filter { $0.day <= horizon }.sorted { $0.day < $1.day }
        var series = Series(measure: measure, hand: hand)
        let before = points.filter { start - 90 <= $0.day && $0.day <= start }
        let after = points.filter {
          start < $0.day && $0.day <= start + 7 && $0.day < start + window.firstEffect
        }
        series.baseline = before.last ?? after.first
        guard let baseline = series.baseline else { return series }
        for point in points where point.day > max(baseline.day, start) {
          if window.early > 0 && point.day <= start + window.early { continue }
          let sameVersion = point.version == baseline.version
          if point.variant == baseline.variant && sameVersion {
            series.followUps.append(point)
          } else {
            series.others = true
          }
        }
        return series
      }
    }
  }

  /// Of follow-ups less than 7 days apart only the later counts, the latest first.
  private func thinned(_ series: Series, until day: Int) -> [Point] {
    var kept: [Point] = []
    for point in series.followUps.reversed() where point.day <= day {
      if let next = kept.first, next.day - point.day < 7 { continue }
      kept.insert(point, at: 0)
    }
    return kept
  }

  private func changes(_ all: [Series], assessBy: Int, until day: Int) -> [Change] {
    let isDue = all.contains { thinned($0, until: day).contains { $0.day >= assessBy } }
    return all.map { series in
      var result = Change()
      guard let baseline = series.baseline else { return result }
      result.known = thinned(series, until: day)
      let window = result.known.filter { !isDue || $0.day >= assessBy }.suffix(3)
      let improvements = window.map { Self.improvement(series.measure, baseline, $0) }
      let thresholds = Self.thresholds(series.measure, baseline.value)
      if !improvements.isEmpty, let thresholds {
        let mean = improvements.reduce(0, +) / improvements.count
        result.change = max(-2, min(2, mean / (mean < 0 ? thresholds.1 : thresholds.0)))
      }
      let change = result.change
      let hasRoom = thresholds.map { Self.room(series.measure, baseline) >= $0.0 } ?? false
      let isNotWorse = change.map { $0 > -1 } ?? true
      result.verdict =
        if result.known.isEmpty && series.others { .incomparable } else if !hasRoom && isNotWorse {
          .floor
        } else if let change {
          change >= 1
            ? .improved : change <= -1 ? .worsened : change >= .half ? .partial : .unchanged
        } else { .noFollowUp }
      if let worse = thresholds?.1 {
        let fromBest = result.known.map { last in
          result.known.map { -Self.improvement(series.measure, $0, last) }
        }
        let best = result.known.indices.max {
          Self.improvement(series.measure, baseline, result.known[$0])
            < Self.improvement(series.measure, baseline, result.known[$1])
        }
        if let best, let last = fromBest.last {
          let twoLatest = fromBest.suffix(2).map { $0[best] }
          result.isDeclining =
            last[best] >= worse * 2
            || (twoLatest.count == 2 && twoLatest.allSatisfy { $0 >= worse })
        }
      }
      return result
    }
  }

  /// The mean over the groups, which are the measures (both hands are one).
  private func index(_ all: [Series], _ changes: [Change]) -> (index: Rational?, mostDecline: Bool)
  {
    var groups: [String: [Rational]] = [:]
    var declining: Set<String> = []
    for (series, change) in zip(all, changes) where change.verdict != .floor {
      guard let value = change.change else { continue }
      groups[series.measure, default: []].append(value)
      if change.isDeclining { declining.insert(series.measure) }
    }
    guard !groups.isEmpty else { return (nil, false) }
    let means = groups.values.map { $0.reduce(0, +) / $0.count }
    return (means.reduce(0, +) / means.count, 2 * declining.count > groups.count)
  }

  func judge(_ course: TreatmentCourse, disease: String) -> Result {
    let therapy = course.therapy.text
    guard course.intent != .symptomatic, therapy != "pyridostigmine",
      let window = Self.window(therapy),
      therapy != "elsewhere" || disease == "mg" || disease == "mg-variant"
    else { return Result(verdict: .notJudged) }
    let start = course.start - firstDose
    let stop = course.stop.map { $0 - firstDose }.flatMap { $0 <= asOf ? $0 : nil }
    let horizon = min(asOf, stop.map { $0 + 28 } ?? asOf)
    let assessBy = start + window.assessBy
    let deadline = start + window.deadline
    let all = series(disease, start, window, horizon: horizon)
    let now = changes(all, assessBy: assessBy, until: horizon)
    let (index, mostDecline) = index(all, now)
    var result = Result(
      verdict: .responseDue, index: index, measures: now.map(\.verdict), changes: now.map(\.change))

    let evaluable = now.filter { ![.noBaseline, .incomparable, .floor].contains($0.verdict) }
    func hasFollowUp(from day: Int) -> Bool {
      evaluable.contains { $0.known.contains { $0.day >= day } }
    }
    func isAtLeast(_ limit: Rational) -> Bool { index.map { $0 >= limit } ?? false }
    func isAtMost(_ limit: Rational) -> Bool { index.map { $0 <= limit } ?? false }
    let dates = Set(all.flatMap { thinned($0, until: horizon).map(\.day) }).sorted()
    let history = dates.filter { $0 >= assessBy }.compactMap { date in
      self.index(all, changes(all, assessBy: assessBy, until: date)).index
    }
    let lost = zip(history, history.dropFirst()).contains { $0 >= 1 && $1 >= 1 }
    let steady = therapy == "steady" || course.intent == .maintenance
    let hasPair = zip(all, now).contains { $0.baseline != nil && !$1.known.isEmpty }
    let verdicts = now.map(\.verdict)
    let rows: [(Bool, CourseVerdict)] = [
      (therapy == "hopeless", .noResponseExpected),
      (steady && (isAtMost(-1) || verdicts.contains(.worsened)), .worsened),
      (steady && isAtMost(-.half), .worseningPossible),
      (steady && hasPair, .stable),
      (isAtMost(-1), .worsened),
      (verdicts.contains(.improved) && verdicts.contains(.worsened), .mixed),
      (isAtLeast(1) && mostDecline, .responseDeclining),
      (isAtLeast(1), .responding),
      (index.map { $0 < .half } ?? false && lost, .responseLost),
      (stop.map { $0 + 28 < deadline } ?? false, .trialIncomplete),
      (asOf < assessBy, .tooEarly),
      (verdicts.allSatisfy { $0 == .noBaseline }, .noBaseline),
      (verdicts.allSatisfy { [.noBaseline, .floor, .incomparable].contains($0) }, .notEvaluable),
      (asOf < deadline && !hasFollowUp(from: start + window.firstEffect), .assessmentDue),
      (asOf >= deadline && !hasFollowUp(from: deadline - 7), .assessmentOverdue),
      // Only a floor was assessed since a response was due: what is missing is a score.
      (index == nil, asOf < deadline ? .assessmentDue : .assessmentOverdue),
      (isAtLeast(.half), .partialResponse),
      (asOf >= deadline, .noResponse),
    ]
    result.verdict = rows.first(where: \.0)?.1 ?? .responseDue
    return result
  }
}
