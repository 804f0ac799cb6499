package import Outcomes

extension Reading {
  /// Where facts are kept that an import of a clinic's tables can bring.
  package enum ImportedKind: String, CaseIterable, Sendable { case patient, diagnosis, course }

  /// What is in force of that kind and was brought by imports whose reason holds that text: whose it
  /// is now, and under which identifier it was recorded (another one after a merge).
  package func facts(
    _ kind: ImportedKind, importedFrom text: String
  ) throws -> [(owner: Patient.ID, patient: Patient.ID, number: Int)] {
    let rows = try RawStatement(
      database,
      """
      SELECT s.owner, s.patient, s.number
      FROM entry e JOIN \(kind.rawValue) f ON f.entry = e.id AND f.version = 1
        JOIN \(kind.rawValue) s ON s.number = f.number AND s.current = 1
      WHERE e.action = 'import' AND instr(e.reason, ?) > 0
      ORDER BY s.owner, s.number
      """)
    rows.bind(1, text)
    defer { rows.reset() }
    var found: [(owner: Patient.ID, patient: Patient.ID, number: Int)] = []
    while try rows.step() {
      found.append((Patient.ID(rows.text(0)), Patient.ID(rows.text(1)), rows.int(2)))
    }
    return found
  }
}
