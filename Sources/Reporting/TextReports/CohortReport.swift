package import Outcomes

/// What became of the courses of each disease and therapy.
///
/// Counts under 5 are shown as `<5`, so that no single patient can be recognised.
package struct CohortTable: Sendable {
  private struct Key: Hashable, Comparable {
    var disease: Disease.ID
    var therapy: Therapy.ID

    static func < (a: Key, b: Key) -> Bool { (a.disease, a.therapy) < (b.disease, b.therapy) }
  }

  private struct Tally {
    var judged = 0
    var responded = 0
    var stable = 0
    var missing = 0
    var days: [Int] = []

    mutating func add(_ course: Course) {
      judged += 1
      switch course.verdict {
      case .responding:
        responded += 1
        if let days = course.daysToResponse { self.days.append(days) }
      case .stable: stable += 1
      case .noResponse: missing += 1
      case .notJudged, .noResponseExpected, .worsened, .worseningPossible, .mixed,
        .responseDeclining, .responseLost, .stoppedWithoutEffect, .trialIncomplete, .tooEarly,
        .noBaseline, .notEvaluable,
        .assessmentDue, .assessmentOverdue, .partialResponse, .responseDue:
        break
      }
    }
  }

  /// What is counted of one judged course.
  package struct Course: Sendable {
    let disease: Disease.ID
    let therapy: Therapy.ID
    let verdict: CourseVerdict
    /// From the first dose to the first follow-up with a response index of 1 or more.
    let daysToResponse: Int?

    /// nil when the course is not judged.
    package init?(_ judged: CourseJudgement) {
      guard judged.verdict != .notJudged, let disease = judged.disease else { return nil }
      self.disease = disease.id
      therapy = judged.course.therapy
      verdict = judged.verdict
      daysToResponse = judged.firstResponse.map { $0 - judged.course.start }
    }
  }

  package static let columns: [Table.Column] = [
    .disease, .therapy,
    .init(
      "judged", "Courses judged", .number, meaning: "courses with an expectation",
      allowed: "<5 or a count"),
    .init(
      "responded", "Responding", .number, meaning: "courses with the verdict responding",
      allowed: "<5 or a count"),
    .init(
      "stable", "Stable", .number, meaning: "courses with the verdict stable",
      allowed: "<5 or a count"),
    .init(
      "missing", "Missing", .number, meaning: "courses with the verdict no-response",
      allowed: "<5 or a count"),
    .init(
      "other", "Other", .number, meaning: "courses with another verdict", allowed: "<5 or a count"),
    .init(
      "median_weeks", "Median weeks", .number, unit: "weeks",
      meaning:
        "from the first dose to the first follow-up with a response index of 1 or more, of the "
        + "courses that respond; empty for fewer than 5"),
    .init(
      "fewest_weeks", "Fewest", .number, unit: "weeks",
      meaning: "the shortest of these; empty for fewer than 5"),
    .init(
      "most_weeks", "Most", .number, unit: "weeks",
      meaning: "the longest of these; empty for fewer than 5"),
  ]

  /// Counts below this are not shown.
  static let fewest = 5

  private var tallies: [Key: Tally] = [:]

  package init() {}

  package mutating func add(_ courses: [CourseJudgement]) {
    add(courses.compactMap(Course.init))
  }

  package mutating func add(_ courses: [Course]) {
    for course in courses {
      let key = Key(disease: course.disease, therapy: course.therapy)
      tallies[key, default: Tally()].add(course)
    }
  }

  package var table: Table {
    Table(
      columns: Self.columns,
      rows: tallies.sorted { $0.key < $1.key }.map { key, tally in
        let other = tally.judged - tally.responded - tally.stable - tally.missing
        return [
          .text(key.disease.text), .text(key.therapy.text), Self.count(tally.judged),
          Self.count(tally.responded), Self.count(tally.stable), Self.count(tally.missing),
          Self.count(other),
        ] + Self.weeks(tally.days.sorted())
      })
  }

  static func count(_ count: Int) -> Cell {
    count < fewest ? .text("<\(fewest)") : .integer(count)
  }

  /// Median, shortest and longest.
  private static func weeks(_ days: [Int]) -> [Cell] {
    guard days.count >= fewest, let first = days.first, let last = days.last else {
      return [.empty, .empty, .empty]
    }
    let twice = days[(days.count - 1) / 2] + days[days.count / 2]
    return [
      .decimal(Rational(twice) / 14, places: 1), .decimal(Rational(first) / 7, places: 1),
      .decimal(Rational(last) / 7, places: 1),
    ]
  }
}

/// The view of `text/cohort.mustache`.
package struct CohortReport: Sendable {
  package var asOf: String
  package var table: String?
  /// What came of the red flags.
  package var yield: ReportSection?

  /// - Parameter yield: as sentences, ``FlagYield/points(_:)``.
  package init(_ cohort: CohortTable, yield: [String] = [], asOf: Day) {
    self.asOf = asOf.iso
    self.yield = ReportSection(points: yield)
    let table = cohort.table
    self.table =
      table.rows.isEmpty
      ? nil : TextTable.draw(table, width: 100).split(separator: "\n").joined(separator: "\n")
  }
}
