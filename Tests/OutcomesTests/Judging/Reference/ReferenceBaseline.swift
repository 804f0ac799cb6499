import Outcomes

extension ReferenceJudge {
  /// The latest day that the horizon of a course can reach.
  func outerLimit(_ course: Course) -> Int {
    if course.disease?.nadirDays != nil { return min(today, course.answerable) }
    guard let stop = course.stop else { return today }
    let effectEnd = stop + course.effect
    guard isAdequate(course), !course.expectsStability else { return min(today, effectEnd) }
    return min(today, max(effectEnd, course.answerable))
  }

  /// The counted measures of a course with their baselines, as far as follow-ups are known: each
  /// hand that was ever scored for itself.
  func singles(_ course: Course, until limit: Int) -> [Scale] {
    guard let disease = course.disease else { return [] }
    var scales: [Scale] = []
    for counted in disease.counted {
      guard let measure = measure(counted.measure), measure.composite == nil else { continue }
      let own = record.scores.filter { $0.measure == measure.id }
      if own.isEmpty && standsBack(counted, disease) { continue }
      let hands = Set(own.map { separate(measure, $0.variant) }).sorted()
      for hand in hands.isEmpty ? [""] : hands {
        let points = own.filter { separate(measure, $0.variant) == hand }
          .compactMap { point($0, of: measure) }
          .sorted { ($0.day, $0.variant) < ($1.day, $1.variant) }
        var scale = Scale(measure: measure, counted: counted, hand: hand)
        fill(&scale, points, course, limit)
        scales.append(scale)
      }
    }
    return scales.sorted { ($0.measure.id, $0.hand) < ($1.measure.id, $1.hand) }
  }

  /// Later than the first dose and than the weeks in which a worsening is expected.
  private func isJudged(_ day: Int, _ course: Course) -> Bool {
    day > course.start && day > course.lastEarlyDay ?? course.start
  }

  /// Of a group whose measures stand for each other only those recorded are listed, else the first.
  private func standsBack(_ counted: CountedMeasure, _ disease: Disease) -> Bool {
    let group = disease.counted.filter { $0.group != nil && $0.group == counted.group }
    let isRecorded = group.contains { member in
      record.scores.contains { $0.measure == member.measure }
    }
    return !group.isEmpty && (isRecorded || group.first?.measure != counted.measure)
  }

  private func fill(
    _ scale: inout Scale, _ all: [Point], _ course: Course, _ limit: Int
  ) {
    let measure = scale.measure
    let points = all.filter { $0.day <= limit }
    scale.baseline = baseline(points, measure, course)
    if course.disease?.nadirDays != nil { moveToNadir(&scale, points, course) }
    guard let baseline = scale.baseline else { return }
    for point in points where isJudged(point.day, course) && point.day > baseline.day {
      if isComparable(measure, baseline, point) {
        scale.later.append(point)
      } else {
        scale.incomparable.append(point.day)
      }
    }
  }

  private func baseline(_ points: [Point], _ measure: Measure, _ course: Course) -> Point? {
    let before = points.filter {
      course.start - (course.disease?.baselineDaysBefore ?? 90) <= $0.day && $0.day <= course.start
    }
    if let latest = before.last {
      let followed = before.last { candidate in
        points.contains {
          isJudged($0.day, course) && $0.day > candidate.day
            && isComparable(measure, candidate, $0)
        }
      }
      return followed ?? latest
    }
    // Section 9 takes any score up to the nadir.
    guard course.disease?.nadirDays == nil else { return nil }
    return points.first { isLateBaseline($0.day, course) }
  }

  /// A score after the first dose, before anything can have worked.
  func isLateBaseline(_ day: Int, _ course: Course) -> Bool {
    guard course.start < day, day <= course.start + course.baselineDaysAfter,
      Rational(day - course.start) < course.firstEffectDays, day <= course.lastBaselineDay
    else { return false }
    return day <= course.start + (course.disease?.baselineDaysAfter ?? 7)
      || !otherImmunotherapies(course).contains {
        firstEffect($0) > course.start && firstEffect($0) <= day
      }
  }

  /// Section 9: the worst of the ordinary baseline and the scores up to day 28.
  private func moveToNadir(_ scale: inout Scale, _ points: [Point], _ course: Course) {
    let way = points.filter { course.start < $0.day && $0.day <= course.lastBaselineDay }
    // Without an ordinary baseline the kind of the latest that is met again decides.
    let metAgain = way.last { kind in
      points.contains { isJudged($0.day, course) && isComparable(scale.measure, kind, $0) }
    }
    guard let kind = scale.baseline ?? metAgain ?? way.last else { return }
    for point in way where isComparable(scale.measure, kind, point) {
      if let worst = scale.baseline, scale.improvement(worst, point) >= 0 { continue }
      scale.baseline = point
    }
  }
}
