import GRDB
package import Outcomes

/// A score as it is given to be stored.
package struct NewScore: Hashable, Sendable {
  package var day: Day
  /// Canonical `key=value;key=value` in the definition's order.
  package var variant: String
  /// nil when the instrument's rule gives none.
  package var total: Rational?
  /// The value of the measure's ``Comparison/part``.
  package var part: Rational?
  /// The total was given without the items, from a letter or an old sheet; there are no answers.
  package var isTotalOnly: Bool
  /// ``Answers/compact``.
  package var answers: String
  package var rater: String
  package var note: String

  package init(
    day: Day, variant: String = "", total: Rational?, part: Rational? = nil,
    isTotalOnly: Bool = false,
    answers: String, rater: String = "", note: String = ""
  ) {
    self.day = day
    self.variant = variant
    self.total = total
    self.part = part
    self.isTotalOnly = isTotalOnly
    self.answers = answers
    self.rater = rater
    self.note = note
  }
}

extension Writing {
  /// Stores a score with the version and hash of its definition.
  ///
  /// One patient has one score of a measure, day and variant.
  ///
  /// - Returns: its number.
  @discardableResult
  package func add(
    _ score: NewScore, of measure: Measure, for patient: Patient.ID
  ) throws -> Int {
    let owner = try owner(of: patient)
    let definition = try definition(of: measure)
    noteFresh(.init(day: score.day, measure: measure.id, variant: score.variant), of: owner)
    return try refusingDuplicate(
      .duplicateScore(patient, measure.id, score.day, variant: score.variant)
    ) {
      try insert(StoredScore(score, definition), of: patient.text, owner: owner)
    }
  }

  /// Corrects a score; the earlier values stay in the history.
  ///
  /// - Parameter version: the one that the person saw; refused where it is no longer the latest.
  package func correct(
    score number: Int, to score: NewScore, of measure: Measure, seen version: Int
  ) throws {
    try needReason()
    let found = try latest(.score, number, seen: version)
    let definition = try definition(of: measure)
    try refusingDuplicate(
      .duplicateScore(Patient.ID(found.owner), measure.id, score.day, variant: score.variant)
    ) {
      try insertVersion(StoredScore(score, definition), of: found)
    }
    try recomputeInForce(.score, of: found.owner)
  }

  /// The stored definition that equals the measure's: version and hash; stored if it is new.
  private func definition(of measure: Measure) throws -> (measure: Int, row: Int) {
    if let known = definitions[measure.id], known.hash == measure.hash,
      known.version == measure.version
    {
      return (known.measure, known.row)
    }
    let found = try Row.fetchOne(
      database,
      sql: "SELECT row, measure FROM definition WHERE name = ? AND version = ? AND hash = ?",
      arguments: [measure.id.text, measure.version, measure.hash])
    let first: Int? = try Int.fetchOne(
      database, sql: "SELECT min(row) FROM definition WHERE name = ?", arguments: [measure.id.text])
    let known: Int? = found?["row"]
    let row =
      try known
      ?? writer(.definition).insert { content, row in
        content.add(self.entry)
        content.add(first ?? row)
        content.add(measure.id.text)
        content.add(measure.version)
        content.add(measure.hash)
        content.add(measure.fields.map(\.id).joined(separator: ","))
      }
    definitions[measure.id] = (measure.hash, measure.version, row, first ?? row)
    return (first ?? row, row)
  }

  /// Says what there is twice where the table's trigger refused it.
  func refusingDuplicate<Result>(
    _ error: @autoclosure () -> RegistryError, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let refusal as DatabaseError
      where refusal.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER
    {
      throw error()
    }
  }
}

extension StoredScore {
  fileprivate init(_ score: NewScore, _ definition: (measure: Int, row: Int)) {
    self.init(
      measure: definition.measure,
      judged: JudgedScore(
        definition: definition.row, day: score.day, variant: score.variant, total: score.total,
        part: score.part, isTotalOnly: score.isTotalOnly ? true : nil),
      answers: score.answers, rater: score.rater, note: score.note)
  }
}
