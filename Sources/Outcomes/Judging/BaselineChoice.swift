/// Which score is the baseline of a measure in a course (response.md section 2).
struct BaselineChoice {
  let baseline: ScorePoint?

  /// - Parameter points: complete scores up to the horizon, ascending by day and variant.
  init(_ yardstick: Yardstick, _ points: [ScorePoint], _ window: CourseWindow) {
    let before = points.filter { window.mayBeBaseline($0.day) }
    let later = points.filter { window.mayBeFollowUp($0.day) }
    func isFollowed(_ point: ScorePoint) -> Bool {
      later.contains { yardstick.isComparable(point, $0) }
    }
    let ordinary = before.last(where: isFollowed) ?? before.last
    guard let nadir = window.nadirUntil else {
      baseline = ordinary ?? points.first { window.mayBeLateBaseline($0.day) }
      return
    }
    // The recovery is measured from the worst score on the way to the nadir.
    let onTheWay = points.filter { $0.day > window.start && $0.day <= nadir }
    let kind = ordinary ?? onTheWay.last(where: isFollowed) ?? onTheWay.last
    let met = kind.map { kind in onTheWay.filter { yardstick.isComparable(kind, $0) } } ?? []
    baseline = (ordinary ?? met.first).map { first in
      met.reduce(first) { worst, point in
        yardstick.improvement(from: worst, to: point).isNegative ? point : worst
      }
    }
  }
}
