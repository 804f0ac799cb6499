import GRDB
import Outcomes

/// Computes every total in force anew from its answers.
struct TotalCheck {
  private let library: Library
  private let database: Database

  init(_ library: Library, _ database: Database) {
    self.library = library
    self.database = database
  }

  private struct Given: Hashable {
    var definition: Int
    var answers: String
    var sex: Sex?
  }
  private struct Result {
    var total: Rational?
    var part: Rational?
  }

  func findings() throws -> [IntegrityFinding] {
    let measures = try Reading(database: database).definitions().map { stored -> Measure? in
      guard let stored, let measure = library.measure(stored.measure),
        measure.hash == stored.hash, measure.version == stored.version
      else { return nil }
      return measure
    }
    let rows = try RawStatement(
      database,
      """
      SELECT \(ScoredRow.selected)
      FROM score s INDEXED BY score_current JOIN patient p INDEXED BY patient_current
        ON p.current = 1 AND p.owner = s.owner AND p.patient = s.owner
      WHERE s.current = 1
      """)
    var known: [Given: Result] = [:]
    var findings: [IntegrityFinding] = []
    while try rows.step() {
      let row = try ScoredRow.read(rows, of: .score)
      guard measures.indices.contains(row.definition), let measure = measures[row.definition]
      else { continue }
      let given = Given(
        definition: row.definition, answers: row.answers, sex: row.sex.flatMap(Sex.init))
      let due = known[given] ?? result(given, measure)
      if known.count > 100_000 { known.removeAll() }
      known[given] = due
      if row.total != due.total || row.part != due.part {
        findings.append(
          IntegrityFinding(
            table: "score", row: row.row,
            what: "its total is not what its answers give by the definition"))
      }
    }
    return findings
  }

  private func result(_ given: Given, _ measure: Measure) -> Result {
    let answers = Answers(compact: given.answers, of: measure)
    return Result(
      total: measure.score(answers, sex: given.sex).total,
      part: measure.comparison.part.flatMap { measure.part($0, of: answers, sex: given.sex) })
  }
}

private struct ScoredRow: RowColumns {
  var row = 0
  var definition = 0
  var answers = ""
  var total: Rational?
  var part: Rational?
  var sex: String?

  static var unread: ScoredRow { ScoredRow() }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("s.row", &row)
    try column("s.definition", &definition)
    try column("s.answers", &answers)
    try column("s.total", "s.scale", &total)
    try column("s.part", "s.part_scale", &part)
    try column("p.sex", &sex)
  }
}
