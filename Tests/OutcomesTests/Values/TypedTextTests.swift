import Outcomes
import Testing

@Suite struct `Texts as they are typed` {
  struct Case: Sendable, CustomTestStringConvertible {
    let kind: TextKind
    let text: String
    let fault: TextFault?
    var testDescription: String { "\(kind): \(text.unicodeScalars.map(\.value))" }

    init(_ kind: TextKind, _ text: String, _ fault: TextFault?) {
      self.kind = kind
      self.text = text
      self.fault = fault
    }
  }

  static let cases: [Case] =
    [
      // Identifiers.
      .init(.identifier, "P1", nil), .init(.identifier, "007", nil),
      .init(.identifier, "A 1-b/2", nil),
      .init(.identifier, "Ä1", nil), .init(.identifier, "神1", nil), .init(.identifier, "-x", nil),
      .init(.identifier, "", nil),
      .init(.identifier, "P1 ", .blankAtAnEnd), .init(.identifier, " P1", .blankAtAnEnd),
      .init(.identifier, "P1\n", .blankAtAnEnd), .init(.identifier, "P1\u{A0}", .blankAtAnEnd),
      .init(.identifier, "\u{2003}P1", .blankAtAnEnd),
      .init(.identifier, "P1\u{2028}", .blankAtAnEnd),
      .init(.identifier, "P  1", .blankInside(" ")),
      .init(.identifier, "P\u{A0}1", .blankInside("\u{A0}")),
      .init(.identifier, "P\u{3000}1", .blankInside("\u{3000}")),
      .init(.identifier, "P\t1", .unseen("\t")), .init(.identifier, "P\n1", .unseen("\n")),
      .init(.identifier, "P1\u{200B}", .unseen("\u{200B}")),
      .init(.identifier, "\u{FEFF}P1", .unseen("\u{FEFF}")),
      .init(.identifier, "P\u{200E}1", .unseen("\u{200E}")),
      .init(.identifier, "P\u{AD}1", .unseen("\u{AD}")),
      .init(.identifier, "P\u{1}", .unseen("\u{1}")),
      .init(.identifier, "P\u{7F}", .unseen("\u{7F}")),
      .init(.identifier, "P\u{85}1", .unseen("\u{85}")),
      .init(.identifier, "P\u{3164}1", .unseen("\u{3164}")),
      .init(.identifier, "P1\u{FE0F}", .unseen("\u{FE0F}")),
      .init(.identifier, "Ｐ1", .fullWidth("Ｐ")), .init(.identifier, "P１", .fullWidth("１")),
      .init(.identifier, "A\u{308}1", .decomposed), .init(.identifier, "\u{212B}1", .decomposed),
      // Names, units, raters.
      .init(.line, "O'Neil", nil), .init(.line, "Léa\u{301}", nil), .init(.line, "van  Dyk", nil),
      .init(.line, "Ａｎｎａ", nil), .init(.line, "葛\u{E0100}城", nil),
      .init(.line, "Müller\u{AD}mann", .unseen("\u{AD}")), .init(.line, "A\tB", .unseen("\t")),
      .init(.line, "A\nB", .unseen("\n")), .init(.line, "A\u{202E}B", .unseen("\u{202E}")),
      .init(.line, "A\u{9F}B", .unseen("\u{9F}")),
      // Notes.
      .init(.lines, "one\r\ntwo\tthree\n", nil), .init(.lines, "family 👨‍👩‍👧", nil),
      .init(.lines, "a\u{0}", .unseen("\u{0}")), .init(.lines, "a\u{1B}[1m", .unseen("\u{1B}")),
      .init(.lines, "a\u{85}", .unseen("\u{85}")),
      .init(.lines, "a\u{2029}b", .unseen("\u{2029}")),
      .init(.lines, "a\u{200E}b\u{200F}\u{202F}\u{2065}\u{206A}", nil),
    ]
    + turning.flatMap { letter in
      [TextKind.line, .lines].map { .init($0, "a\(letter)b", .unseen(letter)) }
    }

  /// They make a text read as something that it is not.
  static let turning: [Unicode.Scalar] = [
    "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}",
    "\u{2069}",
  ]

  /// Enough of a composition check for these cases.
  static func isComposed(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0 == "\u{308}" || $0 == "\u{212B}" }
  }

  @Test(arguments: cases) func `are refused for what nobody sees`(_ one: Case) {
    #expect(one.kind.fault(in: one.text, isComposed: Self.isComposed) == one.fault)
  }

  @Test(arguments: [
    ("", ""), (" ", ""), ("\n\u{A0}\t", ""), ("a", "a"), (" a b ", "a b"), ("a\u{A0}", "a"),
    ("\u{3000}é\r\n", "é"), ("a\u{301}", "a\u{301}"),
  ])
  func `have no blanks at their ends`(text: String, kept: String) {
    #expect(text.withoutOuterBlanks.utf8.elementsEqual(kept.utf8))
  }
}
