import Clinic
import Foundation

/// What a command has done when it comes to say so.
enum Deed: String {
  case stored = "It is stored; do not enter it again"
  case backedUp = "The backup is complete"
  case restored = "The backup is restored"
  case written = "What was to be written is written"
  case built = "The invented clinic is built"
  case reset = "The old password no longer works; run this again for another code"
}

/// Standard output takes nothing more; nothing that stays was done.
struct NotShown: PlainRefusal {
  let code: Int32
  let why: String
  var exitStatus: Int32 { 3 }
  var message: String {
    "Standard output could not be written: \(why). What came out before is not all of it."
  }

  /// Who reads no further, as `head` does, has what was wanted: the program ends by the signal
  /// that says so, without a word.
  func leaveQuietly() {
    guard code == EPIPE else { return }
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
  }
}

/// What was asked for is done, and only the answer is lost.
struct DoneButNotShown: PlainRefusal {
  let deed: Deed
  let why: String
  var exitStatus: Int32 { 3 }
  var message: String {
    "\(deed.rawValue). Only the answer could not be shown: standard output could not be written, \(why)."
  }
}

/// An import is stored, and a list beside it could not be written.
struct StoredWithoutList: PlainRefusal {
  let problem: FileProblem
  var exitStatus: Int32 { 3 }
  var message: String {
    "The rows are stored; do not import them again. The list of what was left out is missing:"
      + " \(problem.message)"
  }
}
