/// A text as JSON holds it: in quotes, with what would end or break the string said otherwise.
package enum JSONText {
  /// Letters beyond ASCII stand as they are.
  package static func quote(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      case _: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  package static func quoted(_ value: String) -> String {
    var text = ""
    quote(value, to: &text)
    return text
  }
}
