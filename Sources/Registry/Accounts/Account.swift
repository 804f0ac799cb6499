import Outcomes

/// What an account may do in the web app.
package enum Role: String, CaseIterable, Sendable {
  /// Registers patients, enters and corrects visits.
  case staff
  /// Does everything that staff do, and reviews and closes flags.
  case physician
  /// Only downloads pseudonymous exports.
  case researcher
  /// Looks after accounts, backups and definitions; sees no patient.
  case administrator
}

/// A person who signs in.
///
/// Accounts are closed, never deleted, so a name is never used again.
package struct Account: Hashable, Sendable {
  /// The sign-in name: 2 to 32 of `a-z 0-9 . - _`, beginning with a letter.
  package let name: String
  /// The name that signs what this person enters; no two accounts share one.
  package let fullName: String
  package let role: Role
  /// Closed accounts cannot sign in.
  package let closed: Bool
  /// False until the person has chosen a password with the one-time code.
  package let hasPassword: Bool

  /// The first character of a full name that nobody sees or that turns its letters around; nil: none.
  package static func unseen(in fullName: String) -> Unicode.Scalar? {
    guard case .unseen(let scalar)? = TextKind.line.fault(in: fullName, isComposed: { _ in true })
    else { return nil }
    return scalar
  }

  /// The sign-in name for a typed text: trimmed of blanks and in lower case.
  package static func name(typed text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      .lowercased()
  }

  /// Whether a text is a valid sign-in name.
  package static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (2...32).contains(bytes.count), let first = bytes.first,
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
    else { return false }
    return bytes.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
  }
}

/// Why a change to accounts was refused.
package enum AccountFault: Error, Hashable, Sendable {
  /// The text is not a valid sign-in name.
  case nameNotAllowed(String)
  case nameTaken(String)
  case fullNameMissing
  /// A character in it is not seen, or turns the letters around: it would sign as somebody else.
  case fullNameUnseen(Unicode.Scalar)
  case fullNameTaken(String)
  case unknown(String)
  /// The file holds a role that this version does not know.
  case unknownRole(String)
  /// The change would leave no administrator.
  case lastAdministrator
  /// The first account exists already.
  case notFirst
}
