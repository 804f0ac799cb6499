import Clinic
import Foundation

extension PageRequest {
  /// As ``atDesk(_:)``, one import at a time and on a thread of its own: a large file takes long, and
  /// everybody else's pages go on meanwhile.
  func atImportDesk<Value: Sendable>(
    _ body: @escaping @Sendable (Desk) throws -> Value
  ) async throws -> Value {
    let today = site.day(now)
    let desk = site.desk.with(
      author: try account.fullName, asOf: site.asOf ?? today, today: today,
      channel: .web(account: try account.name), form: formInHand)
    return try await withCheckedThrowingContinuation { continuation in
      site.importQueue.async { continuation.resume(with: Result { try body(desk) }) }
    }
  }

  var session: Data {
    get throws {
      guard let visitor else { throw WebFault.signInAgain(draftKept: false) }
      return visitor.session.tokenHash
    }
  }
}
