/// Why some bytes are no JSON text.
package struct JSONFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// It ends in the middle.
    case ended
    case noValue
    case noName
    case noSign(Character)
    case number
    case escape
    case controlCharacter
    case tooDeep
    case moreAfterTheEnd
    case notUTF8
  }

  /// Of the text, from 1.
  package let byte: Int
  package let kind: Kind

  package init(byte: Int, kind: Kind) {
    self.byte = byte
    self.kind = kind
  }
}

extension JSONFault {
  /// What is wrong there and what to do.
  package var explanation: String {
    switch kind {
    case .ended: "the JSON ends here and is not complete. Was the file cut off?"
    case .noValue:
      "a value of JSON is needed here: a text in quotes, a number, an object or a list."
    case .noName: "the name of a field in double quotes is needed here."
    case .noSign(let sign): "a '\(sign)' is needed here."
    case .number: "this is no number of JSON. Write it as 4 or 4.5."
    case .escape: "no sign of JSON begins so. Write a backslash as two."
    case .controlCharacter: "a control character stands in a text. Write it as \\n, \\t or \\u0000."
    case .tooDeep: "too many objects and lists stand inside one another."
    case .moreAfterTheEnd: "the line has more after its object. Write one patient a line."
    case .notUTF8: "this byte is no UTF-8. Write the file anew in UTF-8."
    }
  }
}
