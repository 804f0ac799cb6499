import GRDB
package import Outcomes

extension Reading {
  /// The version of a fact that stands now, withdrawn ones included; nil: there is no such fact.
  package func latestVersion(of kind: FactKind, _ number: Int) throws -> Int? {
    try Int.fetchOne(
      database,
      sql: """
        SELECT max(version) FROM \(kind.table.name)
        WHERE row = ?1 OR (number = ?1 AND version > 1)
        """, arguments: [number])
  }

  /// The position of the last entry that changed anything in a patient's record: particulars, facts
  /// that came, were changed or withdrawn, and merges.
  ///
  /// Who decides on the whole record, as on a flag, has seen it up to there.
  package func lastChange(of patient: Patient.ID) throws -> Int {
    var last = try mergeSteps(touching: patient).map(\.entry).max() ?? 0
    for question in Self.lastChanges {
      let rows = try RawStatement(database, kept: question)
      rows.bind(1, patient.text)
      // max() of no rows is NULL, which reads as 0.
      if try rows.step() { last = max(last, rows.int(0)) }
    }
    return last
  }

  /// Each asks an index for the last entry of one kind about a patient.
  private static let lastChanges: [String] =
    ["SELECT entry FROM patient WHERE patient = ? ORDER BY version DESC LIMIT 1"]
    + SealedTable.facts.filter { $0.name != SealedTable.patient.name }.map {
      "SELECT max(entry) FROM \($0.name) WHERE owner = ? AND current = 1"
    }
    + FactKind.allCases.map(\.table.name).map {
      "SELECT max(entry) FROM \($0) INDEXED BY \($0)_version WHERE version > 1 AND owner = ?"
    }

  /// Every merge, and every undoing of one, that gave facts to a patient or took them away, the
  /// earliest first.
  package func mergeSteps(touching patient: Patient.ID) throws -> [MergeStep] {
    let rows = try RawStatement(
      database,
      kept: """
        SELECT m.entry, m.patient, m.survivor, e.instant, e.author, e.reason
        FROM merge m JOIN entry e ON e.id = m.entry ORDER BY m.row
        """)
    var all: [MergeStep] = []
    while try rows.step() {
      all.append(
        MergeStep(
          entry: rows.int(0), patient: Patient.ID(rows.text(1)),
          survivor: rows.optionalText(2).map { Patient.ID($0) }, instant: rows.text(3),
          author: rows.text(4), reason: rows.text(5)))
    }
    // Whoever was ever put together, also over several steps.
    var together: Set<Patient.ID> = [patient]
    var before = 0
    while before < together.count {
      before = together.count
      for step in all {
        guard let survivor = step.survivor else { continue }
        if together.contains(survivor) || together.contains(step.patient) {
          together.formUnion([survivor, step.patient])
        }
      }
    }
    return all.filter { together.contains($0.patient) }
  }
}

/// One patient's facts were given to another one, or given back.
package struct MergeStep: Hashable, Sendable {
  package let entry: Int
  package let patient: Patient.ID
  /// nil: the facts of the patient are its own again.
  package let survivor: Patient.ID?
  package let instant: String
  package let author: String
  package let reason: String
}
