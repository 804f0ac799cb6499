import Foundation

/// Which passwords are accepted: long ones that are not easily guessed.
///
/// No rule asks for digits or signs (NIST SP 800-63B-4).
package enum PasswordRules {
  /// In Unicode characters after composition.
  package static let allowedLength = 15...256

  /// Why a password is refused, as a sentence for the person, or nil when it is fine.
  package static func objection(
    to password: String, accountName: String, fullName: String
  ) -> String? {
    let composed = password.precomposedStringWithCanonicalMapping
    guard composed.count >= allowedLength.lowerBound else {
      return "The password has \(composed.count) characters. It needs at least "
        + "\(allowedLength.lowerBound); a sentence of four or more words is easy to keep in mind."
    }
    guard composed.count <= allowedLength.upperBound else {
      return "The password has \(composed.count) characters. The longest allowed is "
        + "\(allowedLength.upperBound)."
    }
    let plain = CommonPasswords.plain(composed)
    for word in contextWords(accountName, fullName) where plain.contains(word) {
      return "The password contains “\(word)”, which others know. Leave out your name and the "
        + "program's."
    }
    guard CommonPasswords.distinctPieces(of: plain) >= 4 else {
      return "The password is made of common words, repeats or runs such as 12345, which are "
        + "guessed first. Choose four or more unrelated words."
    }
    return nil
  }

  private static func contextWords(_ accountName: String, _ fullName: String) -> [String] {
    let names = fullName.split { !$0.isLetter }.map { CommonPasswords.plain(String($0)) }
    return [CommonPasswords.plain(accountName), "recheck"].filter { $0.count >= 3 }
      + names.filter { $0.count >= 4 }
  }
}
