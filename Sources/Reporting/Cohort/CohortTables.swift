package import Outcomes

/// The tables of a cohort: the same rows for the page, the text report, CSV and JSON.
package enum CohortTables: String, CaseIterable, Sendable {
  case responses, curve, change, quality, yield, resistant

  package var columns: [Table.Column] {
    switch self {
    case .responses: Self.responseColumns
    case .curve: Self.curveColumns
    case .change: Self.changeColumns
    case .quality: Self.qualityColumns
    case .yield: Self.yieldColumns
    case .resistant: ResistantTable.columns
    }
  }

  /// - Parameter flags: of the whole clinic.
  package func table(_ cohort: Cohort, _ flags: FlagYield, _ library: Library) -> Table {
    let rows: [[Cell]] =
      switch self {
      case .responses: cohort.groups.map { Self.row($0, library) }
      case .curve: cohort.groups.flatMap(Self.curveRows)
      case .change: cohort.groups.flatMap(Self.changeRows)
      case .quality: CohortFigure.all(cohort, flags).map(\.cells)
      case .yield: flags.rows
      case .resistant: cohort.diseaseGroups.map(ResistantTable.row)
      }
    return Table(columns: columns, rows: rows)
  }

  private static let group: [Table.Column] = [.disease, .therapy]

  private static func names(_ group: CohortGroup) -> [Cell] {
    [.text(group.key.disease.text), .text(group.key.therapy.text)]
  }

  private static let responseColumns: [Table.Column] =
    group + [
      .init("courses", "Courses", .number, meaning: "courses with an expectation")
    ]
    + CohortCourse.Share.allCases.map { share in
      .init(
        share.rawValue.replacing("-", with: "_"), CohortWords.share(share).firstLetterRaised,
        .number,
        meaning: "courses with one of the verdicts " + CohortWords.verdicts(share))
    } + [
      .init(
        "response", "Response", .number,
        meaning: "courses that are responding, or stable where that was intended"),
      .init(
        "decided", "Decided", .number, meaning: "all courses but those that are not decided"),
      .init(
        "response_percent", "Response in per cent", .number, unit: "%",
        meaning: "response of decided; empty where none is decided"),
      .init(
        "median_weeks", "Median weeks", .number, unit: "weeks",
        meaning:
          "from the first dose to the first follow-up with a response index of 1 or more, of the "
          + "courses that responded by their verdict; empty without any"),
      .init("fewest_weeks", "Fewest", .number, unit: "weeks", meaning: "the shortest of these"),
      .init("most_weeks", "Most", .number, unit: "weeks", meaning: "the longest of these"),
      .init(
        "published_percent", "Published rate", .number, unit: "%",
        meaning: "share of patients who responded in the trial that the definition names"),
      .init(
        "published", "Published", meaning: "the published rate in the words of the definition"),
      .init("source", "Source", meaning: "where it was published"),
    ]

  static func row(_ group: CohortGroup, _ library: Library) -> [Cell] {
    let days = group.daysToResponse
    let rate = CohortWords.published(group.key, library)
    return names(group) + [.integer(group.courses.count)]
      + CohortCourse.Share.allCases.map { .integer(group.count($0)) }
      + [.integer(group.response.count), .integer(group.response.of)]
      + [group.response.percent.map { .decimal($0, places: 1) } ?? .empty]
      + [Rational.median(days.map { Rational($0) }), days.first.map { Rational($0) }]
      .map(weeks) + [weeks(days.last.map { Rational($0) })]
      + [
        rate.map { .plain($0.percent) } ?? .empty, Cell(rate?.text),
        Cell(rate.map { Wording.source($0.evidence) }),
      ]
  }

  private static func weeks(_ days: Rational?) -> Cell {
    days.map { .decimal($0 / 7, places: 1) } ?? .empty
  }

  private static let curveColumns: [Table.Column] =
    group + [
      .init("week", "Week", .number, unit: "weeks", meaning: "since the first dose"),
      .init(
        "courses", "Courses", .number,
        meaning: "courses with a baseline that are to bring improvement"),
      .init("at_risk", "At risk", .number, meaning: "courses followed up to that week"),
      .init(
        "responses", "Responses", .number,
        meaning: "courses with a response index of 1 or more by then"),
      .init(
        "percent", "Responded", .number, unit: "%",
        meaning:
          "cumulative incidence of a response (Aalen and Johansen), a stop without response and the "
          + "end of the diagnosis competing; empty where no course was followed so long"),
      .init(
        "low", "From", .number, unit: "%",
        meaning: "lower end of its interval of 95 % (variance of Greenwood's type, log(-log) scale)"
      ),
      .init("high", "To", .number, unit: "%", meaning: "upper end"),
    ]

  private static func curveRows(_ group: CohortGroup) -> [[Cell]] {
    let curve = CumulativeIncidence(group.times)
    guard curve.times.courses > 0 else { return [] }
    return CumulativeIncidence.weeks.map { week in
      let day = week * 7
      func percent(_ share: Double?) -> Cell {
        share.map { .decimal(Rational(percentOf: $0), places: 1) } ?? .empty
      }
      let interval = curve.interval(by: day)
      return names(group) + [
        .integer(week), .integer(curve.times.courses), .integer(curve.times.atRisk(on: day)),
        .integer(curve.times.responses(until: day)), percent(curve.share(by: day)),
        percent(interval?.lowerBound), percent(interval?.upperBound),
      ]
    }
  }

  private static let changeColumns: [Table.Column] =
    group + [
      .init(
        "measure", "Measure", meaning: "the measure that leads in most courses",
        allowed: "ids of measures"),
      .init(
        "from_week", "From week", .number, unit: "weeks", meaning: "since the first dose, inclusive"
      ),
      .init("to_week", "To week", .number, unit: "weeks", meaning: "exclusive"),
      .init("courses", "Courses", .number, meaning: "courses with a follow-up in these weeks"),
      .init(
        "median", "Median change", .number, unit: "of the measure",
        meaning: "of their last follow-up in these weeks since the baseline; positive is better"),
      .init(
        "lower_quartile", "Lower quartile", .number, unit: "of the measure",
        meaning: "median of the lower half of these changes"),
      .init(
        "upper_quartile", "Upper quartile", .number, unit: "of the measure",
        meaning: "median of the upper half"),
    ]

  private static func changeRows(_ group: CohortGroup) -> [[Cell]] {
    guard let change = group.change else { return [] }
    return change.spans.map { span in
      names(group) + [
        .text(change.measure.text), .integer(span.weeks.lowerBound),
        .integer(span.weeks.upperBound), .integer(span.courses), .plain(span.median),
        .plain(span.middleHalf.lowerBound), .plain(span.middleHalf.upperBound),
      ]
    }
  }

  private static let qualityColumns: [Table.Column] = [
    .init(
      "figure", "Figure", meaning: "what is counted",
      allowed: CohortFigure.Kind.allCases.map(\.rawValue).joined(separator: " ")),
    .init("count", "Count", .number, meaning: "to how many it applies"),
    .init("of", "Of", .number, meaning: "of how many"),
    .init("percent", "Per cent", .number, unit: "%", meaning: "empty of none"),
    .init(
      "median_days", "Median days", .number, unit: "days",
      meaning: "of those that are counted; only where days are what is counted"),
    .init("fewest_days", "Fewest", .number, unit: "days", meaning: "the shortest of these"),
    .init("most_days", "Most", .number, unit: "days", meaning: "the longest of these"),
  ]

  private static let yieldColumns: [Table.Column] = [
    .init(
      "what", "What", meaning: "red flags, decisions on them, or diagnoses revised by them",
      allowed: "raised reviewed decision revised-to"),
    .init(
      "which", "Which", meaning: "the decision or the disease; empty otherwise",
      allowed: "decisions and ids of diseases"),
    .init("count", "Count", .number, meaning: "how many"),
  ]
}
