import GRDB
import Outcomes

/// What was withdrawn from a patient's record, and which identifiers were joined with it.
final class RecordChanges {
  private let database: Database
  private var known: (scores: RawStatement, courses: RawStatement, merges: [MergeRow])?

  private struct MergeRow {
    var entry: Int
    var patient: String
    /// Who gained the facts, or lost them again.
    var owner: String
    var isMerge: Bool
  }

  init(_ database: Database) { self.database = database }

  /// In order of the entries.
  func all(of owner: String) throws -> [(entry: Int, change: RecordChange)] {
    let (scores, courses, merges) = try prepared()
    var changes: [(entry: Int, change: RecordChange)] = []
    scores.bind(1, owner)
    while try scores.step() {
      let score = RecordChange.withdrawnScore(
        Measure.ID(scores.text(0)), Day(number: scores.int(1)), variant: scores.text(2))
      changes.append((scores.int(3), score))
    }
    scores.reset()
    courses.bind(1, owner)
    while try courses.step() {
      let course = RecordChange.withdrawnCourse(
        Therapy.ID(courses.text(0)), Day(number: courses.int(1)))
      changes.append((courses.int(2), course))
    }
    courses.reset()
    for merge in merges where merge.owner == owner {
      let patient = Patient.ID(merge.patient)
      changes.append((merge.entry, merge.isMerge ? .merged(patient) : .separated(patient)))
    }
    return changes.sorted { $0.entry < $1.entry }
  }

  /// Prepared for the first patient with a review; most scans meet few or none.
  private func prepared() throws -> (RawStatement, RawStatement, [MergeRow]) {
    if let known { return known }
    let scores = try RawStatement(
      database,
      kept: """
        SELECT d.name, s.day, s.variant, s.entry FROM score s JOIN definition d ON d.row = s.measure
        WHERE s.owner = ? AND s.withdrawn = 1
        """)
    let courses = try RawStatement(
      database, kept: "SELECT therapy, start, entry FROM course WHERE owner = ? AND withdrawn = 1")
    let found = (scores, courses, try merges())
    known = found
    return found
  }

  private func merges() throws -> [MergeRow] {
    let map = try MergeMap(database)
    var survivors: [String: String] = [:]
    var rows: [MergeRow] = []
    let all = try RawStatement(
      database, kept: "SELECT entry, patient, survivor FROM merge ORDER BY row")
    while try all.step() {
      let patient = all.text(1)
      let survivor = all.optionalText(2)
      if let gainer = survivor ?? survivors[patient] {
        rows.append(
          MergeRow(
            entry: all.int(0), patient: patient, owner: map.owner(of: gainer),
            isMerge: survivor != nil))
      }
      survivors[patient] = survivor
    }
    return rows
  }
}
