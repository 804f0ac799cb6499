package import Outcomes
import Registry

/// The seals of a patient's record do not hold: it may not be what was entered, and is not judged.
package struct UnsoundRecord: PlainRefusal {
  package let patient: Patient.ID
  /// Without any content of the rows.
  package let findings: [String]
  package var exitStatus: Int32 { 3 }
  package var message: String {
    "The seals of this record do not hold (\(findings.joined(separator: "; "))): something in it is not what"
      + " was entered, by a failing disk or another program. It is shown as it stands and is not judged."
      + " Compare it with a backup and with paper before anything is decided."
  }
}

extension Desk {
  /// What is wrong with the seals of a patient's record; nil: they hold.
  package func unsoundness(of patient: Patient.ID) throws -> UnsoundRecord? {
    let findings = try file.read { try $0.findings(of: patient) }
    return findings.isEmpty
      ? nil : UnsoundRecord(patient: patient, findings: findings.map(\.description))
  }

  func checkSeals(of patient: Patient.ID) throws {
    if let unsound = try unsoundness(of: patient) { throw unsound }
  }

  /// The patients whose seals the last verification found not to hold, and who are therefore not
  /// judged.
  package func unsoundPatients() throws -> [Patient.ID] {
    guard let note = VerificationNote(beside: file.path), note.count > 0 else { return [] }
    return try file.read { try $0.patients(of: note) }
  }

  /// The same as their records have them, in the order of identifiers: they stand in every list above
  /// all others.
  package func recordsNotJudged() throws -> [Patient] {
    let patients = try unsoundPatients()
    guard !patients.isEmpty else { return [] }
    return try file.read { reading in
      try patients.map { id in
        try reading.patient(id)
          ?? Patient(id: id, familyName: "", givenName: "", birthDate: nil, sex: nil)
      }
    }
  }
}
