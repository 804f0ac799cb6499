/// Why a file cannot be read, or not beyond a row; `description` says it in words.
package struct TableFault: Error, Hashable, Sendable {
  package let place: TablePlace
  package let kind: Kind

  package init(place: TablePlace, kind: Kind) {
    self.place = place
    self.kind = kind
  }

  /// The reader goes on with the row after this one; after any other fault it is at its end.
  package var concernsOneRow: Bool {
    switch kind {
    case .quoteInUnquotedField, .afterClosingQuote, .rowTooLong: true
    case .cannotOpen, .emptyFile, .workbookSaidText, .textSaidWorkbook, .oldWorkbook, .encrypted,
      .openDocument, .binaryWorkbook, .notAWorkbook, .damaged, .doctype, .foreignEncoding,
      .tooManyParts, .expandsTooMuch, .tooManyRows, .tooManyColumns, .mergedTooMuch, .noSheet,
      .sheetNotSaid, .sheetNotFound, .sheetHidden, .notUTF8, .notInEncoding, .utf16WithoutMark,
      .markContradicts, .nulByte, .unknownSeparator, .unterminatedQuote:
      false
    }
  }

  package enum Kind: Hashable, Sendable {
    // Any file.
    /// The system's words for it.
    case cannotOpen(String)
    /// There is no byte in it, or nothing but a mark.
    case emptyFile
    /// More rows than a spreadsheet has, 1,048,576.
    case tooManyRows(limit: Int)
    /// More columns than a spreadsheet has, 16,384.
    case tooManyColumns(limit: Int)

    // What the file is.
    /// The options say text, and the file is a workbook.
    case workbookSaidText
    /// The options say workbook, and the file is text.
    case textSaidWorkbook
    /// `.xls`, or another file of the old Office.
    case oldWorkbook
    /// A workbook that opens with a password only.
    case encrypted
    /// `.ods` and its like.
    case openDocument
    /// `.xlsb`.
    case binaryWorkbook
    /// A zip file, and no workbook is in it.
    case notAWorkbook

    // Workbooks.
    /// A part that is missing, cut or not well-formed, by its name in the zip file.
    case damaged(part: String)
    /// A part brings a document type of its own.
    case doctype(part: String)
    /// A part is neither in UTF-8 nor in UTF-16.
    case foreignEncoding(part: String)
    /// The zip file has more parts than any spreadsheet program writes.
    case tooManyParts(limit: Int)
    /// Unpacked it is larger than this many times the file, or than this many MiB.
    case expandsTooMuch(times: Int, mebibytes: Int)
    /// Merged cells cover more than this many cells.
    case mergedTooMuch(limit: Int)
    /// The workbook has no sheet of cells.
    case noSheet
    /// Several sheets are visible, and none is said.
    case sheetNotSaid(visible: [String])
    case sheetNotFound(String, visible: [String])
    /// The sheet is hidden, and hidden ones were not asked for.
    case sheetHidden(String)

    // Text files.
    /// A byte that is not UTF-8; `letter` is what it would be in Windows-1252. `position` counts
    /// the bytes of the file from 1.
    case notUTF8(byte: UInt8, position: Int, letter: Character?)
    /// A byte, or half of a pair in UTF-16, that means nothing in the encoding that was said.
    case notInEncoding(TextEncoding, byte: UInt8, position: Int)
    /// Every second byte is zero, and no mark says in which order.
    case utf16WithoutMark
    /// The file begins with the mark of another encoding than the one that was said.
    case markContradicts(said: TextEncoding, mark: TextEncoding)
    case nulByte(position: Int)
    /// The first line `sep=` names something that is not read.
    case unknownSeparator(Character)
    /// A quote was opened in this line and never closed.
    case unterminatedQuote(line: Int)
    /// This follows the closing quote of a field that began in line `opened`.
    case afterClosingQuote(found: Character, opened: Int)
    case quoteInUnquotedField(line: Int)
    /// A row of more than this many bytes.
    case rowTooLong(limit: Int)
  }
}
