package import Outcomes
import Registry
import Synchronization

/// The lists of a running server.
///
/// Everybody is judged afresh once a day; after that only the patients about whom something was
/// entered since, or whose seals a verification found otherwise. It can be dropped at any time and equals ``Desk/clinicLists()``.
package final class ClinicListsCache: Sendable {
  private struct State {
    /// Everything up to this entry is in the lists.
    var entry: Int
    /// What the last verification before they were judged found.
    var verification: VerificationNote?
    var asOf: Day
    var lists: ClinicLists
    var counts: ClinicLists.Counts
  }

  /// Held only while it is read or replaced; what was read from it stays good.
  private let state = Mutex<State?>(nil)
  /// Held while some patients are judged again, by one after another.
  private let step = Mutex<Void>(())
  /// Held while everybody is judged; whoever needs no list of everybody does not wait for it.
  private let whole = Mutex<Void>(())

  /// More patients than these are judged faster by going through the file.
  private static let mostAtOnce = 500

  package init() {}

  /// The day as of which the lists stand ready; nil: they were not judged yet.
  package var judged: Day? { state.withLock { $0?.asOf } }

  /// What waited in the lists when they were last judged, without waiting for them; nil: they were
  /// not judged yet.
  package var counts: ClinicLists.Counts? { state.withLock { $0?.counts } }

  /// The lists as of the desk's day.
  ///
  /// Who comes while everybody is being judged waits for the result.
  package func lists(_ desk: Desk) throws -> ClinicLists {
    if let lists = try listsAtOnce(desk) { return lists }
    return try whole.withLock { _ in
      // Somebody else may have had them made meanwhile.
      if let lists = try listsAtOnce(desk) { return lists }
      // Read before the records: what comes in between is judged again next time.
      let last = try desk.file.read { try $0.lastEntry() }
      let verification = VerificationNote(beside: desk.file.path)
      let lists = try desk.clinicLists()
      step.withLock { _ in keep(lists, upTo: last, verification, desk) }
      return lists
    }
  }

  /// The lists with everything that was stored before this is called; nil: everybody is to be
  /// judged for them, or is being judged.
  package func listsAtOnce(_ desk: Desk) throws -> ClinicLists? {
    if let lists = try upToDate(desk) { return lists }
    return try step.withLock { _ in
      if let lists = try upToDate(desk) { return lists }
      guard let known = state.withLock({ $0 }), known.asOf == desk.asOf else { return nil }
      let verification = VerificationNote(beside: desk.file.path)
      let last = try desk.file.read { try $0.lastEntry() }
      let changed = try desk.file.read {
        try $0.patientsStored(since: known.entry, most: Self.mostAtOnce)
      }
      guard let changed else { return nil }
      var lists = known.lists
      try lists.judgeAgain(changed, desk)
      lists.seen = last
      keep(lists, upTo: last, verification, desk)
      return lists
    }
  }

  private func upToDate(_ desk: Desk) throws -> ClinicLists? {
    let last = try desk.file.read { try $0.lastEntry() }
    let verification = VerificationNote(beside: desk.file.path)
    return state.withLock { state in
      guard let state, state.asOf == desk.asOf, state.entry >= last,
        state.verification == verification
      else { return nil }
      return state.lists
    }
  }

  private func keep(
    _ lists: ClinicLists, upTo last: Int, _ verification: VerificationNote?, _ desk: Desk
  ) {
    let counts = ClinicLists.Counts(lists, asOf: desk.asOf)
    let new = State(
      entry: last, verification: verification, asOf: desk.asOf, lists: lists, counts: counts)
    state.withLock { $0 = new }
  }
}
