/// The rows of a text file.
final class TextRows: RowStream {
  private(set) var passedOver = PassedOver()

  private let place: TablePlace
  private let bytes: FileBytes
  private var decoder: ByteDecoder
  private var scanner: TextScanner
  private var text: [UInt8] = []
  private var position = 0
  private var isFinished = false
  private var isAtEnd = false
  /// Empty rows since the last one that held something.
  private var empty = 0

  /// How much of a file is searched for its header, in bytes.
  private static let headerLimit = 1 << 20

  /// Opens a file whose first bytes were looked at already.
  private(set) var separator: TextSeparator?

  init(_ source: TableSource, _ options: TableOptions) throws {
    place = TablePlace(file: source.name)
    bytes = try FileBytes(source)
    var start: [UInt8] = []
    while start.count < 4, let piece = try bytes.next() { start += piece }
    let opening = try TextOpening(start, options, place)
    decoder = opening.decoder
    // A scanner that reads nothing yet, so that the helpers below may be called.
    scanner = TextScanner(options.separator ?? .comma, line: 1)
    start.dropFirst(opening.mark).withUnsafeBytes { decoder.decode($0, into: &text) }
    if start.count == opening.mark { throw TableFault(place: place, kind: .emptyFile) }
    try begin(options)
  }

  func next() throws -> TableRow? {
    while !isAtEnd {
      guard try advance() else { break }
      if let fault = scanner.fault {
        var place = place
        place.row = scanner.row
        place.column = fault.column
        throw TableFault(place: place, kind: fault.kind)
      }
      guard scanner.row <= TableLimits.rows else {
        throw end(.tooManyRows(limit: TableLimits.rows), column: nil)
      }
      let cells = scanner.cells()
      guard !cells.allSatisfy(\.isBlank) else {
        empty += 1
        continue
      }
      passedOver.emptyRows += empty
      empty = 0
      return TableRow(number: scanner.row, line: scanner.rowLine, cells: cells)
    }
    isAtEnd = true
    return nil
  }

  /// Finds the separator, and stands before the first row.
  private func begin(_ options: TableOptions) throws {
    while text.count < Self.headerLimit, try fetch() {}
    let said: (TextSeparator, length: Int)?
    do {
      said = try SeparatorGuess.said(text[...])
    } catch {
      throw TableFault(place: place, kind: .unknownSeparator(error.found))
    }
    position = said?.length ?? 0
    let separator =
      options.separator ?? said?.0
      ?? SeparatorGuess.counted(text[position...], headerRow: options.headerRow)
    self.separator = separator
    scanner = TextScanner(separator, line: said == nil ? 1 : 2)
  }

  /// Scans to the end of a row; false after the last one.
  private func advance() throws -> Bool {
    while true {
      switch scanner.scan(text, from: &position) {
      case .row: return true
      case .tooManyColumns:
        throw end(.tooManyColumns(limit: ColumnLetters.most), column: nil)
      case .needsMore: break
      }
      if try fetch() { continue }
      if let fault = decoder.fault { throw end(kind(of: fault), column: scanner.column) }
      if let line = scanner.openQuote {
        throw end(.unterminatedQuote(line: line), column: scanner.column)
      }
      return scanner.finish()
    }
  }

  /// Brings more text; false when there is none, because the file ends or is wrong there.
  private func fetch() throws -> Bool {
    guard !isFinished else { return false }
    if position > 0 {
      text.removeFirst(position)
      position = 0
    }
    guard let piece = try bytes.next() else {
      isFinished = true
      decoder.finish()
      return false
    }
    piece.withUnsafeBytes { decoder.decode($0, into: &text) }
    if decoder.fault != nil { isFinished = true }
    return true
  }

  /// The fault that ends the reading, in the row that is read.
  private func end(_ kind: TableFault.Kind, column: Int?) -> TableFault {
    isAtEnd = true
    var place = place
    place.row = scanner.row
    place.column = column
    return TableFault(place: place, kind: kind)
  }

  private func kind(of fault: ByteDecoder.Fault) -> TableFault.Kind {
    switch fault {
    case .nul(let position): return .nulByte(position: position)
    case .invalid(let byte, let position, let isLetter):
      switch decoder.encoding {
      case .utf8:
        let letter = isLetter ? SingleByteLetters.windows1252[byte].map(Character.init) : nil
        return .notUTF8(byte: byte, position: position, letter: letter)
      case .utf16, .windows1252, .latin9:
        return .notInEncoding(decoder.encoding, byte: byte, position: position)
      }
    }
  }
}

/// What a table may have at most.
enum TableLimits {
  /// The rows of a spreadsheet.
  static let rows = 1_048_576
}
