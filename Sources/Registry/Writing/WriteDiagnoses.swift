package import Outcomes

extension Writing {
  /// Stores a diagnosis.
  ///
  /// One patient has a disease diagnosed on one day once.
  ///
  /// - Returns: its number.
  @discardableResult
  package func add(_ diagnosis: Diagnosis, of patient: Patient.ID) throws -> Int {
    let owner = try owner(of: patient)
    return try refusingDuplicate(
      .duplicateDiagnosis(patient, diagnosis.disease, diagnosis.diagnosedOn)
    ) {
      try insert(diagnosis, of: patient.text, owner: owner)
    }
  }

  /// Revises or ends a diagnosis.
  package func change(
    diagnosis number: Int, to diagnosis: Diagnosis, seen version: Int? = nil
  ) throws {
    try needReason()
    let found = try latest(.diagnosis, number, seen: version)
    try refusingDuplicate(
      .duplicateDiagnosis(Patient.ID(found.owner), diagnosis.disease, diagnosis.diagnosedOn)
    ) {
      try insertVersion(diagnosis, of: found)
    }
    try recomputeInForce(.diagnosis, of: found.owner)
  }
}
