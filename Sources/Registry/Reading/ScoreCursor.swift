import GRDB
import Outcomes

/// The sorted scores of a patient's record, each with its definition and, where they are wanted, its answers.
struct ScoreCursor {
  private var scores: FactCursor<JudgedScore>
  /// Where the scores' `row` stands.
  private let position: Int32
  private let answers: RawStatement
  /// By row of the definition.
  private let definitions: [StoredDefinition?]

  /// - Parameter owner: nil for all.
  init(_ database: Database, of owner: String?, _ definitions: [StoredDefinition?]) throws {
    scores = try FactCursor(database, of: owner, and: "row")
    position = scores.row.position(of: "row") ?? 0
    answers = try RawStatement(database, kept: "SELECT answers FROM score WHERE row = ?")
    self.definitions = definitions
  }

  mutating func advance(to owner: UnsafeBufferPointer<UInt8>) throws -> Bool {
    try scores.advance(to: owner)
  }

  /// The score at which the cursor stands.
  func score(withAnswers: Bool) throws -> Score {
    let score = try scores.fact()
    guard definitions.indices.contains(score.definition),
      let definition = definitions[score.definition]
    else {
      throw RegistryError.unreadable(
        table: "score", row: scores.row.int(position), column: "definition")
    }
    var given = ""
    if withAnswers, definition.wantsAnswers {
      answers.bind(1, scores.row.int(position))
      if try answers.step() { given = answers.text(0) }
      answers.reset()
    }
    return Score(
      measure: definition.measure, version: definition.version, day: score.day,
      variant: score.variant, total: score.total, part: score.part,
      isTotalOnly: score.isTotalOnly == true, answers: given,
      number: scores.number, entry: scores.entry)
  }
}
