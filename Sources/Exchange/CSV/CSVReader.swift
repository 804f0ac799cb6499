/// Reads a CSV file (RFC 4180, UTF-8 with or without byte order mark, header line) record by
/// record, in memory that does not grow with the file.
///
/// It reads `,`, `;` or tab between fields, as the header line shows; CRLF and LF, also mixed;
/// a last line with or without line end; a first line `sep=;`, which some spreadsheets write. Spaces
/// belong to the field. No record is repaired: one with a fault is given as the fault, and the next
/// one is read on its own. Only a quote that is never closed ends the reading early.
///
/// What spreadsheets leave behind is passed over and counted: lines without any content, and columns
/// that have neither a name nor a value.
package final class CSVReader {
  package enum Step {
    /// Valid until the next call of `next()`.
    case record(CSVRecord)
    /// What is wrong with a record that was left out; a record may have two faults.
    case fault(CSVFault)
  }

  package let dialect: CSVDialect
  /// The names of the columns, none twice; empty for a column that holds nothing at all.
  package let header: [String]
  /// Columns without a name.
  package let unnamedColumns: Int
  /// Lines without any content that were passed over so far.
  package private(set) var emptyRows = 0

  private let source: () throws -> [UInt8]?
  private var scanner: CSVScanner
  /// Where the columns without a name stand.
  private let unnamed: [Int]
  /// Faults that were not returned yet, the next one last.
  private var pending: [CSVFault] = []
  private var isAtEnd = false

  /// Opens a file and reads its header line.
  ///
  /// - Parameter source: gives the next piece of the file, of any length, and nil at its end.
  /// - Throws: `CSVRefusal` when the header cannot be used, else what the source throws.
  package init(source: @escaping () throws -> [UInt8]?) throws {
    var scanner = CSVScanner()
    let opening = try CSVOpening(&scanner, source)
    self.dialect = opening.dialect
    self.header = opening.header
    unnamed = opening.header.indices.filter { opening.header[$0].isEmpty }
    unnamedColumns = unnamed.count
    self.scanner = scanner
    self.source = source
  }

  /// Opens a file that is in memory.
  package convenience init(bytes: [UInt8]) throws {
    var offset = 0
    try self.init {
      guard offset < bytes.count else { return nil }
      let end = min(offset + (1 << 16), bytes.count)
      defer { offset = end }
      return Array(bytes[offset..<end])
    }
  }

  /// The next record or fault, or nil after the last one; throws only what the source throws.
  package func next() throws -> Step? {
    if let fault = pending.popLast() { return .fault(fault) }
    guard !isAtEnd else { return nil }
    while true {
      switch try scanner.advance(source) {
      case .end, .needsMore:
        isAtEnd = true
        return nil
      case .emptyRow:
        emptyRows += 1
      case .record:
        if let record = scanner.soundRecord(of: header.count) {
          guard let column = unnamed.first(where: { !record.isEmpty(at: $0) }) else {
            return .record(record)
          }
          return .fault(
            CSVFault(line: record.line, column: column + 1, kind: .valueWithoutName))
        }
        pending = faults().reversed()
        return pending.popLast().map { .fault($0) }
      }
    }
  }

  private func faults() -> [CSVFault] {
    var faults = scanner.faults.map { $0.named(by: header) }
    // A misplaced quote shifts the ends of fields, so their number means nothing.
    if scanner.fields != header.count, !faults.contains(where: { $0.kind.concernsQuotes }) {
      let kind = CSVFault.Kind.fieldCount(found: scanner.fields, expected: header.count)
      faults.append(CSVFault(line: scanner.recordLine, kind: kind))
    }
    return faults
  }
}

extension CSVScanner {
  /// Scans, fetching as many pieces as needed; never returns `needsMore`.
  mutating func advance(_ source: () throws -> [UInt8]?) throws -> Step {
    while true {
      let step = scan()
      guard case .needsMore = step else { return step }
      try fetch(source)
    }
  }

  mutating func fetch(_ source: () throws -> [UInt8]?) throws {
    if let chunk = try source() { append(chunk) } else { finish() }
  }
}

extension CSVFault.Kind {
  fileprivate var concernsQuotes: Bool {
    switch self {
    case .unterminatedQuote, .afterClosingQuote, .quoteInUnquotedField: true
    case .emptyFile, .utf16, .headerTooLong, .emptyHeader, .separator, .valueWithoutName,
      .duplicateName, .fieldCount,
      .loneCarriageReturn, .nulByte, .invalidUTF8, .fieldTooLong:
      false
    }
  }
}
