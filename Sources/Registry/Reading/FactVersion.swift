import GRDB
package import Outcomes

/// A stored version of a fact, with who stored it, when and why.
package struct FactVersion<Fact: Hashable & Sendable>: Hashable, Sendable {
  /// Names the fact through all its versions, for corrections.
  package var number: Int
  /// 1, 2, ...
  package var version: Int
  package var fact: Fact
  /// The patient it was asserted of; after a merge not the one it belongs to.
  package var patient: Patient.ID
  package var status: VersionStatus
  package var entry: Int
  package var instant: String
  package var author: String
  package var action: String
  package var reason: String
}

/// Whether a stored version counts.
package enum VersionStatus: String, Hashable, Sendable {
  case current
  /// There is a later version.
  case superseded
  /// Entered in error; this version says so.
  case withdrawn
  /// A merged patient's copy of what the surviving patient has too.
  case duplicate
}

/// A score with what judging does not need.
package struct RecordedScore: Hashable, Sendable {
  package var score: Score
  package var rater: String
  package var note: String
  /// SHA-256 of the definition it was recorded with.
  package var definitionHash: String
}

extension Reading {
  /// The diagnoses of a patient, by day.
  package func diagnoses(of patient: Patient.ID) throws -> [FactVersion<Diagnosis>] {
    try stored(.diagnosis, "f.owner = ? AND f.current = 1", [patient.text], "f.diagnosed_on") {
      diagnosis($0)
    }
  }

  /// The courses of a patient, by start.
  package func courses(of patient: Patient.ID) throws -> [FactVersion<TreatmentCourse>] {
    try stored(.course, "f.owner = ? AND f.current = 1", [patient.text], "f.start, f.therapy") {
      try course($0)
    }
  }

  /// The scores of a patient, by day and measure.
  package func scores(of patient: Patient.ID) throws -> [FactVersion<RecordedScore>] {
    try stored(
      .score, "f.owner = ? AND f.current = 1", [patient.text], "f.day, d.name, f.variant"
    ) { score($0) }
  }

  /// The reviews of a patient, in the order in which they were made.
  package func reviews(of patient: Patient.ID) throws -> [FactVersion<Review>] {
    try stored(.review, "f.owner = ? AND f.current = 1", [patient.text], "f.row") {
      try review($0)
    }
  }

  /// The numbers of a patient's facts that were changed or withdrawn after they were entered.
  package func changed(_ kind: FactKind, of patient: Patient.ID) throws -> [Int] {
    let table = kind.table.name
    return try Int.fetchAll(
      database,
      sql: """
        SELECT DISTINCT number FROM \(table) INDEXED BY \(table)_version
        WHERE version > 1 AND owner = ? ORDER BY number
        """, arguments: [patient.text])
  }

  /// Every version of a patient's particulars, the first one first.
  package func history(ofPatient patient: Patient.ID) throws -> [FactVersion<Patient>] {
    try stored(.patient, "f.patient = ?", [patient.text], "f.version") { try self.patient($0) }
  }

  package func history(ofDiagnosis number: Int) throws -> [FactVersion<Diagnosis>] {
    try stored(.diagnosis, Self.versions, [number, number], "f.version") { diagnosis($0) }
  }

  package func history(ofCourse number: Int) throws -> [FactVersion<TreatmentCourse>] {
    try stored(.course, Self.versions, [number, number], "f.version") { try course($0) }
  }

  /// Every version of a score, the first one first; empty where there is no such score.
  package func history(ofScore number: Int) throws -> [FactVersion<RecordedScore>] {
    try stored(.score, Self.versions, [number, number], "f.version") { score($0) }
  }

  private static let versions = "f.row = ? OR (f.number = ? AND f.version > 1)"

  /// The facts of one table, joined with their entries; the columns of the fact begin at 9.
  private func stored<Fact>(
    _ table: SealedTable, _ condition: String, _ arguments: [any DatabaseValueConvertible],
    _ order: String, _ fact: (RawStatement) throws -> Fact
  ) throws -> [FactVersion<Fact>] {
    let isScore = table.name == "score"
    let first = table.content.contains("withdrawn") ? 6 : 5
    let columns = table.content.dropFirst(first).map { "f.\($0)" } + (isScore ? Self.named : [])
    let withdrawn = first == 6 ? "f.withdrawn" : "0"
    let rows = try RawStatement(
      database,
      kept: """
        SELECT f.number, f.version, f.patient, f.current, \(withdrawn), f.entry, e.instant, e.author,
          e.action, e.reason, \(columns.joined(separator: ", "))
        FROM \(table.name) f JOIN entry e ON e.id = f.entry
          \(isScore ? "JOIN definition d ON d.row = f.definition" : "")
        WHERE \(condition) ORDER BY \(order)
        """)
    for (index, argument) in arguments.enumerated() {
      if let number = argument as? Int { rows.bind(Int32(index + 1), number) }
      if let text = argument as? String { rows.bind(Int32(index + 1), text) }
    }
    var result: [FactVersion<Fact>] = []
    while try rows.step() {
      let status: VersionStatus =
        switch (rows.int(3), rows.int(4)) {
        case (1, _): .current
        case (2, _): .duplicate
        case (_, 1): .withdrawn
        default: .superseded  // not our enum
        }
      result.append(
        FactVersion(
          number: rows.int(0), version: rows.int(1), fact: try fact(rows),
          patient: Patient.ID(rows.text(2)), status: status, entry: rows.int(5),
          instant: rows.text(6), author: rows.text(7), action: rows.text(8), reason: rows.text(9)))
    }
    return result
  }

  private static let named = ["d.name", "d.version", "d.hash"]

  private func patient(_ row: RawStatement) throws -> Patient {
    Patient(
      id: Patient.ID(row.text(2)), familyName: row.text(10), givenName: row.text(11),
      birthDate: row.day(12), sex: try row.optionalValue(13, "patient", row.int(0)))
  }

  private func diagnosis(_ row: RawStatement) -> Diagnosis {
    Diagnosis(
      disease: Disease.ID(row.text(10)), diagnosedOn: Day(number: row.int(11)),
      onsetOn: row.day(12), endedOn: row.day(13), note: row.text(14))
  }

  private func course(_ row: RawStatement) throws -> TreatmentCourse {
    TreatmentCourse(
      therapy: Therapy.ID(row.text(10)), start: Day(number: row.int(11)), stop: row.day(12),
      intent: try row.value(13, "course", row.int(0)), dose: row.fraction(14, 15),
      unit: row.text(16), intervalDays: row.optionalInt(17), note: row.text(18), entry: row.int(5))
  }

  private func score(_ row: RawStatement) -> RecordedScore {
    RecordedScore(
      score: Score(
        measure: Measure.ID(row.text(21)), version: row.text(22), day: Day(number: row.int(12)),
        variant: row.text(13), total: row.fraction(14, 15), part: row.fraction(16, 17),
        answers: row.text(18), number: row.int(0), entry: row.int(5)),
      rater: row.text(19), note: row.text(20), definitionHash: row.text(23))
  }

  private func review(_ row: RawStatement) throws -> Review {
    try Review(
      decision: row, from: 10, number: row.int(0), entry: row.int(5))
  }
}
