package import Outcomes

extension Writing {
  /// Registers a patient under an identifier that was never used.
  package func add(_ patient: Patient) throws {
    let id = patient.id.text
    guard !id.isEmpty else { throw RegistryError.emptyIdentifier }
    if try isKnown(patient.id) { throw RegistryError.patientExists(patient.id) }
    let identifiers = try identifierStatement()
    identifiers.bind(1, id)
    try identifiers.run()
    _ = try insert(patient, of: id, owner: id)
  }

  /// Stores new particulars of a patient; the earlier ones stay in the history.
  ///
  /// Scores that were graded by the patient's sex (QMG grip) are not recomputed here: correct them
  /// in the same transaction.
  package func edit(_ patient: Patient) throws {
    try needReason()
    let latest = try FoundFact.latest(.patient, where: "patient = ?", database) {
      $0.bind(1, patient.id.text)
    }
    guard let found = latest else { throw RegistryError.unknownPatient(patient.id) }
    try insertVersion(patient, of: found)
  }

  /// Whether the identifier is registered, merged patients included.
  package func isKnown(_ patient: Patient.ID) throws -> Bool {
    do {
      _ = try owner(of: patient)
      return true
    } catch RegistryError.unknownPatient {
      return false
    }
  }

  private func identifierStatement() throws -> RawStatement {
    if let identifierInsert { return identifierInsert }
    let statement = try RawStatement(database, "INSERT INTO identifier (patient) VALUES (?)")
    identifierInsert = statement
    return statement
  }
}
