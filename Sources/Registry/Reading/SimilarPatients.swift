package import Outcomes

extension Reading {
  /// Registered patients who may be the same person, in the order of their identifiers.
  ///
  /// Alike are:
  /// - the same birth date (or none on both sides) and a similar name, or the very same name where one
  ///   of the two has no birth date;
  /// - the very same name, and a birth date with figures changed round;
  /// - an identifier that differs by capital letters or leading zeros alone, also of a patient who was
  ///   merged.
  package func similarPatients(to patient: Patient) throws -> [LikePatient] {
    var found = try byName(patient)
    for id in try identifiersLike(patient.id)
    where !found.contains(where: { $0.patient.id == id }) {
      if let other = try self.patient(id) { found.append(LikePatient(other, .identifier)) }
    }
    return found.sorted { $0.patient.id < $1.patient.id }
  }

  private func byName(_ patient: Patient) throws -> [LikePatient] {
    let slips = patient.wholeBirthDate?.slips ?? []
    let days = ([patient.wholeBirthDate].compactMap(\.self) + slips).map { "\($0.number)" }
    let some =
      days.isEmpty
      ? ""
      : """
      (birth_date IS NULL OR birth_precision IS NOT NULL
        OR birth_date IN (\(days.joined(separator: ", "))))
      """
    let rows = try PatientRows(database, where: some)
    let key = NameKey(patient)
    var found: [LikePatient] = []
    while try rows.row.step() {
      guard !rows.isMerged else { continue }
      let other = try rows.patient()
      guard other.id != patient.id, let likeness = patient.likeness(to: other, named: key)
      else { continue }
      found.append(LikePatient(other, likeness))
    }
    return found
  }

  private func identifiersLike(_ id: Patient.ID) throws -> [Patient.ID] {
    let key = IdentifierKey(id)
    let rows = try RawStatement(database, "SELECT patient FROM patient WHERE current = 1")
    var found: [Patient.ID] = []
    while try rows.step() {
      if key.isKey(of: rows.bytes(0)), !rows.bytes(0).elementsEqual(id.text.utf8) {
        found.append(Patient.ID(rows.text(0)))
      }
    }
    return found
  }
}

extension Patient {
  /// - Parameter key: of this patient's name.
  fileprivate func likeness(to other: Patient, named key: NameKey) -> Likeness? {
    let otherKey = NameKey(other)
    if wholeBirthDate == other.wholeBirthDate { return key.isSimilar(to: otherKey) ? .name : nil }
    guard key.isSame(as: otherKey) else { return nil }
    return mayShareBirth(with: other) ? .name : birthIsSlip(of: other) ? .slipOfBirth : nil
  }

  /// The birth dates are the same, or one of them is not known.
  func mayShareBirth(with other: Patient) -> Bool {
    guard let born = wholeBirthDate, let other = other.wholeBirthDate else { return true }
    return born == other
  }

  /// The birth dates are written alike but for a slip.
  func birthIsSlip(of other: Patient) -> Bool {
    guard let born = wholeBirthDate, let other = other.wholeBirthDate else { return false }
    return born.isSlip(of: other)
  }
}
