import Exchange
import Reporting

/// What `recheck export` can write.
package enum ExportLayout: String, CaseIterable, Sendable {
  case patients, diagnoses, treatments, scores
  case scoresWide = "scores-wide"
  case itemsWide = "items-wide"
  case responses, codebook

  package var meaning: String {
    switch self {
    case .patients: "the register, as import reads it"
    case .diagnoses: "diagnoses, as import reads them"
    case .treatments: "courses of treatment, as import reads them"
    case .scores: "every answer, as import reads it"
    case .scoresWide: "a row per patient and date, a column per measure (and variant) total"
    case .itemsWide:
      "a row per patient, date and variant of one measure (--measure), a column per item"
    case .responses: "a row per course: verdict, weeks to response, values of the leading measure"
    case .codebook: "a row per column of every layout: type, unit, allowed values, meaning, source"
    }
  }

  package static var listing: String {
    allCases.map { layout in
      let columns =
        ImportLayout(rawValue: layout.rawValue)?.columns ?? layout.fixedColumns.map(\.key)
      return "\(layout.rawValue): \(layout.meaning)\n  \(columns.joined(separator: ","))"
    }.joined(separator: "\n")
  }

  /// The columns that do not depend on what is recorded.
  var fixedColumns: [Table.Column] {
    let patient = Table.Column(
      "patient_id", "Patient", meaning: "the clinic's own identifier", identifies: true)
    func day(_ key: String, _ meaning: String) -> Table.Column {
      .init(key, key, .date, meaning: meaning, identifies: true)
    }
    func free(_ key: String, _ meaning: String) -> Table.Column {
      .init(key, key, meaning: meaning, allowed: "free text", identifies: true)
    }
    switch self {
    case .patients:
      return [
        patient, free("family_name", "family name"), free("given_name", "given name"),
        day("birth_date", "date of birth"),
        .init("sex", "sex", meaning: "sex", allowed: "female male other"),
      ]
    case .diagnoses:
      return [
        patient, .init("disease", "disease", meaning: "diagnosis", allowed: "ids of diseases"),
        day("diagnosed_on", "day of the diagnosis"), day("onset_on", "day of the first symptoms"),
        day("ended_on", "day on which the diagnosis was given up"), free("note", "remark"),
      ]
    case .treatments:
      return [
        patient, .init("therapy", "therapy", meaning: "therapy", allowed: "ids of therapies"),
        day("start", "first dose"), day("stop", "last dose; empty while the course runs"),
        .init(
          "intent", "intent", meaning: "what the course is meant to do",
          allowed: "induction maintenance bridge symptomatic"),
        .init("dose", "dose", .number, meaning: "amount of one dose, in the unit beside it"),
        .init("unit", "unit", meaning: "unit of the dose"),
        .init(
          "interval_days", "interval_days", .number, unit: "days", meaning: "days between doses"),
        free("note", "remark"),
      ]
    case .scores:
      return [
        patient, day("date", "day of the visit"),
        .init("measure", "measure", meaning: "instrument", allowed: "ids of measures"),
        .init("item", "item", meaning: "item of the instrument; empty: its value alone"),
        .init(
          "value", "value", meaning: "answer, or the reason why there is none",
          allowed: "a value of the item; not-done unable refused not-applicable"),
        .init(
          "variant", "variant", meaning: "what must agree to compare two scores",
          allowed: "key=value;key=value"),
        free("rater", "who rated"), free("note", "remark"),
      ]
    case .scoresWide: return [patient, day("date", "day of the visit")]
    case .itemsWide:
      return [
        patient, day("date", "day of the visit"),
        .init("measure", "measure", meaning: "instrument", allowed: "ids of measures"),
        .init("version", "version", meaning: "version of the instrument's definition"),
        .init(
          "variant", "variant", meaning: "what must agree to compare two scores",
          allowed: "key=value;key=value"),
        .init(
          "total", "total", .number, meaning: "total; empty when the instrument's rule gives none"),
      ]
    case .responses: return ResponsesTable.columns
    case .codebook:
      return ["layout", "column", "type", "unit", "allowed", "meaning", "source"].map {
        .init($0, $0)
      }
    }
  }
}
