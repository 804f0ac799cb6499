import Exchange
import Reporting

/// What `recheck export` can write.
package enum ExportLayout: String, CaseIterable, Sendable {
  case patients, diagnoses, treatments, scores, reviews, considerations, visits
  case scoresWide = "scores-wide"
  case itemsWide = "items-wide"
  case responses, codebook

  package var meaning: String {
    switch self {
    case .patients: "the register, as import reads it"
    case .diagnoses: "diagnoses, as import reads them"
    case .treatments: "courses of treatment, as import reads them"
    case .scores: "every answer, as import reads it"
    case .reviews: "decisions on flags, a row per flag, as import reads them"
    case .considerations:
      "where the rows of re-evaluations stood from day to day, as import reads them"
    case .visits: "what was asked and noted at visits beside the scores, as import reads it"
    case .scoresWide: "a row per patient and date, a column per measure (and variant) total"
    case .itemsWide:
      "a row per patient, date and variant of one measure (--measure), a column per item"
    case .responses:
      "a row per course or series: verdict, weeks to response, values of the leading measure"
    case .codebook: "a row per column of every layout: type, unit, allowed values, meaning, source"
    }
  }

  package static var listing: String {
    allCases.map { layout in
      let columns = layout.fixedColumns.map(\.key).joined(separator: ",")
      return "\(layout.rawValue): \(layout.meaning)\n  \(columns)"
    }.joined(separator: "\n")
  }

  /// The columns that do not depend on what is recorded.
  var fixedColumns: [Table.Column] {
    switch self {
    case .patients: Self.columns(Layout.patients.columns)
    case .diagnoses: Self.columns(Layout.diagnoses.columns)
    case .treatments: Self.columns(Layout.treatments.columns)
    case .scores: Self.columns(Layout.scores.columns)
    case .reviews: Self.columns(Layout.reviews.columns)
    case .considerations: Self.columns(Layout.considerations.columns)
    case .visits: Self.columns(Layout.visits.columns)
    case .scoresWide: Self.columns([.patient, .date])
    case .itemsWide:
      Self.columns([.patient, .date, .measure]) + [
        .init("version", "version", meaning: "version of the instrument's definition")
      ] + Self.columns([.variant]) + [
        .init(
          "total", "total", .number, meaning: "total; empty when the instrument's rule gives none"),
        .init(
          "total_only", "total only",
          meaning: "whether the total was recorded without its items", allowed: "yes; else empty"),
      ]
    case .responses: ResponsesTable.columns
    case .codebook:
      ["layout", "column", "type", "unit", "allowed", "meaning", "source"].map { .init($0, $0) }
    }
  }

  private static func columns(_ columns: [Layout.Column]) -> [Table.Column] {
    columns.map { column in
      let kind: Table.Column.Kind =
        switch column.kind {
        case .text: .text
        case .number: .number
        case .date: .date
        }
      return Table.Column(
        column.key, column.title, kind, unit: column.unit, meaning: column.meaning,
        allowed: column.allowed, identifies: column.identifies)
    }
  }
}
