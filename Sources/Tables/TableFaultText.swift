/// The one place where what is wrong with a table becomes prose: where, what was found, what is
/// read, what to do.
extension TablePlace: CustomStringConvertible {
  package var description: String {
    var place = file
    if let sheet { place += ", sheet \"\(sheet)\"" }
    if let row { place += ", row \(row)" }
    if let letters {
      place += ", column \(letters)"
      if let heading, !heading.isEmpty { place += " (\(heading))" }
    }
    return place
  }
}

extension TableFault: CustomStringConvertible {
  package var description: String { "\(place): \(kind.prose)" }
}

extension CellError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .shown(let error):
      "the cell shows the error \(error). Correct it in the spreadsheet."
    case .formulaWithoutResult:
      "the formula has no result in the file. Open the file in a spreadsheet program and save it, "
        + "so that the result is stored."
    case .noSuchDay(let serial):
      "the number \(serial) is formatted as a date, and there is no such day. Type the date anew."
    case .notANumber(let text):
      "\"\(text)\" is stored as a number and is none. Type the number anew."
    }
  }
}

extension TableFault.Kind {
  fileprivate var prose: String {
    switch self {
    case .cannotOpen(let why): "the file cannot be read: \(why)."
    case .emptyFile: "the file is empty. Save the table again."
    case .tooManyRows(let limit):
      "the table has more than \(grouped(limit)) rows, the most that a spreadsheet has. Divide it."
    case .tooManyColumns(let limit):
      "the row has more than \(grouped(limit)) columns, the most that a spreadsheet has. Check "
        + "what stands between its fields."
    case .workbookSaidText:
      "the file is a workbook, and the mapping says text. Write kind: xlsx into the mapping."
    case .textSaidWorkbook:
      "the file is not a workbook (.xlsx), as the mapping says. Write kind: text into the mapping, "
        + "or give the workbook."
    case .oldWorkbook:
      "the file is of the old Office (.xls), which is not read. Open it in a spreadsheet program "
        + "and save it as .xlsx."
    case .encrypted:
      "the workbook is locked with a password. Open it in a spreadsheet program, take the "
        + "password away and save it under another name."
    case .openDocument:
      "the file is an OpenDocument (.ods), which is not read. Open it in a spreadsheet program and "
        + "save it as .xlsx."
    case .binaryWorkbook:
      "the file is a binary workbook (.xlsb), which is not read. Open it in a spreadsheet program "
        + "and save it as .xlsx."
    case .notAWorkbook:
      "the file is a zip file without a workbook in it. Give the .xlsx file itself."
    case .damaged(let part):
      "the workbook is damaged: its part \(part) cannot be read. Open it in a spreadsheet program "
        + "and save it again, or fetch the file anew."
    case .doctype(let part):
      "the part \(part) of the workbook brings a document type, which no spreadsheet program "
        + "writes. It is not read: open the file in a spreadsheet program and save it again."
    case .foreignEncoding(let part):
      "the part \(part) of the workbook is neither in UTF-8 nor in UTF-16. Open the file in a "
        + "spreadsheet program and save it again."
    case .tooManyParts(let limit):
      "the workbook is made of more than \(grouped(limit)) parts, which no spreadsheet program "
        + "writes. Open it in a spreadsheet program and save it again."
    case .expandsTooMuch(let times, let mebibytes):
      "unpacked, the workbook is larger than \(times) times the file or than \(mebibytes) MiB, "
        + "and is not read further. Divide the table, or save it as text."
    case .mergedTooMuch(let limit):
      "merged cells cover more than \(grouped(limit)) cells. Split them in the spreadsheet."
    case .noSheet: "the workbook has no sheet of cells. Save the table into one."
    case .sheetNotSaid(let visible):
      "the workbook has \(visible.count) sheets: \(list(visible)). Write sheet: with one of these "
        + "names into the mapping."
    case .sheetNotFound(let name, let visible):
      "the workbook has no sheet \"\(name)\", it has \(list(visible)). Correct sheet: in the "
        + "mapping."
    case .sheetHidden(let name):
      "the sheet \"\(name)\" is hidden, and hidden sheets are read only if the mapping says so. "
        + "Show it in the spreadsheet program, or write hidden: true into the "
        + "mapping."
    case .notUTF8(let byte, let position, let letter):
      "byte \(hex(byte)) (byte \(grouped(position)) of the file) is not UTF-8"
        + (letter.map {
          "; in Windows-1252 it is the letter \($0). Write encoding: "
            + "windows-1252 (or latin-9) into the mapping if that is right, or save as UTF-8."
        }
          ?? ". Save the file as UTF-8, or write its encoding: into the mapping.")
    case .notInEncoding(let encoding, let byte, let position):
      "byte \(hex(byte)) (byte \(grouped(position)) of the file) has no meaning in "
        + "\(encoding.rawValue), the encoding that was said. Say the right encoding: in the "
        + "mapping, or save as UTF-8."
    case .utf16WithoutMark:
      "the file looks like UTF-16 and has no mark at its beginning. Write encoding: utf-16 into "
        + "the mapping, or save as UTF-8."
    case .markContradicts(let said, let mark):
      "the file begins with the mark of \(mark.rawValue), and the mapping says \(said.rawValue). "
        + "Take encoding: out of the mapping."
    case .nulByte(let position):
      "found a NUL byte (byte \(grouped(position)) of the file). Text has none: export the file "
        + "again, it may be damaged."
    case .unknownSeparator(let found):
      "sep= says that '\(found)' stands between fields. Read are ',', ';', '|' and tab: save the "
        + "file with one of them."
    case .unterminatedQuote(let line):
      "the quote opened in line \(grouped(line)) is never closed, and nothing after it could be "
        + "read. Close it, and write a quote that belongs to the text twice (\"\")."
    case .afterClosingQuote(let found, let opened):
      "found \(name(of: found)) after the closing quote of the field that begins in line "
        + "\(grouped(opened)). Only a separator or the end of the line may follow: write a quote "
        + "that belongs to the text twice (\"\")."
    case .quoteInUnquotedField(let line):
      "found a quote inside a field that does not begin with one (line \(grouped(line))). Such a "
        + "field must be in quotes as a whole: write \"5\"\" high\" for 5\" high."
    case .rowTooLong(let limit):
      "the row is longer than \(grouped(limit)) bytes. Shorten it, or look for a missing closing "
        + "quote."
    }
  }

  private func list(_ names: [String]) -> String {
    names.isEmpty ? "none that is visible" : names.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  private func name(of found: Character) -> String {
    switch found {
    case " ": "a space"
    case "\r": "a carriage return"
    case "\0"..."\u{1F}": "a control character"
    default: "'\(found)'"  // not our enum
    }
  }

  private func hex(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// 1048576 as 1,048,576.
  private func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
