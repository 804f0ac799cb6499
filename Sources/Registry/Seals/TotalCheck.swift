import GRDB
package import Outcomes

/// What the recomputing of totals came to.
///
/// A stored score names the definition that it was scored by, with a hash of its text. By the same
/// text its total must come out again. By an edited text of the same version it is recomputed too:
/// a difference is then no damage of the file, but says that the scoring was changed without a new
/// version.
package struct TotalsChecked: Hashable, Sendable {
  /// Totals that came out again.
  package var recomputed = 0
  /// Totals that were recorded without their items, which the instrument can have.
  package var withoutItems = 0
  /// How many scores have a definition that is not at hand: another instrument or version.
  package var unknown: [Measure.ID: Int] = [:]
  /// How many have answers that do not fit the definition of the same version as it is now.
  package var unfitting: [Measure.ID: Int] = [:]
  /// The numbers of scores to which an edited definition of the same version gives another total.
  package var different: [Measure.ID: [Int]] = [:]
}

/// Recomputes every total in force from its answers.
struct TotalCheck {
  private(set) var findings: [IntegrityFinding] = []
  private(set) var totals = TotalsChecked()
  private let database: Database
  /// By row.
  private let definitions: [Scored?]
  private var known: [Given: Result?] = [:]

  /// A stored definition, and what there is of it now.
  fileprivate struct Scored {
    let id: Measure.ID
    /// Of the same name and version; nil: not at hand.
    let sheet: AnswerSheet?
    let isSameText: Bool
    /// Where each stored field stands now.
    let slots: [Int?]
  }
  private struct Given: Hashable {
    var definition: Int
    var answers: String
    var sex: Sex?
    var totalOnly: Rational?
  }
  fileprivate struct Result {
    var total: Rational?
    var part: Rational?
  }

  init(_ library: Library, _ database: Database) throws {
    self.database = database
    definitions = try Reading(database: database).definitions().map { stored in
      stored.map { Scored($0, library) }
    }
  }

  mutating func run() throws {
    let rows = try RawStatement(
      database,
      """
      SELECT \(ScoredRow.selected)
      FROM score s INDEXED BY score_current JOIN patient p INDEXED BY patient_current
        ON p.current = 1 AND p.owner = s.owner AND p.patient = s.owner
      WHERE s.current = 1
      """)
    while try rows.step() {
      let row = try ScoredRow.read(rows, of: .score)
      // A row that names no definition is found with the references.
      guard definitions.indices.contains(row.definition),
        let definition = definitions[row.definition]
      else { continue }
      check(row, definition)
    }
  }

  private mutating func check(_ row: ScoredRow, _ definition: Scored) {
    guard let sheet = definition.sheet else {
      totals.unknown[definition.id, default: 0] += 1
      return
    }
    let isTotalOnly = row.isTotalOnly == true
    let given = Given(
      definition: row.definition, answers: row.answers, sex: row.sex.flatMap(Sex.init),
      totalOnly: isTotalOnly ? row.total : nil)
    let due: Result?
    if let before = known[given] {
      due = before
    } else {
      due = definition.result(given.answers, given.totalOnly, given.sex, sheet)
      if known.count > 100_000 { known.removeAll() }
      known[given] = .some(due)
    }
    guard let due else {
      totals.unfitting[definition.id, default: 0] += 1
      return
    }
    if row.total == due.total, row.part == due.part {
      if isTotalOnly { totals.withoutItems += 1 } else { totals.recomputed += 1 }
    } else if definition.isSameText {
      findings.append(
        IntegrityFinding(
          table: "score", row: row.row,
          what: isTotalOnly
            ? "its total without items is none that the instrument can have"
            : "its total is not what its answers give by the definition"))
    } else {
      totals.different[definition.id, default: []].append(row.number)
    }
  }
}

extension TotalCheck.Scored {
  fileprivate init(_ stored: DefinitionRow, _ library: Library) {
    id = stored.measure
    let found = library.measure(stored.measure).flatMap {
      $0.version == stored.version ? $0 : nil
    }
    sheet = found.map { AnswerSheet($0, forMany: true) }
    isSameText = found?.hash == stored.hash
    slots = stored.fields.map { field in found?.fieldPositions[field] }
  }

  /// nil: the answers do not fit the definition as it is now.
  fileprivate func result(
    _ compact: String, _ totalOnly: Rational?, _ sex: Sex?, _ sheet: AnswerSheet
  ) -> TotalCheck.Result? {
    let measure = sheet.measure
    var answers: Answers
    if isSameText {
      answers = sheet.answers(compact: compact)
    } else {
      guard let moved = moved(compact, measure) else { return nil }
      answers = moved
    }
    answers.totalOnly = totalOnly
    let scored = measure.score(answers, sex: sex)
    let isPossible = totalOnly.map { measure.canBeTotalOnly($0, beside: answers) } ?? true
    return TotalCheck.Result(
      total: isPossible ? scored.total : nil,
      part: measure.comparison.part.flatMap { measure.part($0, of: answers, sex: sex) })
  }

  /// Each answer in the place that its field has now.
  private func moved(_ compact: String, _ measure: Measure) -> Answers? {
    var answers = Answers(of: measure)
    for (position, text) in compact.split(separator: ",", omittingEmptySubsequences: false)
      .enumerated() where !text.isEmpty
    {
      guard position < slots.count, let slot = slots[position],
        let answer = try? measure.answer(String(text), to: measure.fields[slot])
      else { return nil }
      answers.slots[slot] = answer
    }
    return answers
  }
}

private struct ScoredRow: RowColumns {
  var row = 0
  var number = 0
  var definition = 0
  var answers = ""
  var total: Rational?
  var part: Rational?
  var isTotalOnly: Bool?
  var sex: String?

  static var unread: ScoredRow { ScoredRow() }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("s.row", &row)
    try column("s.number", &number)
    try column("s.definition", &definition)
    try column("s.answers", &answers)
    try column("s.total", "s.scale", &total)
    try column("s.part", "s.part_scale", &part)
    try column("s.total_only", &isTotalOnly)
    try column("p.sex", &sex)
  }
}
