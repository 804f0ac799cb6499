package import Outcomes

/// Who is registered, by what makes two persons alike, so that an import of many patients need not
/// compare each with all.
///
/// A name must be the very same here; slips of letters are pointed out where one person is
/// registered.
package final class PersonIndex {
  /// At most so many are named for one patient.
  private static let mostNamed = 3

  private struct Entry {
    var person: Int32
    /// The entry before with the same key; -1: none.
    var next: Int32
  }
  /// What a key is made of, beside a hash.
  private enum Kind: UInt64 { case identifier = 1, name, nameAndBirth, nameWithoutBirth }

  private var persons: [Patient.ID] = []
  private var entries: [Entry] = []
  private var heads: [UInt64: Int32] = [:]

  /// Reads the register.
  package init(_ reading: Reading) throws {
    try reading.forEachIdentifier { patient, isMerged in add(patient, isMerged: isMerged) }
  }

  /// - Parameter isMerged: the facts belong to another identifier, so that it alone is compared.
  package func add(_ patient: Patient, isMerged: Bool = false) {
    let person = Int32(persons.count)
    persons.append(patient.id)
    insert(person, Self.key(.identifier, Self.hash(patient.id)))
    guard !isMerged else { return }
    for name in Self.names(patient) {
      insert(person, Self.key(.name, name))
      insert(
        person,
        patient.wholeBirthDate.map { Self.key(.nameAndBirth, name, $0) }
          ?? Self.key(.nameWithoutBirth, name))
    }
  }

  private func insert(_ person: Int32, _ key: UInt64) {
    entries.append(Entry(person: person, next: heads[key] ?? -1))
    heads[key] = Int32(entries.count - 1)
  }

  /// Those who may be the same person as a patient, at most three.
  ///
  /// - Parameter particulars: of a registered patient.
  package func alike(
    to patient: Patient, _ particulars: (Patient.ID) throws -> Patient?
  ) rethrows -> [LikePatient] {
    var found: [LikePatient] = []
    func look(_ key: UInt64, _ likeness: Likeness) throws {
      var place = heads[key] ?? -1
      while place >= 0, found.count < Self.mostNamed {
        let entry = entries[Int(place)]
        place = entry.next
        let id = persons[Int(entry.person)]
        guard !found.contains(where: { $0.patient.id == id }), let other = try particulars(id),
          Self.holds(likeness, patient, other)
        else { continue }
        found.append(LikePatient(other, likeness))
      }
    }
    let names = Self.names(patient)
    for name in names {
      if let born = patient.wholeBirthDate {
        try look(Self.key(.nameAndBirth, name, born), .name)
        try look(Self.key(.nameWithoutBirth, name), .name)
      } else {
        try look(Self.key(.name, name), .name)
      }
    }
    try look(Self.key(.identifier, Self.hash(patient.id)), .identifier)
    for day in patient.wholeBirthDate?.slips ?? [] {
      for name in names { try look(Self.key(.nameAndBirth, name, day), .slipOfBirth) }
    }
    return found
  }

  /// None of who has no name, which is no likeness to others without one.
  private static func names(_ patient: Patient) -> [UInt64] {
    if patient.familyName.isEmpty, patient.givenName.isEmpty { return [] }
    let hashes = NameHashes(patient)
    return hashes.words == hashes.parts ? [hashes.words] : [hashes.words, hashes.parts]
  }

  private static func hash(_ id: Patient.ID) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(IdentifierKey(id))
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  private static func key(_ kind: Kind, _ hash: UInt64, _ born: Day? = nil) -> UInt64 {
    NameHashes.mixed(
      hash &+ kind.rawValue &* 0x9e37_79b9_7f4a_7c15
        &+ UInt64(bitPattern: Int64(born?.number ?? 0)) &* 0xd1b5_4a32_d192_ed03)
  }

  /// Whether it is true of two persons; equal hashes alone do not say so.
  private static func holds(_ likeness: Likeness, _ patient: Patient, _ other: Patient) -> Bool {
    switch likeness {
    case .identifier: IdentifierKey(patient.id) == IdentifierKey(other.id)
    case .name:
      NameKey(patient).isSame(as: NameKey(other)) && patient.mayShareBirth(with: other)
    case .slipOfBirth:
      NameKey(patient).isSame(as: NameKey(other)) && patient.birthIsSlip(of: other)
    }
  }
}
