import Foundation
import Registry
import Synchronization

/// When the password was last given in each session after its beginning.
final class LastProofs: Sendable {
  private let instants = Mutex<[Data: Date]>([:])

  func set(for session: Session, limits: SessionLimits, at now: Date) {
    instants.withLock { instants in
      let oldest = now.addingTimeInterval(-TimeInterval(limits.absolute))
      instants = instants.filter { $0.value > oldest }
      instants[session.tokenHash] = now
    }
  }

  /// Whether the password was given less than so many minutes ago.
  func isFresh(in session: Session, minutes: Int, at now: Date) -> Bool {
    let last = max(session.started, instants.withLock { $0[session.tokenHash] } ?? session.started)
    let age = now.timeIntervalSince(last)
    return age >= 0 && age < TimeInterval(minutes * 60)
  }
}

/// Decisions on flags are signed: with the password, where it was not given a few minutes ago.
extension PageRequest {
  static let signatureMeaning =
    "I have reviewed this flag and its evidence."

  /// The password is asked for with a decision that is sent now.
  var needsPassword: Bool {
    guard let session = visitor?.session else { return true }
    return !site.proofs.isFresh(in: session, minutes: site.settings.signAgainMinutes, at: now)
  }

  /// What is wrong with the password that came with a decision; nothing, where none is needed.
  func sign(_ problems: inout FormProblems) async throws {
    guard needsPassword, let session = visitor?.session else { return }
    if form.exact("password").isEmpty {
      problems.add("password", "Your password is needed: the decision is signed with it.")
    } else if try await isPassword("password", &problems) {
      site.proofs.set(for: session, limits: site.settings.sessions, at: now)
    }
  }

  /// Whether a field holds the password of who is signed in; a wrong one is counted, noted and said.
  func isPassword(_ field: String, _ problems: inout FormProblems) async throws -> Bool {
    let name = try account.name
    let attempt = try await attempt(at: name)
    do { try await begin(attempt) } catch let fault as WebFault {
      // What was typed beside it stays.
      problems.add(field, fault.message)
      return false
    }
    let stored = try await site.accounts.account(name)?.password
    guard try await site.passwords.check(form.exact(field), against: stored).fits else {
      await refused(attempt, "password")
      problems.add(field, "This is not your password.")
      return false
    }
    try await site.accounts.succeeded(attempt)
    return true
  }

  /// Who signs, when, and what it means, before it is done.
  func signing(_ problems: FormProblems) throws -> Markup {
    let password = TextField.password("password", "Your password", isNew: false)
    let field: Markup? = needsPassword ? password.filled("", problems).markup : nil
    return """
      <p class="small signing">Signed by \(try account.fullName), \
      \(sentence: Instants.text(now)) UTC: \(Self.signatureMeaning)</p>
      \(field)
      """
  }
}
