/// What the beginning of a file shows: its encoding, its dialect and the names of its columns.
struct CSVOpening {
  /// How much of a file is searched for the end of its header line, in bytes.
  static let headerLimit = 1 << 20

  let dialect: CSVDialect
  let header: [String]

  /// Fetches and scans the header line; the scanner then stands before the first record.
  ///
  /// Throws `CSVRefusal` when the header cannot be used, else what the source throws.
  init(_ scanner: inout CSVScanner, _ source: () throws -> [UInt8]?) throws {
    while scanner.bytes.count < 3, !scanner.isFinished { try scanner.fetch(source) }
    let mark = try Self.byteOrderMark(scanner.bytes)
    var start = mark
    var length = try Self.headerLength(&scanner, source, from: start)
    let said = try Self.saidSeparator(
      UnsafeBufferPointer(rebasing: scanner.bytes[start..<length]))
    if said != nil {
      start = min(length + 1, scanner.bytes.count)
      length = try Self.headerLength(&scanner, source, from: start)
    }
    let headerLine = said == nil ? 1 : 2

    let line = UnsafeBufferPointer(rebasing: scanner.bytes[start..<length])
    let dialect = said ?? CSVDialect(header: line)
    self.dialect = dialect
    let width = line.count { $0 == dialect.separator } + 1
    scanner.begin(dialect, width: width, at: start, line: headerLine)

    switch try scanner.advance(source) {
    case .end, .needsMore:
      throw CSVRefusal(faults: [CSVFault(line: headerLine, kind: .emptyFile)])
    case .emptyRow:
      while scanner.isDrained, !scanner.isFinished { try scanner.fetch(source) }
      throw CSVRefusal(faults: [
        CSVFault(line: headerLine, kind: scanner.isDrained ? .emptyFile : .emptyHeader)
      ])
    case .record:
      guard scanner.faults.isEmpty else { throw CSVRefusal(faults: scanner.faults) }
      guard scanner.fields <= width else {
        let kind = CSVFault.Kind.headerTooLong(limit: Self.headerLimit)
        throw CSVRefusal(faults: [CSVFault(line: headerLine, kind: kind)])
      }
      self.header = try Self.names(scanner.record)
      scanner.keep(width: header.count)
    }
  }

  /// The length of a UTF-8 byte order mark, 0 or 3.
  private static func byteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Int {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
    guard bytes.count >= 2 else { return 0 }
    let isMarked = bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF
    // Without a mark, a first letter of ASCII has a zero byte before or after it.
    let isHalfZero = (bytes[0] == 0) != (bytes[1] == 0)
    guard !isMarked, !isHalfZero else {
      throw CSVRefusal(faults: [CSVFault(line: 1, kind: .utf16)])
    }
    return 0
  }

  /// The separator that a first line `sep=;` says, as some spreadsheets write and read it; nil: this
  /// line is the header.
  private static func saidSeparator(_ line: UnsafeBufferPointer<UInt8>) throws -> CSVDialect? {
    var text = String(decoding: line, as: UTF8.self)
    // With CR LF, the carriage return is still there.
    if text.unicodeScalars.last == "\r" { text.unicodeScalars.removeLast() }
    if text.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") {
      text = String(text.dropFirst().dropLast())
    }
    guard text.utf8.count == 5, text.lowercased().hasPrefix("sep="), let byte = text.utf8.last
    else { return nil }
    guard let dialect = CSVDialect(rawValue: byte) else {
      throw CSVRefusal(faults: [CSVFault(line: 1, kind: .separator(found: byte))])
    }
    return dialect
  }

  /// Where the header line ends: its line feed outside quotes, or as far as it is searched.
  private static func headerLength(
    _ scanner: inout CSVScanner, _ source: () throws -> [UInt8]?, from start: Int
  ) throws -> Int {
    var inQuotes = false
    var index = start
    while index - start < headerLimit {
      guard index < scanner.bytes.count else {
        if scanner.isFinished { break }
        try scanner.fetch(source)
        continue
      }
      let byte = scanner.bytes[index]
      if byte == CSVByte.lineFeed, !inQuotes { break }
      if byte == CSVByte.quote { inQuotes.toggle() }
      index += 1
    }
    return index
  }

  private static func names(_ record: CSVRecord) throws -> [String] {
    var firstColumns: [String: Int] = [:]
    var faults: [CSVFault] = []
    let names = (0..<record.count).map { record.string(at: $0) }
    for (column, name) in zip(1..., names) {
      if name.isEmpty { continue }
      if let first = firstColumns[name] {
        let kind = CSVFault.Kind.duplicateName(name, firstColumn: first)
        faults.append(CSVFault(line: record.line, column: column, kind: kind))
      } else {
        firstColumns[name] = column
      }
    }
    guard faults.isEmpty else { throw CSVRefusal(faults: faults) }
    return names
  }
}
