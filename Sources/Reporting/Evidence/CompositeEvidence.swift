internal import Outcomes

/// What a composite of change consists of at the latest set.
package struct CompositeEvidence: Sendable {
  /// `TIS 2.5 from the set of 2024-01-10 to that of 2024-05-20:`.
  package let lead: String
  /// A row per component.
  package let table: Table
  /// What is worse in spite of the total, and what rests on figures that were not verified.
  package let points: [String]

  /// nil where no composite is judged.
  init?(_ course: CourseJudgement) {
    guard let judged = course.measures.first(where: { $0.series.composite != nil }),
      let sets = judged.series.composite, let latest = sets.followUps.last
    else { return nil }
    let contributions = sets.contributions(to: latest)
    lead =
      "\(judged.measure.short) \(sets.total(of: latest).plain()) from the set of \(sets.baseline.day) "
      + "to that of \(latest.day):"
    table = Table(
      columns: [
        .init("component", "Component"), .init("measure", "Measure"),
        .init("before", "Before", .number), .init("after", "After", .number),
        .init("percent", "% of range", .number), .init("points", "Points", .number),
        .init("remark", "Remark"),
      ],
      rows: contributions.map {
        [
          .text($0.label), .text($0.measure.short), .plain($0.before), .plain($0.after),
          .decimal($0.percent, places: 1), .plain($0.points),
          $0.isWorse ? .text("worse") : .empty,
        ]
      })
    var points: [String] = []
    let worse = contributions.filter(\.isWorse).map(\.label)
    if !worse.isEmpty {
      points.append("Worse in spite of the total: \(worse.joined(separator: ", ")).")
    }
    let unverified = contributions.filter(\.restsOnUnverifiedRange)
    if !unverified.isEmpty {
      let rest = contributions.filter { !$0.restsOnUnverifiedRange }.map(\.points).reduce(.zero, +)
      points.append(
        "The range of muscle enzymes is not verified against any source; without the points of "
          + "\(unverified.map(\.label).joined(separator: ", ")) the total is \(rest.plain()).")
    }
    self.points = points
  }
}
