import GRDB
import Outcomes

/// Recomputes every total in force from its answers.
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
      SELECT s.row, s.definition, s.answers, s.total, s.scale, s.part, s.part_scale, p.sex
      FROM score s INDEXED BY score_current JOIN patient p INDEXED BY patient_current
        ON p.current = 1 AND p.owner = s.owner AND p.patient = s.owner
      WHERE s.current = 1
      """)
    var known: [Given: Result] = [:]
    var findings: [IntegrityFinding] = []
    while try rows.step() {
      let definition = rows.int(1)
      guard measures.indices.contains(definition), let measure = measures[definition] else {
        continue
      }
      let given = Given(
        definition: definition, answers: rows.text(2),
        sex: rows.optionalText(7).flatMap { Sex(rawValue: $0) })
      let due = known[given] ?? result(given, measure)
      if known.count > 100_000 { known.removeAll() }
      known[given] = due
      if rows.fraction(3, 4) != due.total || rows.fraction(5, 6) != due.part {
        findings.append(
          IntegrityFinding(
            table: "score", row: rows.int(0),
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
