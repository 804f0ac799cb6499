import GRDB
package import Outcomes

extension Reading {
  /// The patients about whom anything was stored after an entry, be it a visit or an import; of a
  /// merge, and of one that was taken back, both patients.
  ///
  /// The newest rows are read and no others: this costs as much as was stored since.
  ///
  /// - Parameter most: more patients are not listed.
  /// - Returns: nil: they are more, or something was stored that holds for everybody.
  package func patientsStored(since entry: Int, most: Int) throws -> Set<Patient.ID>? {
    let tables = try RawStatement(
      database, kept: "SELECT EXISTS (SELECT 1 FROM site_table WHERE entry > ?)")
    tables.bind(1, entry)
    if try tables.step(), tables.int(0) != 0 { return nil }
    var patients: Set<Patient.ID> = []
    for table in SealedTable.facts {
      let newest = try RawStatement(
        database, kept: "SELECT patient, entry FROM \(table.name) ORDER BY row DESC")
      while try newest.step(), newest.int(1) > entry {
        patients.insert(Patient.ID(newest.text(0)))
        if patients.count > most { return nil }
      }
    }
    patients.formUnion(try patientsMerged(since: entry))
    return patients.count > most ? nil : patients
  }

  /// Whether there are more patients than a number, merged ones included; not one more is counted.
  package func hasMorePatients(than number: Int) throws -> Bool {
    let rows = try RawStatement(
      database, kept: "SELECT count(*) FROM (SELECT 1 FROM identifier LIMIT ?)")
    rows.bind(1, number + 1)
    return try rows.step() && rows.int(0) > number
  }

  /// Who gained or lost facts of another.
  private func patientsMerged(since entry: Int) throws -> Set<Patient.ID> {
    let newest = try RawStatement(
      database,
      kept: """
        SELECT patient, entry, coalesce(survivor, (
          SELECT before.survivor FROM merge before
          WHERE before.patient = merge.patient AND before.row < merge.row
          ORDER BY before.row DESC LIMIT 1))
        FROM merge ORDER BY row DESC
        """)
    var patients: Set<Patient.ID> = []
    while try newest.step(), newest.int(1) > entry {
      patients.insert(Patient.ID(newest.text(0)))
      if let other = newest.optionalText(2) { patients.insert(Patient.ID(other)) }
    }
    return patients
  }
}
