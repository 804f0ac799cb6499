import Outcomes
import Registry
import Synchronization

/// The review list of a running server.
///
/// It is judged afresh once; after that only for patients about whom something was entered since.
/// It can be dropped at any time and equals ``Desk/reviewLines()``.
package final class ReviewListCache: Sendable {
  private struct State {
    /// Everything up to this entry is in the lines.
    var entry: Int
    var asOf: Day
    var lines: [Patient.ID: ReviewLine]
    var sorted: [ReviewLine]
  }

  private let state = Mutex<State?>(nil)

  package init() {}

  /// Every patient with an open red or amber flag, the most urgent first.
  ///
  /// Who comes while it is being judged waits for the result.
  package func lines(_ desk: Desk) throws -> [ReviewLine] {
    try state.withLock { state in
      // Read before the records: what comes in between is judged again next time.
      let last = try desk.file.read { try $0.lastEntry() }
      if let known = state, known.asOf == desk.asOf {
        if known.entry == last { return known.sorted }
        let changed = try desk.file.read { try $0.patientsChanged(since: known.entry) }
        if let changed {
          var lines = known.lines
          for patient in changed { try desk.update(&lines, patient) }
          let sorted = lines.values.sorted(by: ReviewLine.isMoreUrgent)
          state = State(entry: last, asOf: desk.asOf, lines: lines, sorted: sorted)
          return sorted
        }
      }
      let sorted = try desk.reviewLines()
      let lines = Dictionary(sorted.map { ($0.patient.id, $0) }, uniquingKeysWith: { $1 })
      state = State(entry: last, asOf: desk.asOf, lines: lines, sorted: sorted)
      return sorted
    }
  }
}

extension Desk {
  /// Judges one patient again.
  ///
  /// An entry about a merged patient belongs to the surviving one.
  fileprivate func update(_ lines: inout [Patient.ID: ReviewLine], _ patient: Patient.ID) throws {
    lines[patient] = nil
    guard let record = try file.read({ try $0.record(of: patient) }) else { return }
    lines[record.patient.id] = ReviewLine(library.judge(record, asOf: asOf), library: library)
  }
}
