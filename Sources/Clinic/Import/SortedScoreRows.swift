import Exchange
import Outcomes
import Registry

/// The rows of a scores file in order of patient, date, measure and variant, for files in which the
/// rows of one score stand apart.
struct SortedScoreRows {
  private let file: ImportFile
  private let dates: DateOrder
  private let faults: ImportFaults
  private let sorter: RowSorter

  /// Reads the whole file once; faults of its form are reported.
  init(
    _ file: ImportFile, dates: DateOrder, faults: ImportFaults, key: (ImportRow) throws -> String
  ) throws {
    self.file = file
    self.dates = dates
    self.faults = faults
    sorter = try RowSorter()
    try sorter.add {
      while let step = try file.reader.next() {
        switch step {
        case .fault(let fault): faults.add(ImportFault(file: file.name, kind: .csv(fault)))
        case .record(let record):
          let row = ImportRow(
            file: file.name, record: record, columns: file.columns, dates: dates, faults: faults,
            line: record.line)
          return (try key(row), record.line, try Self.line(record))
        }
      }
      return nil
    }
  }

  func forEach(_ body: (ImportRow) throws -> Void) throws {
    let header = try Self.header(file.reader.header)
    var batch = header
    var numbers: [Int] = []
    func flush() throws {
      let reader = try CSVReader(bytes: batch)
      var position = 0
      while case .record(let record)? = try reader.next() {
        try body(
          ImportRow(
            file: file.name, record: record, columns: file.columns, dates: dates, faults: faults,
            line: numbers[position]))
        position += 1
      }
      batch.removeLast(batch.count - header.count)
      numbers.removeAll(keepingCapacity: true)
    }
    try sorter.forEach { number, bytes in
      batch.append(contentsOf: bytes)
      numbers.append(number)
      if numbers.count == 2000 { try flush() }
    }
    try flush()
  }

  private static func line(_ record: CSVRecord) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = CSVWriter { bytes.append(contentsOf: $0) }
    for column in 0..<record.count { writer.text(utf8: record.bytes(at: column)) }
    try writer.endRow()
    try writer.finish()
    return bytes
  }

  private static func header(_ names: [String]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = CSVWriter { bytes.append(contentsOf: $0) }
    try writer.row(names)
    try writer.finish()
    return bytes
  }
}
