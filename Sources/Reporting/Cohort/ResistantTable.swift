import Outcomes

/// `CohortTables.resistant`: a row per disease.
enum ResistantTable {
  static let columns: [Table.Column] = [
    .init("disease", "Disease", meaning: "the diagnosis in force", allowed: "ids of diseases"),
    .init("patients", "Patients", .number, meaning: "patients with that diagnosis, judged"),
    .init(
      "none_failed", "None failed", .number, meaning: "of them, with no failed immunotherapy"),
    .init("one_failed", "One failed", .number, meaning: "with one failed immunotherapy"),
    .init(
      "resistant", "Resistant", .number,
      meaning: "with two or more failed immunotherapies; each drug once"),
    .init(
      "resistant_percent", "Resistant in per cent", .number, unit: "%",
      meaning: "resistant of patients"),
    .init(
      "coverage_gaps", "Coverage gaps", .number,
      meaning: "with the note coverage-gap: nothing acts, or nothing bridges the time until a "
        + "therapy can work"),
    .init(
      "coverage_gaps_percent", "Coverage gaps in per cent", .number, unit: "%",
      meaning: "coverage_gaps of patients"),
  ]

  static func row(_ disease: CohortDisease) -> [Cell] {
    [.text(disease.disease.text), .integer(disease.patients)]
      + disease.byFailed.map { .integer($0) } + [percent(disease.resistant)]
      + [.integer(disease.coverageGaps), percent(disease.withGap)]
  }

  /// nil: too few patients.
  static func row(_ disease: CohortDisease, under fewest: Int) -> [Cell]? {
    guard disease.patients >= fewest else { return nil }
    let shown = SmallCounts.shown(disease.byFailed, under: fewest)
    func cell(_ position: Int) -> Cell {
      shown.contains(position) ? .integer(disease.byFailed[position]) : .empty
    }
    let showsGaps = SmallCounts.mayShow(disease.withGap, under: fewest)
    return [.text(disease.disease.text), .integer(disease.patients)]
      + disease.byFailed.indices.map(cell)
      + [shown.contains(2) ? percent(disease.resistant) : .empty]
      + [showsGaps ? .integer(disease.coverageGaps) : .empty]
      + [showsGaps ? percent(disease.withGap) : .empty]
  }

  private static func percent(_ portion: Portion) -> Cell {
    portion.percent.map { .decimal($0, places: 1) } ?? .empty
  }
}
