/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
///
/// - Returns: anything above `limit` counts as `limit + 1`.
package func editDistance<Letter: Equatable>(_ a: [Letter], _ b: [Letter], atMost limit: Int) -> Int
{
  guard abs(a.count - b.count) <= limit else { return limit + 1 }
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i]
    for j in 1...b.count {
      var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        best = min(best, beforeLast[j - 2] + 1)
      }
      row.append(best)
    }
    (beforeLast, last) = (last, row)
  }
  return min(last[b.count], limit + 1)
}

/// The candidate that differs from a mistyped word by at most two edits, the nearest first.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(word.utf8)
  let limit = min(2, letters.count - 1)
  return candidates.map { ($0, editDistance(letters, Array($0.utf8), atMost: limit)) }
    .filter { $0.1 <= limit }
    .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
}
