import GRDB
package import Outcomes

extension Reading {
  /// The particulars of a registered patient, merged ones included; nil: not registered.
  package func patient(_ id: Patient.ID) throws -> Patient? {
    let rows = try RawStatement(
      database,
      kept: """
        SELECT patient, owner, family_name, given_name, birth_date, sex FROM patient
        WHERE patient = ? ORDER BY version DESC LIMIT 1
        """)
    rows.bind(1, id.text)
    return try rows.step() ? Patient(particulars: rows) : nil
  }

  /// Every patient who was not merged into another one, in the order of the identifiers' bytes.
  package func forEachPatient(_ body: (Patient) throws -> Void) throws {
    let rows = try RawStatement(
      database,
      """
      SELECT patient, owner, family_name, given_name, birth_date, sex FROM patient
      WHERE current = 1 ORDER BY owner, patient
      """)
    while try rows.step() {
      if rows.bytes(0).elementsEqual(rows.bytes(1)) { try body(try Patient(particulars: rows)) }
    }
  }

  /// The patients whose identifier begins with the text, or whose names begin with its words,
  /// whatever their case, accents or order.
  ///
  /// An empty text: all.
  ///
  /// - Parameter limit: the most that are returned.
  package func patients(search text: String = "", limit: Int = .max) throws -> [Patient] {
    let wanted = NameSearch(text)
    let rows = try RawStatement(
      database,
      """
      SELECT patient, owner, family_name, given_name, birth_date, sex FROM patient
      WHERE current = 1 ORDER BY owner, patient
      """)
    var found: [Patient] = []
    while try found.count < limit && rows.step() {
      guard rows.bytes(0).elementsEqual(rows.bytes(1)),
        wanted.finds(identifier: rows.bytes(0), names: [rows.bytes(2), rows.bytes(3)])
      else { continue }
      found.append(try Patient(particulars: rows))
    }
    return found
  }

  /// Every identifier with the particulars registered under it, in no order.
  ///
  /// - Parameter body: is told whether the patient was merged into another one.
  func forEachIdentifier(_ body: (Patient, _ isMerged: Bool) throws -> Void) throws {
    let rows = try RawStatement(
      database,
      """
      SELECT patient, owner, family_name, given_name, birth_date, sex FROM patient
      WHERE current = 1
      """)
    while try rows.step() {
      try body(try Patient(particulars: rows), !rows.bytes(0).elementsEqual(rows.bytes(1)))
    }
  }

  /// Every patient merged into another one, and into whom.
  package func merged() throws -> [(patient: Patient.ID, survivor: Patient.ID)] {
    let merges = try MergeMap(database)
    return merges.survivor.keys.sorted().map {
      (Patient.ID($0), Patient.ID(merges.owner(of: $0)))
    }
  }

  /// The merges in force by which other patients now belong to one, with who put them together.
  package func merges(into survivor: Patient.ID) throws -> [Merge] {
    let map = try MergeMap(database)
    let rows = try RawStatement(
      database,
      """
      SELECT m.patient, e.instant, e.author, e.reason FROM merge m JOIN entry e ON e.id = m.entry
      WHERE m.row IN (SELECT max(row) FROM merge GROUP BY patient) AND m.survivor IS NOT NULL
      ORDER BY m.row
      """)
    var merges: [Merge] = []
    while try rows.step() {
      guard map.owner(of: rows.text(0)) == survivor.text else { continue }
      merges.append(
        Merge(
          patient: Patient.ID(rows.text(0)), instant: rows.text(1), author: rows.text(2),
          reason: rows.text(3)))
    }
    return merges
  }

  /// How many patients there are, merged ones not counted twice.
  package func patientCount() throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT count(*) FROM patient WHERE current = 1 AND owner = patient") ?? 0
  }

  /// How many there are of each kind of fact in force.
  package func counts() throws -> (patients: Int, diagnoses: Int, courses: Int, scores: Int) {
    func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
    return (
      try patientCount(),
      try count("SELECT count(*) FROM diagnosis WHERE current = 1"),
      try count("SELECT count(*) FROM course WHERE current = 1"),
      try count("SELECT count(*) FROM score WHERE current = 1")
    )
  }
}

/// A patient who was registered twice: which identifier was given to another one, and why.
package struct Merge: Hashable, Sendable {
  package let patient: Patient.ID
  package let instant: String
  package let author: String
  package let reason: String
}

extension Patient {
  /// From the columns patient, owner, family_name, given_name, birth_date, sex.
  init(particulars row: RawStatement) throws {
    self.init(
      id: ID(row.text(0)), familyName: row.text(2), givenName: row.text(3),
      birthDate: row.day(4), sex: try row.optionalValue(5, "patient", 0))
  }
}
