/// What is wrong with a text as it was typed.
package enum TextFault: Hashable, Sendable {
  /// It begins or ends with a blank, which nobody sees.
  case blankAtAnEnd
  /// Two blanks running, or a blank that is not the usual one.
  case blankInside(Unicode.Scalar)
  /// A control or format character, a line break: nothing that is seen.
  case unseen(Unicode.Scalar)
  /// The wide or narrow form of a usual letter or figure.
  case fullWidth(Unicode.Scalar)
  /// Letters with separate accents, which look like the letters in one piece.
  case decomposed
}

/// How strictly a text is read.
package enum TextKind: Sendable {
  /// Two identifiers that look alike must be the same: only what is seen, and single blanks inside.
  case identifier
  /// One line: nothing unseen.
  case line
  /// Several lines: no control characters but tabs and line breaks, and nothing that turns the order of
  /// the letters around.
  case lines

  /// In characters; nobody's name is longer.
  package var longest: Int {
    switch self {
    case .identifier, .line: 200
    case .lines: 20_000
    }
  }

  /// The first fault of a text; nil: there is none.
  ///
  /// - Parameter isComposed: whether a text is in composed form (NFC); asked only where a text is not
  ///   plain ASCII.
  package func fault(in text: String, isComposed: (String) -> Bool) -> TextFault? {
    guard !isPlain(text) else { return nil }
    let scalars = text.unicodeScalars
    if self == .identifier,
      scalars.first?.properties.isWhitespace == true
        || scalars.last?.properties.isWhitespace == true
    {
      return .blankAtAnEnd
    }
    var last: Unicode.Scalar?
    for scalar in scalars {
      if let fault = fault(of: scalar, after: last) { return fault }
      last = scalar
    }
    return self == .identifier && !isComposed(text) ? .decomposed : nil
  }

  /// Most texts are plain letters and figures.
  private func isPlain(_ text: String) -> Bool {
    var last: UInt8 = self == .identifier ? 32 : 0
    for byte in text.utf8 {
      guard (32...126).contains(byte) else { return false }
      if self == .identifier, byte == 32, last == 32 { return false }
      last = byte
    }
    return self != .identifier || last != 32 || text.isEmpty
  }

  private func fault(of scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> TextFault? {
    if self == .lines, scalar == "\t" || scalar == "\n" || scalar == "\r" { return nil }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return .unseen(scalar)
    case .format: return self == .lines && !scalar.turnsText ? nil : .unseen(scalar)
    case .spaceSeparator where self == .identifier:
      return scalar != " " || last == " " ? .blankInside(scalar) : nil
    case _ where self == .identifier && scalar.properties.isDefaultIgnorableCodePoint:
      return .unseen(scalar)
    case _ where self == .identifier && (0xFF00...0xFFEF).contains(scalar.value):
      return .fullWidth(scalar)
    case _: return nil
    }
  }
}

extension Unicode.Scalar {
  /// Makes the letters after it stand in another order than they are stored in, so that a text reads
  /// as something that it is not.
  fileprivate var turnsText: Bool {
    (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }
}

extension String {
  /// Without blanks and line breaks at its ends: nobody means those.
  package var withoutOuterBlanks: String {
    if let first = utf8.first, let last = utf8.last, (33...126).contains(first),
      (33...126).contains(last)
    {
      return self
    }
    let start = drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
