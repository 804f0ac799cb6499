/// Texts of a data dictionary: what REDCap would take for a sign of its own stands otherwise.
enum REDCapText {
  /// One line; square brackets are the names of fields there, and `<5` begins a tag.
  static func line(_ text: String) -> String {
    var line = ""
    for character in text.split(whereSeparator: \.isWhitespace).joined(separator: " ") {
      if line.last == "<", character != " ", character != "=" { line.append(" ") }
      switch character {
      case "[": line.append("(")
      case "]": line.append(")")
      case _: line.append(character)
      }
    }
    return line
  }

  /// The label of a choice; a bar would end it.
  static func choice(_ label: String) -> String {
    line(label).replacing("|", with: "/")
  }
}
