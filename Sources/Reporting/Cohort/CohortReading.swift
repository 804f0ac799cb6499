package import Outcomes

/// A cohort's tables as a page of 80 characters shows them: names in place of ids, short heads.
package enum CohortReading {
  /// How the courses of each group stand.
  package static func shares(_ groups: [CohortGroup], _ library: Library) -> Table {
    Table(
      columns: heads,
      rows: groups.map { group in
        names(group, library) + [.integer(group.courses.count)]
          + CohortCourse.Share.allCases.map { .integer(group.count($0)) }
      })
  }

  /// The same without the counts that are hidden from others.
  package static func sharesForOthers(_ groups: [CohortGroup], _ library: Library) -> Table {
    Table(
      columns: heads,
      rows: groups.map { group in
        let counts = CohortCourse.Share.allCases.map(group.count)
        let shown = SmallCounts.shown(counts)
        return names(group, library) + [.integer(group.courses.count)]
          + counts.indices.map { shown.contains($0) ? .integer(counts[$0]) : .text("hidden") }
      })
  }

  private static let heads: [Table.Column] = [
    .init("disease", "Disease"), .init("therapy", "Therapy"),
    .init("courses", "All", .number), .init("responding", "Resp.", .number),
    .init("stable", "Stable", .number), .init("partial", "Part.", .number),
    .init("missing", "Miss.", .number), .init("open", "Open", .number),
  ]

  private static func names(_ group: CohortGroup, _ library: Library) -> [Cell] {
    [
      .text(library.short(group.key.disease)),
      .text(library.short(group.key.therapy)),
    ]
  }

  /// `44 (66 %)`; nil where no course is decided.
  package static func response(_ group: CohortGroup) -> String? {
    CohortWords.percent(group.response).map { "\(group.response.count) (\($0))" }
  }

  /// How many responded of those that are decided, and after how many weeks, beside the published rate.
  package static func responses(_ groups: [CohortGroup], _ library: Library) -> Table {
    Table(
      columns: [
        .init("disease", "Disease"), .init("therapy", "Therapy"),
        .init("response", "Response", .number), .init("weeks", "Median weeks (range)"),
        .init("published", "Published rate"),
      ],
      rows: groups.filter { $0.response.of > 0 }.map { group in
        let rate = CohortWords.published(group.key, library)
        return names(group, library) + [
          Cell(response(group)), Cell(CohortWords.weeks(group.daysToResponse)),
          Cell(rate.map { "\($0.percent.plain(1)) % (\(CohortWords.origin($0)))" }),
        ]
      })
  }

  /// Of each disease with patients: how many are resistant, and for how many nothing acts or bridges.
  package static func resistant(_ diseases: [CohortDisease], _ library: Library) -> Table {
    Table(
      columns: [
        .init("disease", "Disease"), .init("patients", "Patients", .number),
        .init("one", "One failed", .number), .init("resistant", "Two or more failed", .number),
        .init("gaps", "Coverage gap", .number),
      ],
      rows: diseases.map { disease in
        [
          .text(library.short(disease.disease)), .integer(disease.patients),
          .integer(disease.byFailed[1]), .integer(disease.byFailed[2]),
          .integer(disease.coverageGaps),
        ]
      })
  }

  /// Fewer courses make no curve to look at.
  package static let fewestInCurve = 3

  /// The groups that have enough courses to be followed.
  package static func curved(_ groups: [CohortGroup]) -> [CohortGroup] {
    groups.filter { $0.times.courses >= fewestInCurve }
  }

  /// The share with a response by each week and its interval; below it how many were followed so long.
  package static func curves(_ groups: [CohortGroup], _ library: Library) -> Table {
    let columns: [Table.Column] =
      [.init("therapy", "Therapy"), .init("courses", "n", .number)]
      + CumulativeIncidence.weeks.map { .init("week\($0)", "Week \($0)", .number) }
    var rows: [[Cell]] = []
    for group in curved(groups) {
      let curve = CumulativeIncidence(group.times)
      rows.append(
        [
          .text(library.short(group.key.therapy)), .integer(curve.times.courses),
        ] + CumulativeIncidence.weeks.map { Cell(share(curve, week: $0)) })
      rows.append(
        [.text("at risk"), .empty]
          + CumulativeIncidence.weeks.map { .integer(curve.times.atRisk(on: $0 * 7)) })
    }
    return Table(columns: columns, rows: rows)
  }

  /// `45 (31–58)` in per cent, `0` without an interval; nil where nothing is known of that week.
  package static func share(_ curve: CumulativeIncidence, week: Int) -> String? {
    func percent(_ share: Double) -> String { Rational(percentOf: share).decimal(0) }
    return curve.share(by: week * 7).map { share in
      percent(share)
        + (curve.interval(by: week * 7).map {
          " (\(percent($0.lowerBound))–\(percent($0.upperBound)))"
        } ?? "")
    }
  }
}
