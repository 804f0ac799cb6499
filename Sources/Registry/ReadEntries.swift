import GRDB
package import Outcomes

extension Reading {
  /// The position of the last entry; 0 in an empty clinic file.
  package func lastEntry() throws -> Int {
    let rows = try RawStatement(database, kept: "SELECT coalesce(max(id), 0) FROM entry")
    return try rows.step() ? rows.int(0) : 0
  }

  /// The patients that the entries after a position are about.
  ///
  /// - Returns: nil where an entry concerns more than the one patient it names: an import, a merge.
  package func patientsChanged(since entry: Int) throws -> Set<Patient.ID>? {
    let rows = try RawStatement(
      database, kept: "SELECT action, patient FROM entry WHERE id > ? ORDER BY id")
    rows.bind(1, entry)
    var patients: Set<Patient.ID> = []
    while try rows.step() {
      let action = Action(rawValue: rows.text(0))
      guard let patient = rows.optionalText(1), action != .mergePatients,
        action != .unmergePatients
      else { return nil }
      patients.insert(Patient.ID(patient))
    }
    return patients
  }
}
