import Glibc
import LibXLSXWriter
package import Outcomes

/// A workbook (XLSX) while it is written, by libxlsxwriter: sheets side by side, each from top to
/// bottom, in memory that does not grow with their rows.
///
/// Nothing is a formula or a link, whatever its letters are. Close it, or it is given up.
package final class WorkbookFile {
  fileprivate struct Formats {
    let heading, text, date, wrapped: UnsafeMutablePointer<lxw_format>?
  }

  private let path: String
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private let formats: Formats

  /// - Parameters:
  ///   - folder: where rows wait until the workbook is put together.
  ///   - made: stands in the file as the day on which it was made.
  package init(_ path: String, rowsIn folder: String, made: Day) throws(TableFileFault) {
    self.path = path
    workbook = folder.withCString { folder in
      var options = lxw_workbook_options(
        constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 1)
      return workbook_new_opt(path, &options)
    }
    guard let workbook else {
      throw TableFileFault.notWritten(file: path, problem: "there is not enough memory")
    }
    var properties = lxw_doc_properties()
    properties.created = time_t(made.number * 86_400)
    workbook_set_properties(workbook, &properties)
    func format(_ set: (UnsafeMutablePointer<lxw_format>) -> Void)
      -> UnsafeMutablePointer<lxw_format>?
    {
      guard let format = workbook_add_format(workbook) else { return nil }
      set(format)
      return format
    }
    formats = Formats(
      heading: format { format_set_bold($0) }, text: format { format_set_num_format_index($0, 49) },
      date: format { format_set_num_format($0, "yyyy-mm-dd") },
      wrapped: format {
        format_set_text_wrap($0)
        format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      })
  }

  /// A new sheet behind those before.
  ///
  /// - Parameter name: at most 31 letters, none twice.
  package func sheet(_ name: String, _ columns: [WorkbookColumn]) throws(TableFileFault)
    -> WorkbookSheet
  {
    guard columns.count <= WorkbookLimits.columns else {
      throw .tooManyColumns(table: name, count: columns.count, limit: WorkbookLimits.columns)
    }
    guard let workbook, let sheet = workbook_add_worksheet(workbook, name) else {
      throw .notWritten(file: path, problem: "the sheet '\(name)' cannot be added")
    }
    return try WorkbookSheet(name, columns, sheet, of: self)
  }

  /// A sheet to be read by people: one text below the other.
  package func page(_ name: String, _ paragraphs: [String]) throws(TableFileFault) {
    guard let workbook, let sheet = workbook_add_worksheet(workbook, name) else {
      throw .notWritten(file: path, problem: "the sheet '\(name)' cannot be added")
    }
    worksheet_set_column(sheet, 0, 0, 110, formats.wrapped)
    for (row, text) in paragraphs.enumerated() where !text.isEmpty {
      let format = row == 0 ? formats.heading : formats.wrapped
      worksheet_write_string(sheet, UInt32(row), 0, text, format)
    }
  }

  /// Puts the file together.
  package func close() throws(TableFileFault) {
    guard let open = workbook else { return }
    workbook = nil
    let error = workbook_close(open)
    guard error == LXW_NO_ERROR else {
      throw .notWritten(file: path, problem: lxw_strerror(error).map { String(cString: $0) } ?? "")
    }
  }

  deinit { if let workbook { lxw_workbook_free(workbook) } }

  fileprivate func format(_ form: WorkbookColumn.Form) -> UnsafeMutablePointer<lxw_format>? {
    switch form {
    case .text: formats.text
    case .date: formats.date
    case .number: nil
    }
  }

  fileprivate var heading: UnsafeMutablePointer<lxw_format>? { formats.heading }
}

