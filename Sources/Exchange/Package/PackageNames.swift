/// Names of columns that R, SPSS, SAS, Stata and REDCap take as they are: a letter first, then lower-case
/// letters, digits and underscores, at most 26, none twice.
package struct PackageNames: Sendable {
  package static let longest = 26
  /// What ends the name of a column that holds the reasons for another one's empty cells.
  private static let missing = "_missing"

  private var taken: Set<String>

  package init(taken: some Sequence<String> = []) { self.taken = Set(taken) }

  /// A name of these parts that is not taken yet.
  package mutating func name(_ parts: [String]) -> String {
    take(Self.cleaned(parts.joined(separator: "_")), ending: "")
  }

  /// The name of the column with the reasons why another one is empty.
  package mutating func missing(of name: String) -> String { take(name, ending: Self.missing) }

  private mutating func take(_ name: String, ending: String) -> String {
    var number = 1
    while true {
      let tail = (number == 1 ? "" : "_\(number)") + ending
      let stem = name.prefix(Self.longest - tail.utf8.count)
      let candidate = Self.withoutEnd(stem) + tail
      if taken.insert(candidate).inserted { return candidate }
      number += 1
    }
  }

  private static func cleaned(_ text: String) -> String {
    var name = ""
    for character in text.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        name.append(character)
      } else if !name.isEmpty, name.last != "_" {
        name.append("_")
      }
    }
    name = withoutEnd(name[...])
    guard let first = name.first else { return "m" }
    return first.isNumber ? "m_" + name : name
  }

  private static func withoutEnd(_ name: Substring) -> String {
    String(name.reversed().drop { $0 == "_" }.reversed())
  }
}
