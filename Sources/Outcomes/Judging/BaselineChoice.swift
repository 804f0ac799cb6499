/// Which score is the baseline of a measure in a course (response.md section 2).
struct BaselineChoice {
  let yardstick: Yardstick
  let scores: PatientScores
  let window: CourseWindow

  init(_ yardstick: Yardstick, _ scores: PatientScores, _ window: CourseWindow) {
    self.yardstick = yardstick
    self.scores = scores
    self.window = window
  }

  /// - Parameter points: complete scores up to the horizon, ascending by day and variant.
  func baseline(among points: Span<PointRow>) -> PointRow? {
    let ordinary = preferred(points) { window.mayBeBaseline($0.day) }
    guard let nadir = window.nadirUntil else {
      if let ordinary { return ordinary }
      for position in points.indices where window.mayBeLateBaseline(points[position].day) {
        return points[position]
      }
      return nil
    }
    // The recovery is measured from the worst score on the way to the nadir.
    func isOnTheWay(_ point: PointRow) -> Bool { point.day > window.start && point.day <= nadir }
    guard let kind = ordinary ?? preferred(points, isOnTheWay) else { return nil }
    var worst = ordinary
    for position in points.indices where isOnTheWay(points[position]) {
      let point = points[position]
      guard yardstick.isComparable(kind.kind, point.kind, scores) else { continue }
      guard let known = worst else {
        worst = point
        continue
      }
      if yardstick.improvement(from: known, to: point).isNegative { worst = point }
    }
    return worst
  }

  /// The latest whose variant a follow-up has, else the latest.
  private func preferred(
    _ points: Span<PointRow>, _ isCandidate: (PointRow) -> Bool
  ) -> PointRow? {
    var latest: PointRow?
    for position in points.indices.reversed() where isCandidate(points[position]) {
      let point = points[position]
      if isFollowed(point, points) { return point }
      if latest == nil { latest = point }
    }
    return latest
  }

  private func isFollowed(_ point: PointRow, _ points: Span<PointRow>) -> Bool {
    for position in points.indices.reversed() where window.mayBeFollowUp(points[position].day) {
      if yardstick.isComparable(point.kind, points[position].kind, scores) { return true }
    }
    return false
  }
}
