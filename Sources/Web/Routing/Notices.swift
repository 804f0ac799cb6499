import Foundation
import Synchronization

/// What was just done, to be said on the next page of the same session.
///
/// It is put here only after the clinic file has it on the disk.
enum Notices {
  /// By the hash of the session's token.
  private static let texts = Mutex<[Data: String]>([:])

  fileprivate static func put(_ text: String, for session: Data) {
    texts.withLock { $0[session] = text }
  }

  fileprivate static func take(for session: Data) -> String? {
    texts.withLock { $0.removeValue(forKey: session) }
  }
}

extension PageRequest {
  /// Goes on to another page, which says what was done and when it was on the disk.
  func done(_ what: String = "Saved", at path: String) -> PageAnswer {
    if let visitor {
      Notices.put("\(what) \(Instants.time(site.now())) UTC", for: visitor.session.tokenHash)
    }
    return .redirect(path)
  }

  /// Says on the next page what was done, where this answer is a file.
  func say(_ text: String) {
    if let visitor { Notices.put(text, for: visitor.session.tokenHash) }
  }

  func takeNotice() -> String? {
    visitor.flatMap { Notices.take(for: $0.session.tokenHash) }
  }
}
