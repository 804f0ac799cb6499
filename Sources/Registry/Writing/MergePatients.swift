import GRDB
package import Outcomes

extension Writing {
  /// Gives all facts of a patient to another one: they are the same person.
  ///
  /// The facts themselves stay as they are, and ``unmerge(_:)`` gives them back.
  ///
  /// A fact that both have with the same content stays once; the merged patient's copy is kept but
  /// not in force. Facts that differ refuse the merge, with a list.
  package func merge(_ patient: Patient.ID, into survivor: Patient.ID) throws {
    try needReason()
    let owner = try owner(of: patient)
    let target = try self.owner(of: survivor)
    guard owner == patient.text else {
      throw RegistryError.alreadyMerged(patient, into: Patient.ID(owner))
    }
    guard target != owner else { throw RegistryError.mergeWithItself(patient) }
    let conflicts = try MergeConflict.all(between: owner, and: target, database)
    guard conflicts.isEmpty else {
      throw RegistryError.mergeConflicts(patient, into: Patient.ID(target), conflicts)
    }
    try assertMerge(of: patient, into: target)
    try reassign([owner, target])
  }

  /// Takes a merge back: the patient's facts are its own again.
  package func unmerge(_ patient: Patient.ID) throws {
    try needReason()
    let owner = try owner(of: patient)
    guard try MergeMap(database).survivor[patient.text] != nil else {
      throw RegistryError.notMerged(patient)
    }
    try assertMerge(of: patient, into: nil)
    try reassign([owner, patient.text])
  }

  private func assertMerge(of patient: Patient.ID, into survivor: String?) throws {
    _ = try writer(.merge).insert { content, _ in
      content.add(self.entry)
      content.add(patient.text)
      content.add(survivor)
    }
    forgetOwner()
  }

  /// Computes the owner of every fact of these owners anew, and which facts are in force.
  private func reassign(_ owners: Set<String>) throws {
    let merges = try MergeMap(database)
    let patients = try String.fetchSet(database, sql: "SELECT patient FROM identifier")
      .filter { owners.contains(merges.owner(of: $0)) || owners.contains($0) }
    for table in SealedTable.facts {
      let stand = try database.makeStatement(
        sql: "UPDATE \(table.name) SET current = 0 WHERE current <> 0 AND patient = ?")
      let give = try database.makeStatement(
        sql: "UPDATE \(table.name) SET owner = ? WHERE patient = ?")
      for patient in patients.sorted() {
        try stand.execute(arguments: [patient])
        try give.execute(arguments: [merges.owner(of: patient), patient])
      }
      for owner in Set(patients.map(merges.owner)).sorted() {
        try recomputeInForce(table, of: owner, always: true)
      }
    }
    forgetOwner()
  }
}

/// Which patient each merged one belongs to.
struct MergeMap {
  /// The last asserted survivor of each patient that is merged.
  let survivor: [String: String]

  /// - Parameter entry: as they were before it; nil: as they are now.
  init(_ database: Database, before entry: Int? = nil) throws {
    var survivor: [String: String] = [:]
    let rows = try RawStatement(
      database, kept: "SELECT patient, survivor FROM merge WHERE entry < ? ORDER BY row")
    rows.bind(1, entry ?? .max)
    while try rows.step() { survivor[rows.text(0)] = rows.optionalText(1) }
    self.survivor = survivor
  }

  /// Follows the merges to their end.
  func owner(of patient: String) -> String {
    var owner = patient
    var steps = 0
    while let next = survivor[owner], steps <= survivor.count {
      owner = next
      steps += 1
    }
    return owner
  }

  /// The identifiers that stand for a patient, its own first.
  func patients(of owner: String) -> [String] {
    [owner] + survivor.keys.filter { self.owner(of: $0) == owner }.sorted()
  }
}

extension MergeConflict {
  static func all(
    between patient: String, and survivor: String, _ database: Database
  ) throws -> [MergeConflict] {
    try [SealedTable.diagnosis, .course, .score].flatMap { table in
      // A different note or rater does not make the finding a different one.
      let content = table.own.filter { $0 != "note" && $0 != "rater" }
      let sameKey = table.key.map { "a.\($0) = b.\($0)" }.joined(separator: " AND ")
      let different = content.map { "a.\($0) IS NOT b.\($0)" }.joined(separator: " OR ")
      let key = table.key.map { "a.\($0)" }.joined(separator: ", ")
      return try Row.fetchAll(
        database,
        sql: """
          SELECT a.number, b.number, \(key) FROM \(table.name) a JOIN \(table.name) b
            ON a.owner = ? AND b.owner = ? AND a.current = 1 AND b.current = 1 AND \(sameKey)
          WHERE \(different) ORDER BY a.number
          """,
        arguments: [patient, survivor]
      ).map { row in
        MergeConflict(
          subject: try subject(row, table, database), number: row[0], survivorNumber: row[1])
      }
    }
  }

  /// What a row's key columns name.
  static func subject(
    _ row: Row, _ table: SealedTable, _ database: Database
  ) throws -> Subject {
    switch table.name {
    case "diagnosis":
      return .diagnosis(Disease.ID(row["disease"]), Day(number: row["diagnosed_on"]))
    case "course": return .course(Therapy.ID(row["therapy"]), Day(number: row["start"]))
    default:  // not our enum
      let name = try String.fetchOne(
        database, sql: "SELECT name FROM definition WHERE row = ?",
        arguments: [row["measure"] as Int])
      return .score(
        Measure.ID(name ?? "?"), Day(number: row["day"]), variant: row["variant"])
    }
  }
}
