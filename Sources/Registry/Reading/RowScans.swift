import GRDB
package import Outcomes

/// One stored score as bytes, for exports.
///
/// The bytes are valid until the next row.
package struct ScoreRow: RowColumns {
  package var patient: UnsafeBufferPointer<UInt8>
  package var day: Int
  /// Position in ``Reading/definitions()``.
  package var definition: Int
  package var variant: UnsafeBufferPointer<UInt8>
  /// ``Answers/compact``.
  package var answers: UnsafeBufferPointer<UInt8>
  package var total: Rational?
  /// The total was recorded without its items; nil where it was computed from them.
  package var isTotalOnly: Bool?
  package var rater: UnsafeBufferPointer<UInt8>
  package var note: UnsafeBufferPointer<UInt8>
  package var number: Int

  static var unread: ScoreRow {
    let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    return ScoreRow(
      patient: nothing, day: 0, definition: 0, variant: nothing, answers: nothing, total: nil,
      rater: nothing, note: nothing, number: 0)
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("owner", &patient)
    try column("day", &day)
    try column("definition", &definition)
    try column("variant", &variant)
    try column("answers", &answers)
    try column("total", "scale", &total)
    try column("total_only", &isTotalOnly)
    try column("rater", &rater)
    try column("note", &note)
    try column("number", &number)
  }
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
      SELECT \(ScoreRow.selected)
      FROM score INDEXED BY score_current WHERE current = 1 ORDER BY owner, measure, day, variant
      """)
    let buffer = ScoreRowBuffer()
    while try rows.step() {
      let row = try ScoreRow.read(rows, of: .score)
      if !buffer.isSamePatient(row.patient) {
        try buffer.drain(body)
        buffer.startPatient(row.patient)
      }
      guard names.indices.contains(row.definition) else {
        throw RegistryError.unreadable(table: "score", row: row.number, column: "definition")
      }
      if measure.map({ names[row.definition] == $0.text }) ?? true {
        buffer.add(row, rank: rankOfDefinition[row.definition])
      }
    }
    try buffer.drain(body)
  }
}
