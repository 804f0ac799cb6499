import Foundation
import Outcomes

/// A person's name without case, accents and order, for finding the same person entered twice.
struct NameKey: Hashable {
  /// In alphabetical order.
  let words: [String]

  init(_ patient: Patient) {
    words = (Self.words(patient.familyName) + Self.words(patient.givenName)).sorted()
  }

  /// The words of a text, folded: `Müller-Łukasik` is `muller lukasik`.
  static func words(_ text: String) -> [String] {
    let plain =
      text.utf8.allSatisfy { $0 < 128 }
      ? text.lowercased()
      : text.lowercased().folding(options: .diacriticInsensitive, locale: nil)
    var folded = ""
    for character in plain {
      switch character {
      case "ł": folded += "l"
      case "ø": folded += "o"
      case "đ", "ð": folded += "d"
      case "ß": folded += "ss"
      case "æ": folded += "ae"
      case "œ": folded += "oe"
      case "þ": folded += "th"
      case "ı": folded += "i"
      case "'", "’", ".": break
      default: folded.append(character)  // not our enum
      }
    }
    return folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// The same words but for slips: `ae` for `ä`, one letter in five, a name left out.
  func isSimilar(to other: NameKey) -> Bool {
    let mine = Self.plainVowels(words.joined(separator: " "))
    let theirs = Self.plainVowels(other.words.joined(separator: " "))
    if mine == theirs { return true }
    let allowed = min(3, max(mine.count, theirs.count) / 5)
    if editDistance(mine, theirs, atMost: allowed) <= allowed { return true }
    let (ours, others) = (Set(words), Set(other.words))
    return min(ours.count, others.count) >= 2
      && (ours.isSubset(of: others) || others.isSubset(of: ours))
  }

  private static func plainVowels(_ text: String) -> [UInt8] {
    Array(
      text.replacing("ae", with: "a").replacing("oe", with: "o").replacing("ue", with: "u").utf8)
  }
}
