/// The candidate that differs from a mistyped word by at most two edits, the nearest first.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  candidates.map { ($0, editDistance(Array(word.utf8), Array($0.utf8))) }
    .filter { $0.1 <= 2 && $0.1 < word.utf8.count }
    .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
}

/// Insertions, deletions and replacements that turn one text into the other.
package func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var previous = Array(0...b.count)
  for (row, byte) in a.enumerated() {
    var current = [row + 1]
    for (column, other) in b.enumerated() {
      current.append(
        min(
          previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
      )
    }
    previous = current
  }
  return previous[b.count]
}
