/// Whether a regular expression ends in time on any text.
///
/// A repetition of something that itself repeats, or that has alternatives, can fit one text in so many ways that trying
/// them all takes longer than anybody waits: `(a+)+` on thirty letters. Such a pattern is refused; it can always be written
/// without, `(a|b)+` as `[ab]+`.
struct PatternShape {
  private struct Group {
    var repeats = false
    var hasAlternatives = false
  }

  private(set) var mayNeverEnd = false
  private var groups = [Group()]
  private var characters: ArraySlice<Character>

  init(_ text: String) {
    characters = ArraySlice(Array(text))
    while let next = characters.popFirst() { take(next) }
  }

  private mutating func take(_ next: Character) {
    switch next {
    case "\\": _ = characters.popFirst()
    case "[": skipSet()
    case "(": groups.append(Group())
    case "|": groups[groups.count - 1].hasAlternatives = true
    case ")": close()
    case "*", "+": groups[groups.count - 1].repeats = true
    case "{": groups[groups.count - 1].repeats = true
    default: break  // not our enum
    }
  }

  private mutating func close() {
    guard groups.count > 1, let inner = groups.popLast() else { return }
    let repeated = characters.first.map { "*+{".contains($0) } ?? false
    if repeated, inner.repeats || inner.hasAlternatives { mayNeverEnd = true }
    if repeated || inner.repeats { groups[groups.count - 1].repeats = true }
  }

  /// To the bracket that ends a set; one that comes first belongs to it.
  private mutating func skipSet() {
    if characters.first == "^" { _ = characters.popFirst() }
    if characters.first == "]" { _ = characters.popFirst() }
    while let next = characters.popFirst(), next != "]" {
      if next == "\\" { _ = characters.popFirst() }
    }
  }
}
