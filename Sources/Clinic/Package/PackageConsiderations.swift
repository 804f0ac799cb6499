import Exchange
import Outcomes
import Reporting

extension PackageContext {
  /// A row per statement on a row of a re-evaluation, also of those that a later one replaced.
  var considerations: PackageSheet {
    typealias Row = (number: Int, consideration: Consideration)
    let library = library
    let hides = isPseudonymous
    return PackageSheet(
      "considerations", "where a row of a re-evaluation stood from a day on",
      key: ["consideration"], references: [.patients],
      [
        PackageField<Row>(
          PackageColumn(
            "consideration", .integer, .value, "number within the patient, by day"
          ).required()
        ) { .integer($0.number) },
        PackageField<Row>(
          PackageColumn(
            "disease", .category, .quasiIdentifier, "diagnosis that is re-evaluated",
            categories: Self.named(library.diseases)
          ).required()
        ) { .text($0.consideration.disease.text) },
        PackageField<Row>(
          .init(
            "row", .text, .value,
            "what is considered; the clinic's own words are 'other' in a pseudonymous package")
        ) { row in
          let consideration = row.consideration
          let isKnown = library.knowsRow(consideration.row, in: consideration.disease)
          return .text(hides && !isKnown ? "other" : consideration.row)
        },
        PackageField<Row>(
          .init(
            "state", .category, .value, "where it stands",
            categories: Self.words(Consideration.State.self))
        ) { .text($0.consideration.state.rawValue) },
        PackageField<Row>(PackageColumn("day", .date, .date, "day on which it was said").required())
        { .day($0.consideration.day) },
        PackageField<Row>(.init("author", .text, .identifier, "who said it")) {
          .text($0.consideration.author)
        },
        PackageField<Row>(.init("note", .text, .freeText, "remark")) {
          .text($0.consideration.note)
        },
      ]
    ) { package in
      package.record.considerations.enumerated()
        .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.enumerated()
        .map { ($0 + 1, $1.element) }
    }
  }
}
