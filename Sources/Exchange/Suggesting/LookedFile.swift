import Outcomes
import Tables

/// A file that was opened for a suggestion: its sheets, and what had to be found out to read it.
struct LookedFile {
  let name: String
  let isWorkbook: Bool
  var encoding: TextEncoding?
  /// Why that encoding, where it is not the usual one.
  var encodingWhy: String?
  /// Both would read it, and differently.
  var encodingChoice: String?
  var separator: TextSeparator?
  var separatorWhy = ""
  var sheets: [LoadedSheet] = []
  /// Names of sheets that are hidden.
  var hidden: [String] = []

  /// - Throws: `TableFault`.
  init(_ source: TableSource) throws {
    name = source.name
    let all = try TableReader.sheets(of: source)
    isWorkbook = !all.isEmpty
    guard all.isEmpty else {
      hidden = all.filter(\.isHidden).map(\.name)
      for sheet in all where !sheet.isHidden {
        let loaded = try Self.load(source, TableOptions(kind: .workbook, sheet: sheet.name))
        if !loaded.rows.isEmpty { sheets.append(loaded) }
      }
      return
    }
    let start = try Self.start(source)
    do {
      let found = try Self.read(source, TableOptions(kind: .text))
      (sheets, separator) = ([found.sheet], found.separator)
    } catch let fault as TableFault {
      guard case .notUTF8(_, _, let letter?) = fault.kind else { throw fault }
      let found = try Self.oneByte(source)
      encoding = found.encoding
      encodingWhy = "no UTF-8: '\(letter)' stands in it; \(found.why)"
      if found.isOpen { encodingChoice = found.why }
      let read = try Self.read(source, TableOptions(kind: .text, encoding: encoding))
      (sheets, separator) = ([read.sheet], read.separator)
    }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
      encodingWhy = "UTF-16 by its mark"
    }
    if let head = sheets.first?.rows.first(where: { $0.cells.count > 1 }) {
      separatorWhy = "it cuts row \(head.number) into \(head.cells.count) cells"
    }
  }

  /// Not more rows than are needed to judge the columns.
  private static let mostRows = 20_000

  private static func load(_ source: TableSource, _ options: TableOptions) throws -> LoadedSheet {
    try read(source, options).sheet
  }

  private static func read(
    _ source: TableSource, _ options: TableOptions
  ) throws -> (sheet: LoadedSheet, separator: TextSeparator?) {
    let reader = try TableReader(source, options)
    var rows: [TableRow] = []
    while rows.count < mostRows, let row = try reader.next() { rows.append(row) }
    let sheet = LoadedSheet(
      file: source.name, sheet: reader.sheet, rows: rows, passedOver: reader.passedOver)
    return (sheet, reader.separator)
  }

  private static func start(_ source: TableSource) throws -> [UInt8] {
    switch source.bytes {
    case .memory(let bytes): return Array(bytes.prefix(4))
    case .path: return []
    }
  }

  /// Windows-1252 and Latin-9 differ in eight letters, and Latin-9 has none below 0xA0.
  private static func oneByte(
    _ source: TableSource
  ) throws -> (encoding: TextEncoding, why: String, isOpen: Bool) {
    guard case .memory(let bytes) = source.bytes else {
      return (.windows1252, "windows-1252 or latin-9", true)
    }
    let differing: Set<UInt8> = [0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE]
    let low = bytes.contains { (0x80...0x9F).contains($0) }
    if low { return (.windows1252, "latin-9 has no such letter", false) }
    if bytes.contains(where: { differing.contains($0) }) {
      return (.windows1252, "windows-1252 or latin-9; both can read it, and differently", true)
    }
    return (.windows1252, "latin-9 would read the same letters", false)
  }
}

/// The rows of one sheet: where the heading is, which columns there are.
struct LookedSheet {
  let loaded: LoadedSheet
  let header: [Int]
  let firstRow: Int
  let body: [TableRow]
  let isTurned: Bool
  /// Texts above the heading.
  let titles: [String]
  var headings: Headings
  var repetition: Repetition = .once
  var repetitionWhy = ""
  var fields: [LookedField] = []
  /// Rows at the end that are no data: the column and word of the first of them.
  var stop: (field: LookedField, word: String, why: String)?
  /// The row with which another table begins.
  var next: TableRow?
  /// Files that hold a sheet of this name and shape, in their order.
  var files: [String]
  var sheetNames: [String]
  /// A word of a dictionary: what its codes mean, by the name of the field.
  var labels: [String: (said: String, codes: [String: String])] = [:]

  var name: String? { loaded.sheet }

  /// The same columns in the same order.
  func hasSameShape(as other: LookedSheet) -> Bool {
    header == other.header && isTurned == other.isTurned
      && headings.all.map(\.text) == other.headings.all.map(\.text)
  }
}
