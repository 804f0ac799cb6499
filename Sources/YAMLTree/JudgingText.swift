/// What of a definition's file says how it judges.
package enum JudgingText {
  /// The key of the other words for a definition.
  package static let namesKey = "also-called"

  /// The key of the names under which a drug is sold, with where they were read.
  package static let brandsKey = "brand-names"

  /// The key of the items that were taken over from other instruments.
  package static let sharedItemsKey = "shared-items"

  /// What is hashed: the text without the other words for the definition and without what is asked
  /// once with another, which judge nothing, so that scores stored before such a line was added have
  /// the same definition.
  package static func of(_ text: String) -> String {
    let keys = [namesKey, brandsKey, sharedItemsKey].map { Array("\($0):".utf8) }
    var kept: [UInt8] = []
    var isLeftOut = false
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if keys.contains(where: { line.starts(with: $0) }) {
        isLeftOut = true
      } else if isLeftOut, line.first == UInt8(ascii: " ") || line.starts(with: "- ".utf8) {
        continue
      } else {
        isLeftOut = false
        kept += line
        kept.append(UInt8(ascii: "\n"))
      }
    }
    return String(decoding: kept.dropLast(), as: UTF8.self)
  }
}
