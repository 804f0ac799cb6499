/// What one measure's series says at one date (response.md section 3), in plain numbers.
struct EvaluationRow: Sendable {
  /// ``Yardstick/groupNumber``.
  let group: Int
  /// How many follow-ups are averaged.
  private(set) var judged = 0
  private(set) var latest: FollowUpRow?
  /// Mean over the averaged follow-ups, in the measure's unit; positive is better.
  private(set) var improvement: Rational?
  /// In units of the course, from -2 to 2; divided by the worsening-threshold where it is negative.
  private(set) var change: Rational?
  private(set) var verdict = MeasureVerdict.noBaseline
  private(set) var isDeclining = false
  /// The mean reaches the published threshold, whatever the unit of the course; not at the floor,
  /// which is evidence of nothing.
  private(set) var reachesPublishedThreshold = false

  /// Whether this measure can answer the question at all.
  var isEvaluable: Bool {
    switch verdict {
    case .noBaseline, .incomparable, .floor: false
    case .noFollowUp, .improved, .worsened, .partial, .unchanged: true
    }
  }

  /// What enters the response index: `floor` is left out.
  var countedChange: Rational? { verdict == .floor ? nil : change }

  /// - Parameters:
  ///   - known: the follow-ups that count.
  ///   - from: average those from this day on; nil: an early view on all there are.
  init(
    _ series: borrowing SeriesRow, _ yardstick: Yardstick, _ known: Span<FollowUpRow>, from: Day?
  ) {
    group = yardstick.groupNumber
    if series.baseline == nil { return }
    if known.isCrowded {
      let kept = known.thinned
      judge(series, yardstick, kept.span, from)
    } else {
      judge(series, yardstick, known, from)
    }
  }

  private mutating func judge(
    _ series: borrowing SeriesRow, _ yardstick: Yardstick, _ known: Span<FollowUpRow>,
    _ from: Day?
  ) {
    judged = known.averaged(from: from)
    if !known.isEmpty { latest = known[known.count - 1] }
    if judged > 0 {
      var sum = Rational.zero
      for place in (known.count - judged)..<known.count { sum = sum + known[place].improvement }
      let mean = sum / judged
      improvement = mean
      reachesPublishedThreshold = series.improvementPoints.map { mean >= $0 } ?? false
      if let one = mean.isNegative ? series.worseningPoints : series.unit {
        change = (mean / one).clamped(-Conventions.mostChange, Conventions.mostChange)
      }
    }
    verdict = verdict(series, known)
    if verdict == .floor { reachesPublishedThreshold = false }
    isDeclining = known.isDeclining(series, yardstick)
  }

  /// R3.2 to R3.8: the first row that holds.
  private func verdict(
    _ series: borrowing SeriesRow, _ known: Span<FollowUpRow>
  ) -> MeasureVerdict {
    if known.isEmpty, series.hasOnlyIncomparable { return .incomparable }
    if !series.hasRoom, change.map({ $0 > -.one }) ?? true { return .floor }
    guard judged > 0, let change else { return .noFollowUp }
    if change >= .one { return .improved }
    if change <= -.one { return .worsened }
    if change >= Conventions.partial { return .partial }
    return .unchanged
  }
}

extension Span<FollowUpRow> {
  /// Some lie less than 7 days apart.
  var isCrowded: Bool {
    var place = 1
    while place < count {
      if self[place].day - self[place - 1].day < Conventions.daysBetweenFollowUps { return true }
      place += 1
    }
    return false
  }

  /// Of follow-ups less than 7 days apart only the later counts, from the latest backwards: of days
  /// 46, 51 and 56 the 46th and the 56th stay.
  var thinned: ContiguousArray<FollowUpRow> {
    var kept: ContiguousArray<FollowUpRow> = []
    for place in indices.reversed()
    where kept.last.map({ $0.day - self[place].day >= Conventions.daysBetweenFollowUps }) ?? true {
      kept.append(self[place])
    }
    kept.reverse()
    return kept
  }

  /// How many of the latest are averaged: up to three, from a day on.
  func averaged(from first: Day?) -> Int {
    var number = 0
    while number < Swift.min(count, Conventions.judgedFollowUps) {
      if let first, self[count - 1 - number].day < first { break }
      number += 1
    }
    return number
  }

  /// The two latest scores are each worse than the best one by the worsening-threshold or more, or
  /// the latest by twice that.
  func isDeclining(_ series: borrowing SeriesRow, _ yardstick: Yardstick) -> Bool {
    guard count >= 2, let points = series.worseningPoints else { return false }
    let isComposite = series.isComposite
    // Of equals the later.
    var best = 0
    for place in 1..<count where self[place].improvement >= self[best].improvement { best = place }
    func decline(_ place: Int) -> Rational {
      isComposite
        ? self[best].improvement - self[place].improvement
        : -yardstick.improvement(from: self[best].point, to: self[place].point)
    }
    let last = decline(count - 1)
    return last >= points * Conventions.declineAtOnce
      || last >= points && decline(count - 2) >= points
  }
}

/// What one measure's series says at one date, as it is shown.
package struct MeasureEvaluation: Sendable {
  let row: EvaluationRow
  let series: MeasureSeries
  private let day: Day

  init(_ row: EvaluationRow, _ series: MeasureSeries, until day: Day) {
    self.row = row
    self.series = series
    self.day = day
  }

  /// - Parameter from: average the follow-ups from this day on; nil: an early view on all there are.
  init(_ series: MeasureSeries, until day: Day, from: Day?) {
    let (store, position) = (series.store, series.position)
    let (all, followUps) = (store.series, store.followUps)
    let row = EvaluationRow(
      all.span[position], store.yardstick(of: position),
      followUps.span.extracting(store.followUps(of: position, until: day)), from: from)
    self.init(row, series, until: day)
  }

  /// All up to the date, thinned.
  package var followUps: [FollowUp] { series.followUps(until: day) }
  /// The latest up to three follow-ups that are averaged.
  package var judgedFollowUps: [FollowUp] { followUps.suffix(row.judged) }
  package var latestDay: Day? { row.latest?.day }
  package var latestValue: Rational? { row.latest?.point.value }
  /// Mean over them, in the measure's unit; positive is better.
  package var improvement: Rational? { row.improvement }
  /// In units of the course, from -2 to 2; divided by the worsening-threshold where it is negative.
  package var change: Rational? { row.change }
  package var verdict: MeasureVerdict { row.verdict }
  package var isDeclining: Bool { row.isDeclining }
  /// The mean reaches the published threshold, whatever the unit of the course; not at the floor,
  /// which is evidence of nothing.
  package var reachesPublishedThreshold: Bool { row.reachesPublishedThreshold }
  /// Whether this measure can answer the question at all.
  package var isEvaluable: Bool { row.isEvaluable }
  /// What enters the response index: `floor` is left out.
  package var countedChange: Rational? { row.countedChange }
}

extension MeasureSeries {
  /// The follow-ups up to a day; of those less than 7 days apart only the later counts.
  package func followUps(until day: Day) -> [FollowUp] {
    let all = store.followUps
    let known = all.span.extracting(store.followUps(of: position, until: day))
    var rows: ContiguousArray<FollowUpRow> = []
    if known.isCrowded {
      rows = known.thinned
    } else {
      for place in known.indices { rows.append(known[place]) }
    }
    let yardstick = yardstick
    return rows.map { store.followUp($0, of: yardstick) }
  }
}
