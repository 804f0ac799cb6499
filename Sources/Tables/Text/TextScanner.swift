/// Divides text into rows of fields, by RFC 4180, one byte after another.
///
/// Rows end with CR LF, LF or CR. A row with a misplaced quote is kept as that fault, and the next
/// one is read on its own.
struct TextScanner {
  /// The longest row, in bytes.
  static let rowLimit = 1 << 20

  enum Step {
    /// All bytes are used up inside a row.
    case needsMore
    case row
    case tooManyColumns
  }

  /// The row that is read or was just completed, from 1.
  private(set) var row = 1
  /// The line in which it begins, from 1.
  private(set) var rowLine = 1
  /// The fault of the row: the first one, with its column from 0.
  private(set) var fault: (kind: TableFault.Kind, column: Int)?
  /// The line of a quote that is open where the bytes end.
  var openQuote: Int? { state == .quoted ? openedLine : nil }
  /// The column, from 0, of the field that is read.
  var column: Int { ends.count }
  /// Nothing of a row was read since the last one was completed.
  var isBetweenRows: Bool { state == .start && ends.isEmpty }

  private enum State { case start, unquoted, quoted, closed }

  private let separator: UInt8
  private var state = State.start
  private var line: Int
  private var openedLine = 1
  private var content: [UInt8] = []
  private var ends: [Int] = []
  private var isComplete = false
  private var wasCarriageReturn = false

  init(_ separator: TextSeparator, line: Int) {
    self.separator = separator.byte
    self.line = line
    rowLine = line
  }

  /// Reads on from `index` to the end of a row.
  mutating func scan(_ bytes: [UInt8], from index: inout Int) -> Step {
    if isComplete { begin() }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      let endsPair = wasCarriageReturn && byte == TextByte.lineFeed
      wasCarriageReturn = byte == TextByte.carriageReturn
      if endsPair {
        // The line was counted, and the row ended, by its carriage return.
        if state == .quoted { keep(byte) }
        continue
      }
      let isBreak = byte == TextByte.lineFeed || wasCarriageReturn
      if isBreak { line += 1 }
      switch state {
      case .quoted:
        if byte == TextByte.quote { state = .closed } else { keep(byte) }
      case .closed where byte == TextByte.quote:
        keep(byte)
        state = .quoted
      case .start where byte == TextByte.quote:
        openedLine = line
        state = .quoted
      case .start, .unquoted, .closed:
        if isBreak {
          return endRow()
        } else if byte == separator {
          guard ends.count < ColumnLetters.most - 1 else { return .tooManyColumns }
          ends.append(content.count)
          state = .start
        } else {
          noteMisplaced(byte, in: bytes, at: index - 1)
          keep(byte)
          state = .unquoted
        }
      }
    }
    return .needsMore
  }

  /// Ends the last row, when there is one.
  mutating func finish() -> Bool {
    if isComplete { begin() }
    guard !isBetweenRows else { return false }
    _ = endRow()
    return true
  }

  /// The cells of the row just completed, without the empty ones at its end.
  func cells() -> [Cell] {
    var cells: [Cell] = []
    cells.reserveCapacity(ends.count)
    var start = 0
    for end in ends {
      cells.append(.text(String(decoding: content[start..<end], as: UTF8.self)))
      start = end
    }
    while cells.last?.isEmpty == true { cells.removeLast() }
    return cells
  }

  private mutating func begin() {
    isComplete = false
    row += 1
    rowLine = line
    fault = nil
    content.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  private mutating func endRow() -> Step {
    ends.append(content.count)
    state = .start
    isComplete = true
    return .row
  }

  private mutating func keep(_ byte: UInt8) {
    guard content.count < Self.rowLimit else {
      if fault == nil { fault = (.rowTooLong(limit: Self.rowLimit), column) }
      return
    }
    content.append(byte)
  }

  /// Notes a byte that may not stand there, before it is kept.
  private mutating func noteMisplaced(_ byte: UInt8, in bytes: [UInt8], at index: Int) {
    guard fault == nil else { return }
    if state == .closed {
      // A letter of several bytes is shown as a whole, as far as it has come.
      let text = String(decoding: bytes[index...].prefix(4), as: UTF8.self)
      fault = (.afterClosingQuote(found: text.first ?? " ", opened: openedLine), column)
    } else if byte == TextByte.quote {
      fault = (.quoteInUnquotedField(line: line), column)
    }
  }
}
