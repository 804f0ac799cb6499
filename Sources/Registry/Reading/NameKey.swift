package import Outcomes

/// A person's name folded (``NameFolding``), for finding the same person entered twice.
package struct NameKey: Sendable {
  /// In order of their bytes.
  private let words: [[UInt8]]
  /// Family and given name without blanks inside, in order of their bytes: `Mary Ann` is `Maryann`.
  private let parts: [[UInt8]]

  package init(_ patient: Patient) {
    let names = [NameFolding.words(patient.familyName), NameFolding.words(patient.givenName)]
    words = names.flatMap(\.self).sorted { $0.lexicographicallyPrecedes($1) }
    parts = names.map { $0.flatMap(\.self) }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The very same name, but for capital letters, accents, blanks and order.
  package func isSame(as other: NameKey) -> Bool { words == other.words || parts == other.parts }

  /// Whether each of some folded words is a whole word of the name, or the whole family or given name.
  func holds(_ wanted: [[UInt8]]) -> Bool {
    !wanted.isEmpty && wanted.allSatisfy { words.contains($0) || parts.contains($0) }
  }

  /// The same name but for slips: one letter in five, a name left out.
  func isSimilar(to other: NameKey) -> Bool {
    if isSame(as: other) { return true }
    let blank = [NameFolding.hard]
    let mine = Array(words.joined(separator: blank))
    let theirs = Array(other.words.joined(separator: blank))
    let allowed = min(3, max(mine.count, theirs.count) / 5)
    if editDistance(mine, theirs, atMost: allowed) <= allowed { return true }
    let (ours, others) = (Set(words), Set(other.words))
    return min(ours.count, others.count) >= 2
      && (ours.isSubset(of: others) || others.isSubset(of: ours))
  }
}
