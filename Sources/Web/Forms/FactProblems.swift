import Clinic
import Exchange
package import Outcomes

extension FormProblems {
  /// Takes up what is wrong with a fact, each fault at its field.
  ///
  /// - Parameters:
  ///   - names: of the form's fields.
  ///   - other: the field for a fault of no field of this form.
  mutating func add(
    _ faults: [RecordFault], at names: [RecordFault.Field: String], other: String = ""
  ) {
    for fault in faults { add(names[fault.field] ?? other, fault.sentence) }
  }

  /// Takes up a refusal of the desk, faults of a fact each at its field; any other error goes on.
  mutating func add(
    refused error: any Error, at field: String = "", _ names: [RecordFault.Field: String],
    _ request: PageRequest
  ) throws {
    guard case .faults(let faults)? = error as? DeskRefusal else {
      return try add(refused: error, at: field, request)
    }
    add(faults, at: names, other: field)
  }
}

extension RecordFault.Field {
  /// The fields of forms that are not named as their columns.
  package static let particulars: [RecordFault.Field: String] = [
    .identifier: "identifier", .familyName: "family", .givenName: "given", .birthDate: "born",
    .sex: "sex", .physician: "physician",
  ]
  package static let diagnosis: [RecordFault.Field: String] = [
    .disease: "disease", .otherName: "other-name", .diagnosedOn: "diagnosed", .onsetOn: "onset",
    .note: "note",
  ]
  package static let course: [RecordFault.Field: String] = [
    .therapy: "therapy", .otherName: "other-name", .start: "start", .stop: "stop",
    .stopReason: "because", .intent: "intent",
    .dose: "dose",
    .unit: "unit", .intervalDays: "interval", .note: "note",
  ]
  package static let decision: [RecordFault.Field: String] = [
    .note: "note", .revisedTo: "revised-to", .deferredUntil: "until", .otherName: "other-name",
  ]
  package static let visit: [RecordFault.Field: String] = [
    .visitDay: "date", .rater: "rater", .illness: "illness", .missedDoses: "missed-doses",
    .daysSinceDose: "days-since-dose", .note: "visit-note",
  ]
  /// - Parameter row: the name of the row's fields; `new` is the one in the clinic's own words.
  static func consideration(_ row: String) -> [RecordFault.Field: String] {
    [.row: row == "new" ? row : "state:" + row, .note: "note:" + row, .day: "day"]
  }
}
