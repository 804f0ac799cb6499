import Tables
import Testing

@Suite struct `Words for what is wrong with a table` {
  @Test func `name the place as far as it is known`() {
    var place = TablePlace(file: "K01.xlsx")
    #expect(place.description == "K01.xlsx")
    place.sheet = "CIDP cohort"
    place.row = 1_048_576
    #expect(place.description == "K01.xlsx, sheet \"CIDP cohort\", row 1048576")
    place.column = 27
    #expect(place.description == "K01.xlsx, sheet \"CIDP cohort\", row 1048576, column AB")
    place.heading = "Study ID"
    #expect(place.letters == "AB")
    #expect(place.description.hasSuffix("column AB (Study ID)"))
    #expect(TableSource(path: "/home/ward/K01.xlsx").name == "K01.xlsx")
  }

  @Test(arguments: [
    (
      CellError.shown("#N/A"),
      "the cell shows the error #N/A. Correct it in the spreadsheet."
    ),
    (
      .formulaWithoutResult,
      "the formula has no result in the file. Open the file in a spreadsheet program and save it, "
        + "so that the result is stored."
    ),
    (
      .noSuchDay(serial: "60"),
      "the number 60 is formatted as a date, and there is no such day. Type the date anew."
    ),
    (.notANumber("NaN"), "\"NaN\" is stored as a number and is none. Type the number anew."),
  ])
  func `say what is wrong with a cell`(_ error: CellError, _ words: String) {
    #expect(error.description == words)
  }

  @Test(arguments: [
    TableFault.Kind.cannotOpen("Permission denied"), .emptyFile, .tooManyRows(limit: 1_048_576),
    .tooManyColumns(limit: 16_384), .workbookSaidText, .textSaidWorkbook, .oldWorkbook, .encrypted,
    .openDocument, .binaryWorkbook, .notAWorkbook, .damaged(part: "xl/a.xml"),
    .doctype(part: "xl/a.xml"), .foreignEncoding(part: "xl/a.xml"),
    .tooManyParts(limit: 10_000), .expandsTooMuch(times: 100, mebibytes: 200),
    .mergedTooMuch(limit: 1_000_000), .noSheet,
    .sheetNotSaid(visible: ["A", "B"]), .sheetNotFound("C", visible: []), .sheetHidden("D"),
    .notUTF8(byte: 0xE4, position: 1234, letter: "ä"),
    .notUTF8(byte: 0xC3, position: 1, letter: nil),
    .notInEncoding(.latin9, byte: 9, position: 1), .utf16WithoutMark,
    .markContradicts(said: .latin9, mark: .utf8), .nulByte(position: 7), .unknownSeparator(":"),
    .unterminatedQuote(line: 3), .afterClosingQuote(found: " ", opened: 2),
    .quoteInUnquotedField(line: 2), .rowTooLong(limit: 1 << 20),
  ])
  func `are whole sentences that say what to do`(_ kind: TableFault.Kind) {
    let words = TableFault(place: TablePlace(file: "f"), kind: kind).description
    #expect(words.hasPrefix("f: "))
    #expect(words.hasSuffix("."))
    #expect(!words.contains("\n"))
    #expect(words.count > 30)
  }
}
