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
  /// - Parameter last: nil: up to the last entry.
  /// - Returns: nil where an entry concerns more than the patients it names: an import, a merge.
  package func patientsChanged(
    since entry: Int, before last: Int? = nil
  ) throws -> Set<Patient.ID>? {
    let rows = try RawStatement(
      database, kept: "SELECT action, patient, id FROM entry WHERE id > ? AND id < ? ORDER BY id")
    rows.bind(1, entry)
    rows.bind(2, last ?? .max)
    var patients: Set<Patient.ID> = []
    while try rows.step() {
      let action = Action(rawValue: rows.text(0))
      if action == .review, rows.optionalText(1) == nil {
        patients.formUnion(try patientsReviewed(in: rows.int(2)))
        continue
      }
      // What tables mean changes nothing of what is recorded.
      if action == .storeMapping || action == .removeMapping { continue }
      guard let patient = rows.optionalText(1), action != .mergePatients,
        action != .unmergePatients
      else { return nil }
      patients.insert(Patient.ID(patient))
    }
    return patients
  }

  /// Several whose flags were decided on together.
  private func patientsReviewed(in entry: Int) throws -> Set<Patient.ID> {
    let rows = try RawStatement(database, kept: "SELECT patient FROM review WHERE entry = ?")
    rows.bind(1, entry)
    var patients: Set<Patient.ID> = []
    while try rows.step() { patients.insert(Patient.ID(rows.text(0))) }
    return patients
  }
}

/// Which definitions a clinic file speaks of.
package struct RecordedNames: Hashable, Sendable {
  package var measures: Set<Measure.ID>
  package var diseases: Set<Disease.ID>
  package var therapies: Set<Therapy.ID>
}

extension Reading {
  /// The measures, diseases and therapies that are recorded of any patient.
  package func recordedNames() throws -> RecordedNames {
    // Not by DISTINCT, which looks every row up in an index that it makes, for a few names.
    func names(_ column: String, _ table: String) throws -> [String] {
      let rows = try RawStatement(database, "SELECT \(column) FROM \(table)")
      var (texts, places) = (KeptTexts(), ContiguousArray<Range<Int>>())
      while try rows.step() {
        let name = rows.bytes(0)
        if !places.contains(where: { texts.isText($0, name) }) { places.append(texts.keep(name)) }
      }
      return places.map(texts.text)
    }
    return RecordedNames(
      measures: Set(try names("name", "definition").map { Measure.ID($0) }),
      diseases: Set(try names("disease", "diagnosis WHERE current = 1").map { Disease.ID($0) }),
      therapies: Set(try names("therapy", "course WHERE current = 1").map { Therapy.ID($0) }))
  }
}

extension Reading {
  /// Every measure and variant that there are scores of.
  package func recordedSeries() throws
    -> [(measure: Measure.ID, variant: String, hasTotalsOnly: Bool)]
  {
    let rows = try RawStatement(
      database,
      """
      SELECT definition.name, score.variant, max(score.total_only IS NOT NULL)
      FROM score INDEXED BY score_current JOIN definition ON definition.row = score.measure
      WHERE score.current = 1 GROUP BY definition.name, score.variant
      """)
    var series: [(measure: Measure.ID, variant: String, hasTotalsOnly: Bool)] = []
    while try rows.step() {
      series.append((Measure.ID(rows.text(0)), rows.text(1), rows.int(2) != 0))
    }
    return series
  }
}
