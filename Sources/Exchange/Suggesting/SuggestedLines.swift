/// The lines of a first mapping, each with its reason behind it.
final class SuggestedLines {
  private(set) var lines: [String] = []
  /// Lines that a person has to decide.
  private(set) var undecided = 0

  func add(_ indent: Int, _ text: String, _ why: String? = nil) {
    lines.append(Self.line(indent, text, why))
  }

  /// A line that makes the mapping incomplete until somebody answers it.
  func choose(_ indent: Int, _ key: String, _ choices: String) {
    undecided += 1
    add(indent, "\(key): \(UndecidedLine.word)", "\(UndecidedLine.mark) \(choices)")
  }

  func remark(_ indent: Int, _ text: String) {
    lines.append(String(repeating: " ", count: indent) + "# " + Self.tidy(text))
  }

  func isRemark(_ place: Int) -> Bool { lines[place].drop { $0 == " " }.hasPrefix("#") }

  func replace(_ place: Int, _ change: (String) -> String) { lines[place] = change(lines[place]) }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private static func line(_ indent: Int, _ text: String, _ why: String?) -> String {
    let line = String(repeating: " ", count: indent) + text
    guard let why, !why.isEmpty else { return line }
    return line + "   # " + tidy(why)
  }

  /// A comment is one line.
  private static func tidy(_ text: String) -> String { Headings.tidy(text) }
}

/// How a line that nobody decided looks.
package enum UndecidedLine {
  /// What stands in place of a value.
  package static let word = "choose"
  /// What begins the comment that says what to choose from.
  package static let mark = "choose:"

  /// What to choose from, of one line of a mapping.
  package static func choices(_ line: Substring) -> String? {
    guard let mark = line.firstRange(of: "# " + mark) else { return nil }
    let text = line[mark.upperBound...].drop { $0 == " " }
    return text.isEmpty ? nil : String(text)
  }
}

/// A text as a YAML scalar.
enum YAMLText {
  private static let words = ["choose", "none", "null", "~", "true", "false", "yes", "no"]

  static func of(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  static func quoted(_ text: String) -> String {
    var inside = ""
    for letter in text {
      switch letter {
      case "\\", "\"": inside += "\\\(letter)"
      case "\n", "\r\n", "\r": inside += "\\n"
      case "\t": inside += "\\t"
      default: inside.append(letter)  // not our enum
      }
    }
    return "\"\(inside)\""
  }

  /// Nothing in it means something to YAML, on a line of its own or between brackets.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, first.isLetter || first.isNumber,
      last != " ", last != ":", !words.contains(text.lowercased())
    else { return false }
    return text.allSatisfy { letter in
      letter.isLetter || letter.isNumber || " -_./()%+²°".contains(letter)
    }
  }

  static func list(_ texts: [String]) -> String {
    "[" + texts.map(of).joined(separator: ", ") + "]"
  }
}

/// Figures for comments.
enum Counted {
  /// `3 cells`, `1 cell`.
  static func text(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  /// Some of several texts as an example: `'n/a', '-'`.
  static func some(_ texts: [String], most: Int = 4) -> String {
    texts.prefix(most).map { "'\(short($0))'" }.joined(separator: ", ")
      + (texts.count > most ? " and \(texts.count - most) more" : "")
  }

  static func short(_ text: String) -> String {
    text.count > 40 ? text.prefix(37) + "..." : text
  }
}
