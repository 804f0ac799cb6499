import Outcomes

extension ReferenceJudge {
  /// Section 3 for one measure.
  struct Change {
    var scale: Scale
    var followUps: [Point] = []
    var window: [Point] = []
    var mean: Rational?
    var change: Rational?
    var verdict = MeasureVerdict.noBaseline

    var canAnswer: Bool { ![.noBaseline, .incomparable, .floor].contains(verdict) }
    func hasFollowUp(from day: Int) -> Bool { followUps.contains { $0.day >= day } }
  }

  /// What is judged at a day, with the follow-ups up to it.
  struct Judged {
    var isComposite = false
    var changes: [Change] = []
    var index: Rational?
    var groups: [String: [Change]] = [:]
  }

  func change(_ scale: Scale, _ known: [Point], from due: Int?) -> Change {
    var result = Change(scale: scale, followUps: known)
    guard let baseline = scale.baseline else { return result }
    result.window = Array(known.filter { point in due.map { point.day >= $0 } ?? true }.suffix(3))
    let improvements = result.window.map { scale.improvement(baseline, $0) }
    if !improvements.isEmpty {
      let mean = improvements.reduce(0, +) / improvements.count
      result.mean = mean
      if let size = mean < 0 ? scale.worsening : scale.unit, scale.threshold != nil {
        result.change = max(-2, min(2, mean / size))
      }
    }
    result.verdict = verdict(result)
    return result
  }

  private func verdict(_ result: Change) -> MeasureVerdict {
    if result.followUps.isEmpty && !result.scale.incomparable.isEmpty { return .incomparable }
    guard let change = result.change else {
      return result.scale.hasRoom ? .noFollowUp : .floor
    }
    if !result.scale.hasRoom && change > -1 { return .floor }
    if change >= 1 { return .improved }
    if change <= -1 { return .worsened }
    return change >= .half ? .partial : .unchanged
  }

  /// The mean over the groups of the mean change of their measures.
  func judged(_ scales: [Scale], until day: Int, due: Int) -> Judged {
    var cut = scales
    for position in cut.indices {
      cut[position].incomparable.removeAll { $0 > day }
    }
    let known = cut.map { $0.followUps(until: day) }
    let isDue = known.contains { $0.contains { $0.day >= due } }
    var result = Judged(isComposite: scales.contains { $0.attainable != nil })
    result.changes = zip(cut, known).map { change($0, $1, from: isDue ? due : nil) }
    result.groups = Dictionary(
      grouping: result.changes.filter { $0.change != nil && $0.verdict != .floor },
      by: \.scale.counted.groupKey)
    result.index = Self.index(result.groups)
    return result
  }

  static func index(_ groups: [String: [Change]]) -> Rational? {
    let means = groups.values.map { group in
      group.compactMap(\.change).reduce(0, +) / group.count
    }
    return means.isEmpty ? nil : means.reduce(0, +) / means.count
  }

  /// The two latest are each worse than the best by the worsening-threshold, or the latest by twice
  /// that.
  static func isDeclining(_ scale: Scale, _ followUps: [Point]) -> Bool {
    guard let baseline = scale.baseline, let size = scale.worsening, let latest = followUps.last,
      var best = followUps.first
    else { return false }
    for point in followUps
    where scale.improvement(baseline, point) >= scale.improvement(baseline, best) {
      best = point
    }
    func loss(_ point: Point) -> Rational { -scale.improvement(best, point) }
    if loss(latest) >= size * 2 { return true }
    return followUps.count >= 2 && followUps.suffix(2).allSatisfy { loss($0) >= size }
  }

  /// The composite, or the single measures where they stand in for it.
  ///
  /// - Parameter limit: how far the scores reach that baselines are chosen by.
  func judged(_ course: Course, until day: Int, limit: Int, asOf: Int) -> Judged {
    let single = judged(singles(course, until: limit), until: day, due: course.due)
    guard let composite = composite(course, until: limit) else { return single }
    let sets = composite.followUps(until: day)
    func hasSingle(from day: Int) -> Bool { single.changes.contains { $0.hasFollowUp(from: day) } }
    if sets.isEmpty { return single }
    if !sets.contains(where: { $0.day >= course.due }), hasSingle(from: course.due) {
      return single
    }
    if asOf >= course.deadline, !sets.contains(where: { $0.day >= course.decisive }),
      hasSingle(from: course.decisive)
    {
      return single
    }
    return judged([composite], until: day, due: course.due)
  }
}
