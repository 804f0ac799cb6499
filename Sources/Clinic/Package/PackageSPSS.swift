import Exchange
import Outcomes
import TableFiles

extension PackageFolder {
  /// Writes a table, which stands in it as CSV, once more as an SPSS file.
  ///
  /// SPSS wants to know of every variable first how long its texts are, so the CSV is read twice.
  func writeSPSS(_ table: PackageTable, rows: Int, made: Day) throws {
    var shape = SPSSShape(table)
    try forEachRow(of: table) { shape.measure($0) }
    let variables = try shape.variables()
    let file = try open(table.name + ".sav")
    let written = try SPSSFile(
      table.name + ".sav", label: "Recheck: \(table.name)", made: made, rows: rows, variables,
      write: file.write)
    try forEachRow(of: table) { try written.add(shape.cells($0)) }
    try written.close()
    try close(file)
  }

  private func forEachRow(of table: PackageTable, _ body: (CSVRecord) throws -> Void) throws {
    let input = try InputFile(path(of: table.file))
    let reader = try CSVReader { try input.next() }
    while case .record(let record)? = try reader.next() { try body(record) }
  }
}

/// What SPSS must know of the columns of a table before the first row.
private struct SPSSShape {
  private struct Column {
    var bytes = 0
    /// The row of the longest text.
    var longest = 0
    var decimals = 0
    var least: Double?
    /// Where the column stands that says why this one is empty.
    var reasons: Int?
  }

  private let table: PackageTable
  private var columns: [Column]
  private var row = 1
  /// For each column the numbers that stand for reasons, by their words.
  private var codes: [[String: Int]] = []

  init(_ table: PackageTable) {
    self.table = table
    columns = table.columns.map { column in
      Column(reasons: table.columns.firstIndex { $0.reasonFor == column.name })
    }
  }

  mutating func measure(_ record: CSVRecord) {
    row += 1
    for (place, column) in table.columns.enumerated() {
      let bytes = record.bytes(at: place)
      switch column.kind {
      case .text, .category:
        if bytes.count > columns[place].bytes {
          (columns[place].bytes, columns[place].longest) = (bytes.count, row)
        }
      case .integer, .number:
        guard let number = Double(record.string(at: place)) else { continue }
        columns[place].least = min(columns[place].least ?? number, number)
        if let point = bytes.firstIndex(of: UInt8(ascii: ".")) {
          columns[place].decimals = max(columns[place].decimals, bytes.count - point - 1)
        }
      case .date: continue
      }
    }
  }

  /// Throws where a text is longer than SPSS takes.
  mutating func variables() throws -> [SPSSVariable] {
    var variables: [SPSSVariable] = []
    codes = []
    for (place, column) in table.columns.enumerated() {
      let shape = columns[place]
      guard shape.bytes <= SPSSLimits.text else {
        throw TableFileFault.textTooLong(
          table: table.file, row: shape.longest, column: column.name, length: shape.bytes,
          limit: SPSSLimits.text, unit: "bytes")
      }
      let longest = column.categories.map(\.value.utf8.count).max() ?? 0
      let kind: SPSSVariable.Kind =
        switch column.kind {
        case .text, .category: .text(bytes: max(shape.bytes, longest))
        case .integer, .number: .number(decimals: shape.decimals)
        case .date: .date
        }
      let missing = missing(place)
      codes.append(
        Dictionary(missing.map { ($0.reason, $0.code) }, uniquingKeysWith: { first, _ in first }))
      variables.append(
        SPSSVariable(
          SPSSLimits.name(column.name),
          label: column.meaning + (column.unit.map { " (\($0))" } ?? ""), kind,
          labels: column.categories.map { .init($0.value, $0.label) },
          isOrdered: column.isOrdered, missing: missing))
    }
    return variables
  }

  /// Numbers for the reasons, below everything that the column holds or may hold; of texts none, since
  /// SPSS takes words of eight letters at most for missing.
  private func missing(_ place: Int) -> [SPSSVariable.Missing] {
    switch table.columns[place].kind {
    case .text, .category, .date: return []
    case .integer, .number: break
    }
    guard let reasons = columns[place].reasons.map({ table.columns[$0].categories }) else {
      return []
    }
    let allowed = table.columns[place].range.map(\.lowerBound).flatMap { Double($0.plain(4)) } ?? 0
    let least = min(columns[place].least ?? allowed, allowed)
    var first = -99
    while Double(first + reasons.count) >= least { first = first * 10 - 9 }
    return reasons.enumerated().map { .init(first + $0.offset, $0.element.value) }
  }

  func cells(_ record: CSVRecord) -> [SPSSCell] {
    table.columns.enumerated().map { place, column in
      let text = record.string(at: place)
      if text.isEmpty {
        guard let reasons = columns[place].reasons,
          let code = codes[place][record.string(at: reasons)]
        else { return .empty }
        return .number(Double(code))
      }
      switch column.kind {
      case .text, .category: return .text(text)
      case .integer, .number: return Double(text).map(SPSSCell.number) ?? .empty
      case .date: return Day(iso: text).map(SPSSCell.day) ?? .empty
      }
    }
  }
}
