import Foundation
import Registry

/// Each try of a password or a code, whichever page it is for: counted before it is checked, and
/// noted when it was refused or had to wait.
extension PageRequest {
  /// - Parameter name: as typed; what cannot be a name is counted together with its like.
  func attempt(
    at name: String, _ kind: SignInAttempt.Kind = .password
  ) async throws -> SignInAttempt {
    guard Account.isName(name) else {
      return SignInAttempt(account: "-", address: address, kind)
    }
    var known: String?
    if let browser, let stored = try await site.accounts.account(name)?.password,
      try browser.knows(name, password: stored, key: site.browserKey)
    {
      known = browser.text
    }
    return SignInAttempt(account: name, address: address, browser: known, kind)
  }

  /// Counts a try.
  ///
  /// - Throws: ``WebFault`` with the seconds to wait.
  func begin(_ attempt: SignInAttempt) async throws {
    guard
      let seconds = try await site.accounts.begin(
        attempt, at: now, steady: site.steady())
    else { return }
    await note(attempt, "sign-in-throttled")
    throw WebFault.tooMany(
      seconds: seconds,
      "There were too many tries. Try again in \(Self.wait(seconds))."
        + (attempt.browser == nil && attempt.kind == .password
          ? " In a browser in which you have signed in before, you do not wait for others. Whoever looks "
            + "after accounts can give you a one-time code."
          : ""))
  }

  /// It was wrong.
  ///
  /// - Parameter what: `sign-in`, `password` (asked again while signed in), `code` (the one with which
  ///   a password is chosen), `second-factor`.
  func refused(_ attempt: SignInAttempt, _ what: String = "sign-in") async {
    await note(attempt, what + "-refused")
  }

  private func note(_ attempt: SignInAttempt, _ action: String) async {
    let actor = visitor?.session.account.name ?? "-"
    let known = attempt.browser == nil ? "" : ", a browser known for the account"
    await site.repeated.note(
      RepeatedNotes.Line(
        action: action, account: attempt.account, actor: actor, detail: "from \(address)\(known)"),
      at: now, in: site.accounts)
  }

  /// `40 seconds`, `14 minutes`, `2 hours 24 minutes`.
  static func wait(_ seconds: Int) -> String {
    func counted(_ number: Int, _ what: String) -> String {
      "\(number) \(what)\(number == 1 ? "" : "s")"
    }
    guard seconds >= 120 else { return counted(seconds, "second") }
    let minutes = (seconds + 59) / 60
    guard minutes >= 60 else { return counted(minutes, "minute") }
    return counted(minutes / 60, "hour")
      + (minutes % 60 == 0 ? "" : " " + counted(minutes % 60, "minute"))
  }
}
