import GRDB
package import Outcomes

/// One stored score as bytes, for exports.
///
/// The bytes are valid until the next row.
package struct ScoreRow {
  package var patient: UnsafeBufferPointer<UInt8>
  package var day: Int
  /// Position in ``Reading/definitions()``.
  package var definition: Int
  package var variant: UnsafeBufferPointer<UInt8>
  /// ``Answers/compact``.
  package var answers: UnsafeBufferPointer<UInt8>
  package var total: Rational?
  package var rater: UnsafeBufferPointer<UInt8>
  package var note: UnsafeBufferPointer<UInt8>
  package var number: Int
}

/// A definition that stored scores were made with.
package struct DefinitionRow: Hashable, Sendable {
  package var measure: Measure.ID
  package var version: String
  package var hash: String
  /// The identifiers of the answers' places, in order.
  package var fields: [String]
}

extension Reading {
  /// The definitions that stored scores refer to, by the position used in ``ScoreRow``; the first
  /// position is not used.
  package func definitions() throws -> [DefinitionRow?] {
    var result: [DefinitionRow?] = [nil]
    let rows = try RawStatement(
      database, "SELECT row, name, version, hash, fields FROM definition ORDER BY row")
    while try rows.step() {
      while result.count < rows.int(0) { result.append(nil) }
      result.append(
        DefinitionRow(
          measure: Measure.ID(rows.text(1)), version: rows.text(2), hash: rows.text(3),
          fields: rows.text(4).split(separator: ",").map(String.init)))
    }
    return result
  }

  /// Every score in force, by patient, day, measure and variant (by their bytes), for the CSV
  /// exports.
  ///
  /// Memory does not grow with the file.
  ///
  /// - Parameter measure: only scores of it; nil: all.
  package func forEachScoreRow(
    of measure: Measure.ID? = nil, _ body: (ScoreRow) throws -> Void
  ) throws {
    // By measure name: numbers given to measures differ from file to file.
    let names = try definitions().map { $0?.measure.text ?? "" }
    let ranks = Dictionary(
      Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.enumerated()
        .map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let rankOfDefinition = names.map { ranks[$0] ?? 0 }
    let rows = try RawStatement(
      database,
      """
      SELECT owner, day, definition, variant, answers, total, scale, rater, note, number
      FROM score INDEXED BY score_current WHERE current = 1 ORDER BY owner, measure, day, variant
      """)
    let buffer = ScoreRowBuffer()
    while try rows.step() {
      if !buffer.isSamePatient(rows.bytes(0)) {
        try buffer.drain(body)
        buffer.startPatient(rows.bytes(0))
      }
      let definition = rows.int(2)
      guard names.indices.contains(definition) else {
        throw RegistryError.unreadable(table: "score", row: rows.int(9), column: "definition")
      }
      if measure.map({ names[definition] == $0.text }) ?? true {
        buffer.add(rows, rank: rankOfDefinition[definition])
      }
    }
    try buffer.drain(body)
  }

  /// Every diagnosis in force, by patient, day and disease.
  package func forEachDiagnosis(_ body: (Patient.ID, Diagnosis) throws -> Void) throws {
    let rows = try RawStatement(
      database,
      """
      SELECT owner, disease, diagnosed_on, onset_on, ended_on, note FROM diagnosis
      WHERE current = 1 ORDER BY owner, diagnosed_on, disease
      """)
    while try rows.step() {
      try body(
        Patient.ID(rows.text(0)),
        Diagnosis(
          disease: Disease.ID(rows.text(1)), diagnosedOn: Day(number: rows.int(2)),
          onsetOn: rows.day(3), endedOn: rows.day(4), note: rows.text(5)))
    }
  }

  /// Every course in force, by patient, start and therapy.
  package func forEachCourse(_ body: (Patient.ID, TreatmentCourse) throws -> Void) throws {
    let rows = try RawStatement(
      database,
      """
      SELECT owner, therapy, start, stop, intent, dose, dose_scale, unit, interval_days, note, entry
      FROM course WHERE current = 1 ORDER BY owner, start, therapy
      """)
    while try rows.step() {
      try body(
        Patient.ID(rows.text(0)),
        TreatmentCourse(
          therapy: Therapy.ID(rows.text(1)), start: Day(number: rows.int(2)), stop: rows.day(3),
          intent: try rows.value(4, "course", rows.int(10)), dose: rows.fraction(5, 6),
          unit: rows.text(7), intervalDays: rows.optionalInt(8), note: rows.text(9),
          entry: rows.int(10)))
    }
  }
}
