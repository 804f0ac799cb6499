package import Outcomes
package import Registry

/// One field of a fact, as forms and changes name it.
package enum FactField: Hashable, Sendable {
  case family, given, born, sex
  case disease, otherName, diagnosed, onset, ended
  case therapy, start, stop, stopReason, intent, dose, unit, interval
  /// Day of the visit.
  case day
  /// An answer of a score, by the id of its field.
  case item(String)
  /// Of a score, where it was graded anew without another answer.
  case total
  case rater, note

  /// The name of the field in a form.
  package var name: String {
    switch self {
    case .family: "family"
    case .given: "given"
    case .born: "born"
    case .sex: "sex"
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

extension Patient {
  package var fields: [FieldText] {
    [
      FieldText(.family, familyName), FieldText(.given, givenName),
      FieldText(.born, bornGiven?.text), FieldText(.sex, sex?.rawValue),
    ]
  }
}

extension Diagnosis {
  package var fields: [FieldText] {
    [
      FieldText(.disease, disease.text), FieldText(.otherName, otherName),
      FieldText(.diagnosed, diagnosedGiven.text), FieldText(.onset, onsetGiven?.text),
      FieldText(.ended, endedOn?.iso), FieldText(.note, note),
    ]
  }
}

extension TreatmentCourse {
  package var fields: [FieldText] {
    [
      FieldText(.therapy, therapy.text), FieldText(.otherName, otherName),
      FieldText(.start, startGiven.text),
      FieldText(.intent, intent.rawValue), FieldText(.dose, dose?.plain(4)),
      FieldText(.unit, unit), FieldText(.interval, intervalDays.map { "\($0)" }),
      FieldText(.note, note), FieldText(.stop, stopGiven?.text),
      FieldText(.stopReason, stopReason?.rawValue),
    ]
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
