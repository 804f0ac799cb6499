/// What of a definition's file says how it judges.
package enum JudgingText {
  /// The key of the other words for a definition.
  package static let namesKey = "also-called"

  /// The key of the names under which a drug is sold, with where they were read.
  package static let brandsKey = "brand-names"

  /// What is hashed: the text without the other words for the definition, which judge nothing, so
  /// that scores stored before a word was added have the same definition.
  package static func of(_ text: String) -> String {
    let keys = [namesKey, brandsKey].map { Array("\($0):".utf8) }
    var kept: [UInt8] = []
    var isNames = false
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if keys.contains(where: { line.starts(with: $0) }) {
        isNames = true
      } else if isNames, line.first == UInt8(ascii: " ") || line.starts(with: "- ".utf8) {
        continue
      } else {
        isNames = false
        kept += line
        kept.append(UInt8(ascii: "\n"))
      }
    }
    return String(decoding: kept.dropLast(), as: UTF8.self)
  }
}
