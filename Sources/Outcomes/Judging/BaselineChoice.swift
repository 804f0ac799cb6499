/// The scores of one measure, or of one variant of it, in a course.
struct SeriesScores {
  let yardstick: Yardstick
  /// Among the patient's scores, ascending by day and variant.
  let places: Range<Int>
  /// Only scores of that ``ScoreKind/separateGroup`` count (one hand); nil: all do.
  let separate: Int?
}

// Which score is the baseline of a measure in a course (response.md section 2).
extension SeriesBuilder {
  /// A complete score of the series; nil: it is not complete, of another variant or past the horizon.
  func point(at place: Int, of scored: SeriesScores) -> PointRow? {
    if scores.rows[place].day > window.horizon { return nil }
    if let separate = scored.separate, scores.separateGroup(at: place) != separate { return nil }
    return scored.yardstick.point(at: place, of: scores)
  }

  func baseline(among scored: SeriesScores) -> PointRow? {
    let ordinary = preferred(scored) { window.mayBeBaseline($0) }
    guard let nadir = window.nadirUntil else { return ordinary ?? lateBaseline(scored) }
    // The recovery is measured from the worst score on the way to the nadir.
    func isOnTheWay(_ day: Day) -> Bool { day > window.start && day <= nadir }
    guard let kind = (ordinary ?? preferred(scored, isOnTheWay))?.kind else { return nil }
    var worst = ordinary
    for place in scored.places where isOnTheWay(scores.rows[place].day) {
      guard let point = point(at: place, of: scored),
        scored.yardstick.isComparable(kind, point.kind, scores)
      else { continue }
      guard let known = worst else {
        worst = point
        continue
      }
      if scored.yardstick.improvement(from: known, to: point).isNegative { worst = point }
    }
    return worst
  }

  private func lateBaseline(_ scored: SeriesScores) -> PointRow? {
    for place in scored.places where window.mayBeLateBaseline(scores.rows[place].day) {
      if let point = point(at: place, of: scored) { return point }
    }
    return nil
  }

  /// The latest whose variant a follow-up has, else the latest.
  private func preferred(_ scored: SeriesScores, _ isCandidate: (Day) -> Bool) -> PointRow? {
    var latest: PointRow?
    for place in scored.places.reversed() where isCandidate(scores.rows[place].day) {
      guard let point = point(at: place, of: scored) else { continue }
      if isFollowed(point.kind, scored) { return point }
      if latest == nil { latest = point }
    }
    return latest
  }

  private func isFollowed(_ kind: Int, _ scored: SeriesScores) -> Bool {
    for place in scored.places.reversed() where window.mayBeFollowUp(scores.rows[place].day) {
      if let point = point(at: place, of: scored),
        scored.yardstick.isComparable(kind, point.kind, scores)
      {
        return true
      }
    }
    return false
  }
}
