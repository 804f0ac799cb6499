package import Outcomes

extension Reading {
  /// Where facts are kept that an import of a clinic's tables can bring.
  package enum ImportedKind: String, CaseIterable, Sendable { case diagnosis, course }

  /// The diagnoses or courses in force that imports brought whose reason holds that text.
  package func facts(
    _ kind: ImportedKind, importedFrom text: String
  ) throws -> [(patient: Patient.ID, number: Int)] {
    let rows = try RawStatement(
      database,
      """
      SELECT s.owner, s.number
      FROM entry e JOIN \(kind.rawValue) f ON f.entry = e.id AND f.version = 1
        JOIN \(kind.rawValue) s ON s.number = f.number AND s.current = 1
      WHERE e.action = 'import' AND instr(e.reason, ?) > 0
      ORDER BY s.owner, s.number
      """)
    rows.bind(1, text)
    defer { rows.reset() }
    var found: [(patient: Patient.ID, number: Int)] = []
    while try rows.step() { found.append((Patient.ID(rows.text(0)), rows.int(1))) }
    return found
  }
}
