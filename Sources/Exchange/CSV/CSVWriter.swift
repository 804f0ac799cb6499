/// Writes a CSV file (RFC 4180: commas, CRLF line ends, UTF-8) field by field, in blocks.
///
/// A field is put in quotes when it holds a comma, a quote or a line break, or begins or ends with
/// a space, and never otherwise; a row of one empty field is written `""`, since an empty line is
/// no record. Call `finish()` at the end, or the last block is not written. A writer has one owner
/// and is handed on as `inout`, which keeps its loop free of run-time access checks.
package struct CSVWriter: ~Copyable {
  /// Decides whether text cells are made safe for spreadsheets; numbers never change.
  private let spreadsheet: Bool
  private let blockSize: Int
  private let sink: (UnsafeRawBufferPointer) throws -> Void
  /// Each field of the row so far has its comma behind it; the end of the row takes the last one back.
  var buffer: ByteBuffer
  private var rowStart = 0
  private var lead = ByteBuffer(capacity: 128)
  /// Days that were written, by the lowest three bits of their numbers, and their dates: the measures
  /// of one visit have one day, and a date is sooner copied than worked out.
  var days = InlineArray<8, Int>(repeating: .min)
  var dates = ByteBuffer(capacity: 80)

  /// - Parameters:
  ///   - spreadsheet: write a byte order mark first, and an apostrophe before a text cell that a
  ///     spreadsheet would run as a formula.
  ///   - blockSize: the sink gets blocks of at least that many bytes, except for the last one.
  ///   - sink: takes the next bytes of the file; they are valid during the call only.
  package init(
    spreadsheet: Bool = false, blockSize: Int = 1 << 16,
    sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) {
    self.spreadsheet = spreadsheet
    self.blockSize = blockSize
    self.sink = sink
    self.buffer = ByteBuffer(capacity: 2 * blockSize)
    if spreadsheet { [0xEF, 0xBB, 0xBF].withUnsafeBufferPointer { buffer.append($0) } }
    self.rowStart = buffer.count
  }

  /// A text cell.
  package mutating func text(_ value: String) {
    let written: Void? = value.utf8.withContiguousStorageIfAvailable { text(utf8: $0) }
    if written == nil { Array(value.utf8).withUnsafeBufferPointer { text(utf8: $0) } }
  }

  /// A text cell whose content is UTF-8 already.
  package mutating func text(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    field(bytes, defused: spreadsheet && SpreadsheetFormula.begins(bytes))
  }

  /// A text cell of letters, digits and hyphens alone, which needs no quotes.
  package mutating func word(_ value: String) {
    let written: Void? = value.utf8.withContiguousStorageIfAvailable { bytes in
      buffer.reserve(bytes.count + 1)
      if let start = bytes.baseAddress {
        (buffer.base + buffer.count).update(from: start, count: bytes.count)
      }
      endField(bytes.count)
    }
    if written == nil { text(value) }
  }

  /// A number cell that is written as given, such as `-3` or `7.2`.
  package mutating func number(_ value: String) {
    let written: Void? = value.utf8.withContiguousStorageIfAvailable { number(utf8: $0) }
    if written == nil { Array(value.utf8).withUnsafeBufferPointer { number(utf8: $0) } }
  }

  /// A number cell whose digits are UTF-8 already.
  package mutating func number(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    field(bytes, defused: false)
  }

  /// A cell with nothing in it.
  package mutating func empty() {
    buffer.reserve(1)
    endField(0)
  }

  /// The cells of the row so far begin further rows as well.
  package mutating func keepLead() {
    lead.count = 0
    lead.append(
      UnsafeBufferPointer(start: buffer.base + rowStart, count: buffer.count - rowStart))
  }

  /// Begins a row with the cells that were kept.
  package mutating func addLead() {
    precondition(buffer.count == rowStart, "the lead begins a row")
    buffer.append(UnsafeBufferPointer(start: lead.base, count: lead.count))
  }

  /// Ends the row and hands over a block when there is enough for one.
  ///
  /// Throws what the sink throws.
  package mutating func endRow() throws {
    closeRow()
    try flushIfFull()
  }

  /// Ends the row; nothing is handed over before ``flushIfFull()``.
  package mutating func closeRow() {
    precondition(buffer.count > rowStart, "a row has at least one field")
    buffer.count -= 1
    if buffer.count == rowStart {
      buffer.append(CSVByte.quote)
      buffer.append(CSVByte.quote)
    }
    buffer.append(CSVByte.carriageReturn)
    buffer.append(CSVByte.lineFeed)
    rowStart = buffer.count
  }

  /// Hands over a block when there is enough for one, between two rows; throws what the sink throws.
  package mutating func flushIfFull() throws {
    precondition(buffer.count == rowStart, "the last row was not ended")
    if buffer.count < blockSize { return }
    try flush()
    rowStart = 0
  }

  /// A whole row of text cells, such as the header.
  package mutating func row(_ values: [String]) throws {
    for value in values { text(value) }
    try endRow()
  }

  /// Hands over what is left; throws what the sink throws.
  package mutating func finish() throws {
    precondition(buffer.count == rowStart, "the last row was not ended")
    if buffer.count > 0 { try flush() }
    rowStart = 0
  }

  private mutating func flush() throws {
    try sink(UnsafeRawBufferPointer(start: buffer.base, count: buffer.count))
    buffer.count = 0
  }

  /// Ends a field of that many bytes behind the last one; there is room for the comma.
  @inline(__always)
  mutating func endField(_ length: Int) {
    buffer.base[buffer.count + length] = CSVByte.comma
    buffer.count += length + 1
  }

  /// Copies a field while looking for bytes that need quotes; if there are any, writes it again.
  private mutating func field(_ bytes: UnsafeBufferPointer<UInt8>, defused: Bool) {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return empty() }
    let count = bytes.count
    buffer.reserve(2 * count + 5)
    let start = buffer.base + buffer.count
    let target = defused ? start + 1 : start
    if defused { start[0] = UInt8(ascii: "'") }
    var special: UInt64 = 0
    for index in 0..<count {
      let byte = source[index]
      target[index] = byte
      // No branch: such a byte is one of the first 64, and its bit is set.
      special |= byte < 64 ? Self.specials &>> UInt64(byte) : 0
    }
    let isPlain =
      special & 1 == 0 && source[0] != CSVByte.space && source[count - 1] != CSVByte.space
    endField(isPlain ? target - start + count : Self.quote(bytes, at: start, defused: defused))
  }

  /// The bytes that need quotes anywhere in a field, as bits.
  private static let specials: UInt64 =
    1 << UInt64(CSVByte.comma) | 1 << UInt64(CSVByte.quote) | 1 << UInt64(CSVByte.lineFeed)
    | 1 << UInt64(CSVByte.carriageReturn)

  /// Writes a field in quotes, its own quotes doubled, and returns the length.
  @inline(never)
  private static func quote(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: UnsafeMutablePointer<UInt8>, defused: Bool
  ) -> Int {
    start[0] = CSVByte.quote
    var length = 1
    if defused {
      start[1] = UInt8(ascii: "'")
      length = 2
    }
    for byte in bytes {
      start[length] = byte
      length += 1
      if byte == CSVByte.quote {
        start[length] = byte
        length += 1
      }
    }
    start[length] = CSVByte.quote
    return length + 1
  }
}
