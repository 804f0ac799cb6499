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
      try writer(.diagnosis).insert(owner: owner) { content, row in
        content.add(row)
        content.add(1)
        content.add(self.entry)
        content.add(patient.text)
        content.add(0)
        content.add(diagnosis)
      }
    }
  }

  /// Revises or ends a diagnosis.
  ///
  /// - Parameter version: the one that the person saw; refused where it is no longer the latest.
  package func change(
    diagnosis number: Int, to diagnosis: Diagnosis, seen version: Int
  ) throws {
    try needReason()
    let found = try latest(.diagnosis, number, seen: version)
    try refusingDuplicate(
      .duplicateDiagnosis(Patient.ID(found.owner), diagnosis.disease, diagnosis.diagnosedOn)
    ) {
      try insertVersion(of: found, in: .diagnosis) { content in
        content.add(0)
        content.add(diagnosis)
      }
    }
    try recomputeInForce(.diagnosis, of: found.owner)
  }
}

extension CanonicalRow {
  fileprivate func add(_ diagnosis: Diagnosis) {
    add(diagnosis.disease.text)
    add(diagnosis.diagnosedOn.number)
    add(diagnosis.onsetOn?.number)
    add(diagnosis.endedOn?.number)
    add(diagnosis.note)
  }
}
