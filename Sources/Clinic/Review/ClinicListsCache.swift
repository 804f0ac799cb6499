package import Outcomes
import Registry
import Synchronization

/// The lists of a running server.
///
/// Everybody is judged afresh once a day; after that only the patients about whom something was
/// entered since. It can be dropped at any time and equals ``Desk/clinicLists()``.
package final class ClinicListsCache: Sendable {
  private struct State {
    /// Everything up to this entry is in the lists.
    var entry: Int
    var asOf: Day
    var lists: ClinicLists
  }

  private let state = Mutex<State?>(nil)
  /// Beside the state, which is held while the clinic is being judged.
  private let counted = Mutex<ClinicLists.Counts?>(nil)

  package init() {}

  /// The day as of which the lists stand ready; nil: they were not judged yet.
  package var judged: Day? { state.withLock { $0?.asOf } }

  /// What waited in the lists when they were last judged, without waiting for them; nil: they were
  /// not judged yet.
  package var counts: ClinicLists.Counts? { counted.withLock { $0 } }

  /// The lists as of the desk's day.
  ///
  /// Who comes while they are being judged waits for the result.
  package func lists(_ desk: Desk) throws -> ClinicLists {
    try state.withLock { state in
      // Read before the records: what comes in between is judged again next time.
      let last = try desk.file.read { try $0.lastEntry() }
      if let known = state, known.asOf == desk.asOf {
        if known.entry == last { return known.lists }
        let changed = try desk.file.read { try $0.patientsChanged(since: known.entry) }
        if let changed {
          var lists = known.lists
          try lists.judgeAgain(changed, desk)
          lists.seen = last
          keep(lists, upTo: last, desk, in: &state)
          return lists
        }
      }
      let lists = try desk.clinicLists()
      keep(lists, upTo: last, desk, in: &state)
      return lists
    }
  }

  private func keep(_ lists: ClinicLists, upTo last: Int, _ desk: Desk, in state: inout State?) {
    state = State(entry: last, asOf: desk.asOf, lists: lists)
    let counts = ClinicLists.Counts(lists, asOf: desk.asOf)
    counted.withLock { $0 = counts }
  }
}
