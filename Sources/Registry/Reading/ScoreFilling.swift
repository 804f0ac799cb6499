import GRDB
import Outcomes

/// Fills the scores of one patient after another into rows of plain numbers, straight from the cursor.
struct ScoreFilling {
  /// Of the patient that was filled in last.
  private(set) var rows = ScoreRows()
  private var scores: FactCursor<JudgedScoreRow>
  private let answers: RawStatement
  private let library: Library
  /// By row of the definition.
  private let definitions: [StoredDefinition?]
  private let asOf: Day
  /// One for each kind of the rows.
  private var known: ContiguousArray<KnownKind> = []
  /// The bytes of their variants.
  private var texts: ContiguousArray<UInt8> = []

  private struct KnownKind {
    let definition: Int
    let wantsAnswers: Bool
    let variant: Range<Int>
  }

  /// A variant may be any text, and memory does not grow with the file.
  private static let mostKinds = 10_000

  init(
    _ database: Database, _ library: Library, answersFor wanted: Set<Measure.ID>, until asOf: Day
  ) throws {
    scores = try FactCursor(database, of: nil, and: "row", numbered: false)
    answers = try RawStatement(database, kept: "SELECT answers FROM score WHERE row = ?")
    definitions = try StoredDefinition.all(database, answersFor: wanted)
    self.library = library
    self.asOf = asOf
  }

  /// Takes the scores of that patient that are dated up to the day.
  mutating func fill(
    of owner: UnsafeBufferPointer<UInt8>, withAnswers wantsAnswers: Bool
  ) throws {
    if known.count > Self.mostKinds {
      rows = ScoreRows()
      known.removeAll()
      texts.removeAll()
    } else {
      rows.removeAll()
    }
    while try scores.advance(to: owner) {
      let score = try scores.fact()
      if score.day > asOf { continue }
      let kind = try kind(of: score)
      rows.add(
        kind, day: score.day, total: score.total, part: score.part,
        isTotalOnly: score.isTotalOnly == true,
        answers: wantsAnswers && known[kind].wantsAnswers ? try answers(of: score) : "")
    }
  }

  private func answers(of score: JudgedScoreRow) throws -> String {
    answers.bind(1, score.row)
    defer { answers.reset() }
    return try answers.step() ? answers.text(0) : ""
  }

  private mutating func kind(of score: JudgedScoreRow) throws -> Int {
    for position in known.indices
    where known[position].definition == score.definition && isVariant(position, score.variant) {
      return position
    }
    guard definitions.indices.contains(score.definition),
      let definition = definitions[score.definition]
    else {
      throw RegistryError.unreadable(table: "score", row: score.row, column: "definition")
    }
    let start = texts.count
    texts.append(contentsOf: score.variant)
    known.append(
      KnownKind(
        definition: score.definition, wantsAnswers: definition.wantsAnswers,
        variant: start..<texts.count))
    return rows.addKind(
      definition.measure, version: definition.version,
      variant: String(decoding: score.variant, as: UTF8.self), library)
  }

  private func isVariant(_ position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let own = known[position].variant
    return own.count == text.count
      && texts.withUnsafeBufferPointer {
        compareBytes(UnsafeBufferPointer(rebasing: $0[own]), text) == 0
      }
  }
}

/// What judging reads of a score, with its variant as bytes that are valid until the next step.
struct JudgedScoreRow: TableColumns {
  /// A row of the table `definition`.
  var definition: Int
  var day: Day
  var variant: UnsafeBufferPointer<UInt8>
  var total: Rational?
  var part: Rational?
  /// The total was recorded without its items; nil where it was computed from them.
  var isTotalOnly: Bool?
  var row: Int

  static var table: SealedTable { .score }
  static var selected: String { JudgedScore.selected }
  static var unread: JudgedScoreRow {
    JudgedScoreRow(
      definition: 0, day: Day(number: 0), variant: UnsafeBufferPointer(start: nil, count: 0),
      total: nil, part: nil, row: 0)
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("definition", &definition)
    try column("day", &day)
    try column("variant", &variant)
    try column("total", "scale", &total)
    try column("part", "part_scale", &part)
    try column("total_only", &isTotalOnly)
    try column("row", &row)
  }
}
