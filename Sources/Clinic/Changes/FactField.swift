package import Outcomes
package import Registry

/// One field of a fact, as forms and changes name it.
package enum FactField: Hashable, Sendable {
  case family, given, born, sex
  /// Who is responsible for the patient.
  case responsible
  case disease, otherName, diagnosed, onset, ended
  case therapy, start, stop, stopReason, intent, dose, unit, interval
  /// Day of the visit.
  case day
  /// An answer of a score, by the id of its field.
  case item(String)
  /// Of a score, where it was graded anew without another answer.
  case total
  case rater, note

  /// All but the items, which each instrument names.
  package static let named: [FactField] = [
    .family, .given, .born, .sex, .responsible, .disease, .otherName, .diagnosed, .onset, .ended,
    .therapy,
    .start, .stop,
    .stopReason, .intent, .dose, .unit, .interval, .day, .total, .rater, .note,
  ]

  /// The name of the field in a form.
  package var name: String {
    switch self {
    case .family: "family"
    case .given: "given"
    case .born: "born"
    case .sex: "sex"
    case .responsible: "physician"
    case .disease: "disease"
    case .otherName: "other-name"
    case .diagnosed: "diagnosed"
    case .onset: "onset"
    case .ended: "ended"
    case .therapy: "therapy"
    case .start: "start"
    case .stop: "stop"
    case .stopReason: "because"
    case .intent: "intent"
    case .dose: "dose"
    case .unit: "unit"
    case .interval: "interval"
    case .day: "day"
    case .item(let id): id
    case .total: "total"
    case .rater: "rater"
    case .note: "note"
    }
  }

  /// As people call it.
  ///
  /// - Parameter measure: of a score, for its items.
  package func label(of measure: Measure? = nil) -> String {
    switch self {
    case .family: "Family name"
    case .given: "Given name"
    case .born: "Date of birth"
    case .sex: "Sex"
    case .responsible: "Responsible physician"
    case .disease: "Disease"
    case .otherName: "Name in words"
    case .diagnosed: "Diagnosed on"
    case .onset: "First symptoms"
    case .ended: "Given up on"
    case .therapy: "Therapy"
    case .start: "First dose"
    case .stop: "Last dose"
    case .stopReason: "Stopped for"
    case .intent: "Meant"
    case .dose: "Amount of one dose"
    case .unit: "Unit"
    case .interval: "Days between doses"
    case .day: "Day of the visit"
    case .item(let id): measure?.fields.first { $0.id == id }?.label ?? id
    case .total: "Total"
    case .rater: "Rated by"
    case .note: "Note"
    }
  }

  package enum Content: Sendable {
    /// Written by a person.
    case text
    /// The id of a disease, of a therapy.
    case disease, therapy
    case stopReason
    /// A day, a number, a word of a list.
    case value
  }

  package var content: Content {
    switch self {
    case .family, .given, .responsible, .otherName, .note, .unit, .rater: .text
    case .disease: .disease
    case .therapy: .therapy
    case .stopReason: .stopReason
    case .born, .sex, .diagnosed, .onset, .ended, .start, .stop, .intent, .dose, .interval, .day,
      .item, .total:
      .value
    }
  }
}

/// What stands in a field: ISO days, plain numbers, ids; empty where nothing is given.
package struct FieldText: Hashable, Sendable {
  package let field: FactField
  package let text: String

  init(_ field: FactField, _ text: String?) {
    self.field = field
    self.text = text ?? ""
  }
}

extension RecordedScore {
  /// - Parameter measure: nil where its definition is not at hand; then without the answers.
  package func fields(of measure: Measure?) -> [FieldText] {
    let answers = measure.map { $0.answers(of: score) }
    let items = measure.flatMap { measure in
      answers.map { answers in
        zip(measure.fields, answers.slots).map { FieldText(.item($0.id), $1?.text) }
      }
    }
    return [FieldText(.day, score.day.iso)] + (items ?? [])
      + [
        FieldText(.total, score.total?.plain(4)), FieldText(.rater, rater),
        FieldText(.note, note),
      ]
  }
}
