import CustomDump
import Outcomes
import Testing

@testable import Reporting

@Suite struct TextTableTests {
  private let columns: [Table.Column] = [
    .init("name", "Name"), .init("count", "Count", .number), .init("note", "Note"),
  ]

  @Test func alignsByWhatIsSeen() {
    let table = Table(
      columns: columns,
      rows: [
        [.text("Łukasik"), .integer(12), .text("a")],
        // The same name with a combining accent, and a wide name.
        [.text("A\u{30A}ngstro\u{308}m"), .decimal(Rational(-1, over: 3), places: 2), .empty],
        [.text("山田"), .empty, .text("b")],
      ])
    expectNoDifference(
      TextTable.draw(table),
      """
      Name      Count  Note
      --------  -----  ----
      Łukasik      12  a
      A\u{30A}ngstro\u{308}m  -0.33
      山田             b

      """)
  }

  @Test func wrapsTheWidestTextBetweenWords() {
    let table = Table(
      columns: columns,
      rows: [[.text("Berg"), .integer(1), .text("a longer remark that has to be wrapped")]])
    expectNoDifference(
      TextTable.draw(table, width: 36),
      """
      Name  Count  Note
      ----  -----  -----------------------
      Berg      1  a longer remark that
                   has to be wrapped

      """)
  }

  @Test func cutsAWordThatFitsNowhere() {
    let table = Table(
      columns: [.init("a", "A"), .init("b", "B", .number)],
      rows: [[.text("Donaudampfschifffahrt"), .integer(1234)]])
    expectNoDifference(
      TextTable.draw(table, width: 16),
      """
      A              B
      ----------  ----
      Donaudampf  1234
      schifffahr
      t

      """)
  }

  @Test func aTableWithoutRowsHasItsHeader() {
    #expect(TextTable.draw(Table(columns: columns)) == "Name  Count  Note\n----  -----  ----\n")
  }

  @Test func selectsColumnsInOrder() {
    let table = Table(columns: columns, rows: [[.text("x"), .integer(1), .text("n")]])
    let selected = table.selecting(["note", "nothing", "name"])
    #expect(selected.columns.map(\.key) == ["note", "name"])
    #expect(selected.rows == [[.text("n"), .text("x")]])
  }

  @Test(
    arguments: [
      ("", 0), ("abc", 3), ("Å", 1), ("A\u{30A}", 1), ("山", 2), ("e\u{200D}", 1), ("🙂", 2),
      ("–", 1),
    ])
  func width(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test(
    arguments: [
      ("", 5, [""]), ("one two", 7, ["one two"]), ("one two", 6, ["one", "two"]),
      ("abcdefgh", 3, ["abc", "def", "gh"]), ("a abcdef b", 4, ["a", "abcd", "ef b"]),
    ])
  func wrapping(text: String, width: Int, lines: [String]) {
    #expect(text.wrapped(width) == lines)
  }

  @Test(arguments: [("short", 5, "short"), ("longer", 5, "long~"), ("山田太郎", 5, "山田~")])
  func shortening(text: String, width: Int, result: String) {
    #expect(text.shortened(width) == result)
  }

  @Test func breaksIdsWhereTheirPartsEnd() {
    let table = Table(
      columns: [Table.Column("measure", "Measure"), Table.Column("day", "Day", .text)],
      rows: [[.text("grip-vigorimeter hand=right"), .text("2026-03-12")]])
    expectNoDifference(
      TextTable.draw(table, width: 23),
      """
      Measure      Day
      -----------  ----------
      grip-        2026-03-12
      vigorimeter
      hand=right

      """)
  }

  @Test func givesPartsTheirLookWithoutChangingWidths() {
    let table = Table(
      columns: [Table.Column("severity", "Severity"), Table.Column("weeks", "Weeks", .number)],
      rows: [[.text("red"), .integer(7)], [.empty, .integer(12)]])
    expectNoDifference(
      TextTable.draw(table) { part, column, isHead in
        isHead ? "*\(part)*" : column.key == "severity" ? "<\(part)>" : part
      },
      """
      *Severity*  *Weeks*
      --------  -----
      <red>           7
                   12

      """)
  }

  /// Western text is measured by its bytes, any other by its characters: both say the same.
  @Test(arguments: [
    "", " ", "plain text", "Ärztin, señor, Łódź", "a  b", " a ", "\u{AD}a",
    "a\u{301} b", "x \u{301}y",
    "a\r\nb", "a\nb\tc", "≥ 2 – 3", "漢 字", "🧬 a", "\u{2CF}\u{300}", "\u{85}", "\u{7F}x",
  ])
  func widthByBytesIsThatOfTheCharacters(_ text: String) {
    #expect(text.displayWidth == text.reduce(0) { $0 + $1.displayWidth })
    let ideograph = "字"
    let slowly = (text + ideograph).wrapped(5).joined(separator: "|")
    let words = text.split(separator: " ").map(String.init)
    #expect(text.wrapped(100) == [words.joined(separator: " ")])
    #expect(slowly.hasSuffix(ideograph))
  }

  /// Words and parts of ids decide how narrow a column may be, read as bytes or as characters.
  @Test(arguments: [
    ("eculizumab since 2025-01-10", 10), ("no-response-expected", 9), ("a=b=c-d", 2),
    ("grip-vigorimeter;hand=left", 17), ("-", 1), ("--a", 2), ("  two  words ", 5), ("", 0),
    ("anti-TNF 3-4", 5),
  ]) func aColumnIsAsNarrowAsItsLongestWord(_ text: String, _ width: Int) {
    // The letter with an accent takes the other way.
    for shown in [text, text.replacing("a", with: "á")] {
      var measure = TextTable.Measure([.init("c", "")])
      measure.add([.text(shown)])
      #expect(measure.narrowest == [width], "\(shown)")
    }
  }
}
