package import Outcomes

extension Reading {
  /// Which scores in force came in by imports whose reason holds a text.
  package func scores(
    importedFrom text: String
  ) throws -> [(patient: Patient.ID, measure: Measure.ID, day: Day, variant: String)] {
    let rows = try RawStatement(
      database,
      """
      SELECT s.patient, d.name, s.day, s.variant
      FROM entry e JOIN score f ON f.entry = e.id AND f.version = 1
        JOIN score s ON s.number = f.number AND s.current = 1
        JOIN definition d ON d.row = s.measure
      WHERE e.action = 'import' AND instr(e.reason, ?) > 0
      ORDER BY s.patient, s.day, d.name, s.variant
      """)
    rows.bind(1, text)
    defer { rows.reset() }
    var found: [(patient: Patient.ID, measure: Measure.ID, day: Day, variant: String)] = []
    while try rows.step() {
      found.append(
        (Patient.ID(rows.text(0)), Measure.ID(rows.text(1)), Day(number: rows.int(2)), rows.text(3))
      )
    }
    return found
  }
}
