package import Clinic
import Foundation
package import Outcomes
package import Registry

/// What a page does at the clinic's desk, signed by whoever is signed in.
extension PageRequest {
  private static let queue = DispatchQueue(label: "recheck.desk", attributes: .concurrent)

  /// Does something at the desk.
  ///
  /// The desk's functions wait for the disk, so they run on threads of their own: waiting on one
  /// that answers requests would stop all of them.
  package func atDesk<Value: Sendable>(
    _ body: @escaping @Sendable (Desk) throws -> Value
  ) async throws -> Value {
    let today = site.day(now)
    let desk = site.desk.with(
      author: try account.fullName, asOf: site.asOf ?? today, today: today)
    return try await withCheckedThrowingContinuation { continuation in
      Self.queue.async { continuation.resume(with: Result { try body(desk) }) }
    }
  }

  /// The lists of the clinic as of today.
  package func clinicLists() async throws -> ClinicLists {
    try await site.clinicLists(at: now)
  }

  /// Leaves an audit line that a patient's data were seen or taken out; every page that shows
  /// them calls it before it answers.
  ///
  /// A page about one patient gets its surroundings with it, from
  /// ``frame(_:of:noting:)``.
  package func note(_ access: Access, to subject: String, of patient: Patient.ID?) async throws {
    let by = By(
      author: try account.fullName,
      instant: Instant(milliseconds: Int(now.timeIntervalSince1970 * 1_000)))
    try await site.desk.file.asyncNoteAccess(access, to: subject, of: patient, by: by)
  }
}

extension Site {
  /// The lists of the clinic as of the day of an instant.
  func clinicLists(at instant: Date) async throws -> ClinicLists {
    let today = day(instant)
    let desk = desk.with(asOf: asOf ?? today, today: today)
    return try await withCheckedThrowingContinuation { continuation in
      listsQueue.async { continuation.resume(with: Result { try lists.lists(desk) }) }
    }
  }
}
