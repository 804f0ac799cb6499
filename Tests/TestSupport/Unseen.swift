package import Clinic
package import Outcomes

/// Changes of tests that do not care what was seen: they are made from what stands now, as by a
/// command that showed nothing before.
extension Desk {
  package func edit(
    _ id: Patient.ID, family: String? = nil, given: String? = nil, born: Day? = nil,
    sex: Sex? = nil, reason: String
  ) throws {
    try edit(id, seen: try version(ofParticulars: id), reason: reason) { patient in
      if let family { patient.familyName = family }
      if let given { patient.givenName = given }
      if let born { patient.birthDate = born }
      if let sex { patient.sex = sex }
    }
  }

  package func edit(
    _ id: Patient.ID, reason: String, _ change: (inout Patient) -> Void
  ) throws {
    try edit(id, seen: try version(ofParticulars: id), reason: reason, change)
  }

  package func merge(_ id: Patient.ID, into survivor: Patient.ID, reason: String) throws {
    try merge(
      id, seen: try version(ofParticulars: id), into: survivor,
      seen: try version(ofParticulars: survivor), reason: reason)
  }

  package func correctScore(
    _ number: Int, pairs: [(item: String, value: String)], day: Day? = nil, reason: String
  ) throws -> String {
    try correctScore(
      number, seen: try reason.isEmpty ? 1 : score(number, seen: nil).version, pairs: pairs,
      day: day, reason: reason)
  }

  package func changeTreatment(
    _ therapy: Therapy.ID, of id: Patient.ID, started start: Day?, reason: String,
    _ change: (inout TreatmentCourse) -> Void
  ) throws {
    let found = try treatment(therapy, of: id, started: start, seen: nil)
    try changeTreatment(found.number, of: id, seen: found.version, reason: reason, change)
  }

  package func stopTreatment(
    _ therapy: Therapy.ID, of id: Patient.ID, started start: Day?, on day: Day,
    because: TreatmentCourse.StopReason? = nil, reason: String
  ) throws {
    let found = try treatment(therapy, of: id, started: start, seen: nil)
    try stopTreatment(
      found.number, of: id, seen: found.version, on: day, because: because,
      reason: reason)
  }

  package func reviseDiagnosis(
    _ disease: Disease.ID, of id: Patient.ID, to other: Disease.ID, on day: Day, reason: String
  ) throws {
    let found = try diagnosis(disease, of: id, onlyRunning: true, seen: nil)
    try reviseDiagnosis(
      found.number, of: id, seen: found.version, to: other, on: day, reason: reason)
  }

  package func endDiagnosis(
    _ disease: Disease.ID, of id: Patient.ID, on day: Day, reason: String
  ) throws {
    let found = try diagnosis(disease, of: id, onlyRunning: true, seen: nil)
    try endDiagnosis(found.number, of: id, seen: found.version, on: day, reason: reason)
  }

  package func closeFlags(
    of id: Patient.ID, decision: Review.Decision, note: String, revisedTo: Disease.ID? = nil,
    deferredUntil: Day? = nil, _ choice: FlagChoice = .headline
  ) throws -> [String] {
    try closeFlags(
      of: id, seen: try seenUpTo(of: id), decision: decision, note: note, revisedTo: revisedTo,
      deferredUntil: deferredUntil, choice)
  }

  package func reopenFlag(
    of id: Patient.ID, note: String, _ choice: FlagChoice = .headline
  ) throws -> String {
    try reopenFlag(of: id, seen: try seenUpTo(of: id), note: note, choice)
  }
}
