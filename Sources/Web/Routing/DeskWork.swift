package import Clinic
import Foundation
import NIOPosix
package import Outcomes
package import Registry

/// What a page does at the clinic's desk, signed by whoever is signed in.
extension PageRequest {
  /// Threads of their own, and fewer than the clinic file has readers: on the system's queues those
  /// who wait for a reader would take the threads that those who have one need to go on.
  private static let threads: NIOThreadPool = {
    let threads = NIOThreadPool(numberOfThreads: 4)
    threads.start()
    return threads
  }()

  /// Does something at the desk.
  ///
  /// The desk's functions wait for the disk, so they run on threads of their own: waiting on one
  /// that answers requests would stop all of them.
  package func atDesk<Value: Sendable>(
    _ body: @escaping @Sendable (Desk) throws -> Value
  ) async throws -> Value {
    let today = site.day(now)
    let desk = site.desk.with(
      author: try account.fullName, asOf: site.asOf ?? today, today: today,
      channel: .web(account: try account.name), form: formInHand)
    return try await Self.threads.runIfActive { try body(desk) }
  }

  /// Works on one of those threads, without the desk.
  static func aside<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await threads.runIfActive(body)
  }

  /// What the clinic file holds, also before somebody is signed in.
  func beginnings() async throws -> FirstSteps.Beginnings {
    let file = site.desk.file
    return try await Self.threads.runIfActive { try file.read { try $0.beginnings() } }
  }

  /// The lists of the clinic as of today.
  package func clinicLists() async throws -> ClinicLists {
    try await site.clinicLists(at: now)
  }

  /// Leaves an audit line that a patient's data were seen or taken out; every page that shows
  /// them calls it before it answers.
  ///
  /// A page about one patient gets its surroundings with it, from
  /// ``frame(_:of:noting:)``. Where the disk takes nothing, pages can be read all the same: the
  /// line is written later, and the page says so.
  package func note(_ access: Access, to subject: String, of patient: Patient.ID?) async throws {
    let by = Signature(
      author: try account.fullName,
      instant: Instant(milliseconds: Int(now.timeIntervalSince1970 * 1_000)),
      channel: .web(account: try account.name))
    let isNoted = try await site.desk.file.asyncNoteAccess(
      access, to: subject, of: patient, by: by, mayBeLate: access == .view)
    if !isNoted { remarks.noteLater() }
  }

  /// The same of what was done already, which no missing line undoes.
  func noteDone(_ access: Access, to subject: String) async {
    do { try await note(access, to: subject, of: nil) } catch { remarks.noteLater() }
  }
}

extension Site {
  /// Of no more patients the lists are made before a page could be drawn without them.
  private static let fewPatients = 500

  /// The lists of the clinic as of the day of an instant; who comes while everybody is being judged
  /// waits without a thread, and without keeping anybody else from theirs.
  func clinicLists(at instant: Date) async throws -> ClinicLists {
    let desk = listsDesk(at: instant)
    if let known = try await PageRequest.aside({ try lists.listsAtOnce(desk) }) { return known }
    return try await withCheckedThrowingContinuation { continuation in
      listsQueue.async { continuation.resume(with: Result { try lists.lists(desk) }) }
    }
  }

  /// The same for a page that can do without; nil: there are many patients, and everybody is to be
  /// judged first.
  func clinicListsAtOnce(at instant: Date) async throws -> ClinicLists? {
    let desk = listsDesk(at: instant)
    let (known, hasMany) = try await PageRequest.aside {
      let known = try lists.listsAtOnce(desk)
      let hasMany =
        try known == nil ? desk.file.read { try $0.hasMorePatients(than: Self.fewPatients) } : false
      return (known, hasMany)
    }
    if known == nil, !hasMany { return try await clinicLists(at: instant) }
    return known
  }

  private func listsDesk(at instant: Date) -> Desk {
    let today = day(instant)
    return desk.with(asOf: asOf ?? today, today: today)
  }
}
