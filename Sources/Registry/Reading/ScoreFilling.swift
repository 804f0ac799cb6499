import GRDB
import Outcomes

/// Fills the scores of one patient after another into rows of plain numbers, straight from the cursor.
struct ScoreFilling {
  /// Of the patient that was filled in last.
  private(set) var rows = ScoreRows()
  private var scores: FactCursor<JudgedScoreRow>
  /// Where the scores' `row` stands; nil where no answers are wanted.
  private let position: Int32?
  /// Where their parts begin.
  private let parts: Int32
  private let answers: RawStatement
  private let library: Library
  /// By row of the definition.
  private let definitions: [StoredDefinition?]
  private let asOf: Day
  /// One for each kind of the rows.
  private var known: ContiguousArray<KnownKind> = []
  /// Their variants.
  private var variants = KeptTexts()

  private struct KnownKind {
    let definition: Int
    let wantsAnswers: Bool
    let variant: Range<Int>
  }

  /// A variant may be any text, and memory does not grow with the file.
  private static let mostKinds = 10_000
  static let row = "row"

  init(
    _ database: Database, _ library: Library, answersFor wanted: Set<Measure.ID>, until asOf: Day
  ) throws {
    let row = wanted.isEmpty ? "" : Self.row
    scores = try FactCursor(database, of: nil, and: row, numbered: false)
    position = scores.row.position(of: Self.row)
    parts = scores.row.position(of: "part") ?? 0
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
      variants.removeAll()
    } else {
      rows.removeAll()
    }
    while try scores.advance(to: owner) {
      let score = try scores.fact()
      if score.day > asOf { continue }
      let kind = try kind(of: score)
      let part =
        rows.comparesTotalsAlone(kind)
        ? .unread : try JudgedPart.read(scores.row, from: parts, of: .score)
      rows.add(
        kind, day: score.day, total: score.total, part: part.part,
        isTotalOnly: part.isTotalOnly == true,
        answers: wantsAnswers && known[kind].wantsAnswers ? try givenAnswers() : "")
    }
  }

  /// Of the score at which the cursor stands.
  private func givenAnswers() throws -> String {
    guard let position else { return "" }
    answers.bind(1, scores.row.int(position))
    defer { answers.reset() }
    return try answers.step() ? answers.text(0) : ""
  }

  private mutating func kind(of score: JudgedScoreRow) throws -> Int {
    // Nearly always that of the score before.
    if let last = rows.lastKind, isKind(last, of: score) { return last }
    for position in known.indices where isKind(position, of: score) { return position }
    guard definitions.indices.contains(score.definition),
      let definition = definitions[score.definition]
    else {
      throw RegistryError.unreadable(
        table: "score", row: position.map(scores.row.int) ?? 0, column: "definition")
    }
    known.append(
      KnownKind(
        definition: score.definition, wantsAnswers: definition.wantsAnswers,
        variant: variants.keep(score.variant)))
    return rows.addKind(
      definition.measure, version: definition.version,
      variant: String(decoding: score.variant, as: UTF8.self), library)
  }

  private func isKind(_ position: Int, of score: JudgedScoreRow) -> Bool {
    known[position].definition == score.definition
      && variants.isText(known[position].variant, score.variant)
  }
}

/// What judging reads of a score, with its variant as bytes that are valid until the next step.
struct JudgedScoreRow: TableColumns {
  /// A row of the table `definition`.
  var definition: Int
  var day: Day
  var variant: UnsafeBufferPointer<UInt8>
  var total: Rational?

  static var table: SealedTable { .score }
  /// With the columns of ``JudgedPart``.
  static var selected: String { JudgedScore.selected }
  static var unread: JudgedScoreRow {
    JudgedScoreRow(
      definition: 0, day: Day(number: 0), variant: UnsafeBufferPointer(start: nil, count: 0),
      total: nil)
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("definition", &definition)
    try column("day", &day)
    try column("variant", &variant)
    try column("total", "scale", &total)
  }
}

/// What it reads besides where more than totals is compared.
struct JudgedPart: RowColumns {
  var part: Rational?
  /// The total was recorded without its items; nil where it was computed from them.
  var isTotalOnly: Bool?

  static var unread: JudgedPart { JudgedPart() }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("part", "part_scale", &part)
    try column("total_only", &isTotalOnly)
  }
}
