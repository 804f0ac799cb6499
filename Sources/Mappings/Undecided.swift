import Exchange
import Measures

/// Lines of a mapping that a person has yet to decide.
extension YAMLValue {
  /// Reports each line on which `choose` stands in place of a value, with what its remark offers.
  ///
  /// - Returns: whether there is one.
  func noteUndecided(_ text: String) -> Bool {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var seen: Set<Int> = []
    noteUndecided(lines, &seen)
    return !seen.isEmpty
  }

  private func noteUndecided(_ lines: [Substring], _ seen: inout Set<Int>) {
    if isPlainScalar, scalar == UndecidedLine.word, seen.insert(line).inserted {
      let said = lines.indices.contains(line - 1) ? UndecidedLine.choices(lines[line - 1]) : nil
      fault(.undecided(choices: said))
    }
    for part in parts { part.noteUndecided(lines, &seen) }
  }
}