/// A sheet of a workbook while it is written: headings that stay in sight, and rows below them.
package final class WorkbookSheet {
  package let name: String
  private let columns: [WorkbookColumn]
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  /// The sheet lives as long as its workbook.
  private let workbook: WorkbookFile
  private var row: UInt32 = 0

  fileprivate init(
    _ name: String, _ columns: [WorkbookColumn], _ sheet: UnsafeMutablePointer<lxw_worksheet>,
    of workbook: WorkbookFile
  ) throws(TableFileFault) {
    self.name = name
    self.columns = columns
    self.sheet = sheet
    self.workbook = workbook
    for (place, column) in columns.enumerated() {
      let (place, width) = (UInt16(place), Double(min(32, max(12, column.heading.count + 2))))
      // Days that are written have their own format: Gnumeric takes it from them where the column has it.
      let isWritten = column.form == .date && column.entry == nil
      worksheet_set_column(
        sheet, place, place, width, isWritten ? nil : workbook.format(column.form))
      worksheet_write_string(sheet, 0, place, column.heading, workbook.heading)
      if let entry = column.entry { check(place, entry) }
    }
    worksheet_freeze_panes(sheet, 1, 0)
  }

  /// The next row.
  package func add(_ cells: [WorkbookCell]) throws(TableFileFault) {
    row += 1
    guard row < WorkbookLimits.rows else {
      throw .tooManyRows(table: name, limit: WorkbookLimits.rows)
    }
    for (place, cell) in cells.enumerated() {
      let form = place < columns.count ? columns[place].form : .text
      switch cell {
      case .empty, .text(""): continue
      case .text(let text): try write(text, place, form)
      case .number(let digits):
        // More digits than a spreadsheet reckons with stay as they are only in text.
        guard digits.utf8.count <= 15, let number = Double(digits) else {
          try write(digits, place, .text)
          continue
        }
        try check(worksheet_write_number(sheet, row, UInt16(place), number, nil))
      case .day(let day):
        guard let serial = day.spreadsheetSerial else {
          try write(day.iso, place, .text)
          continue
        }
        try check(
          worksheet_write_number(sheet, row, UInt16(place), Double(serial), workbook.format(.date)))
      }
    }
  }

  private func write(
    _ text: String, _ place: Int, _ form: WorkbookColumn.Form
  ) throws(TableFileFault) {
    guard text.utf16.count <= WorkbookLimits.letters else {
      throw .textTooLong(
        table: name, row: Int(row) + 1, column: columns[place].heading, length: text.utf16.count,
        limit: WorkbookLimits.letters, unit: "letters")
    }
    try check(
      worksheet_write_string(
        sheet, row, UInt16(place), Self.escaped(text), workbook.format(.text)))
  }

  /// Letters that a workbook would read as the number of another one: `_x0041_` for A.
  private static func escaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    return text.replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#, with: "_x005F_")
  }

  private func check(_ error: lxw_error) throws(TableFileFault) {
    guard error == LXW_NO_ERROR else {
      throw .notWritten(
        file: "sheet \(name), row \(row + 1)",
        problem: lxw_strerror(error).map { String(cString: $0) } ?? "")
    }
  }

  /// What may be typed into a column, to the end of the sheet.
  private func check(_ column: UInt16, _ entry: WorkbookEntry) {
    var formula = ""
    var rule = lxw_data_validation()
    rule.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
    switch entry.check {
    case .none: rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
    case .oneOf(let range):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      formula = "=" + range
    case .formula(let given):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_CUSTOM_FORMULA.rawValue)
      var letters = [CChar](repeating: 0, count: 16)
      lxw_rowcol_to_cell(&letters, 1, column)
      let cell = letters.withUnsafeBufferPointer { letters in
        letters.baseAddress.map { String(cString: $0) } ?? ""
      }
      formula =
        "="
        + given.split(separator: "CELL", omittingEmptySubsequences: false)
        .joined(separator: cell)
    }
    // The library copies what it is given.
    withTexts([
      formula, String(entry.title.prefix(32)), String(entry.message.prefix(255)),
      "This cell does not take that", String(entry.message.prefix(225)),
    ]) { texts in
      rule.value_formula = formula.isEmpty ? nil : texts[0]
      rule.input_title = texts[1]
      rule.input_message = texts[2]
      rule.error_title = texts[3]
      rule.error_message = texts[4]
      worksheet_data_validation_range(
        sheet, 1, column, UInt32(WorkbookLimits.rows - 1), column, &rule)
    }
  }
}

/// Texts of C for the time of a call.
private func withTexts(
  _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Void
) {
  let copies = texts.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  body(copies)
}
