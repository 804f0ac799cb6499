// Long on purpose: the loop over the bytes, with the state it keeps, is one piece.

/// Finds the fields of one record after another in bytes that arrive in pieces.
///
/// Nothing is copied out: a field is a pair of offsets into the buffer. A doubled quote is made
/// single where it stands, which moves the rest of its field one byte to the front.
struct CSVScanner: ~Copyable {
  /// The longest field, in bytes of the file.
  static let fieldLimit = 1 << 20

  enum Step {
    /// The buffer ends inside a record: give more bytes or say that there are none.
    case needsMore
    /// A record is complete, perhaps with faults.
    case record
    /// A line without any content: blank, or nothing but separators and empty quotes.
    case emptyRow
    /// The last record was returned.
    case end
  }

  /// Where in a field the next byte is.
  private enum State { case start, unquoted, quoted, closed }

  private var buffer = ByteBuffer(capacity: 1 << 17)
  private(set) var isFinished = false
  /// The faults of the record: the first one, and an unterminated quote.
  private(set) var faults: [CSVFault] = []
  /// How many fields the record has, including those beyond the width.
  private(set) var fields = 0
  private(set) var recordLine = 1

  private var classes = ByteBuffer(capacity: 256)
  private var bounds = UnsafeMutablePointer<Int>.allocate(capacity: 2)
  /// How many fields are kept; more than that is a fault anyway.
  private var width = 1

  private var state = State.start
  private var isQuoted = false
  private var isComplete = true
  /// No field of the record holds anything so far.
  private var isEmpty = true
  private var line = 1
  private var openedLine = 1
  /// Bytes of the file before the buffer.
  private var consumed = 0
  private var recordStart = 0
  private var fieldStart = 0
  private var position = 0
  /// Where the field's content ends; before `position` once a doubled quote was made single.
  private var contentEnd = 0

  deinit { bounds.deallocate() }

  /// Sets how to read, before the first scan: the separator, the most fields that are kept, how
  /// many bytes of the file to pass over, and the line that follows them.
  mutating func begin(_ dialect: CSVDialect, width: Int, at start: Int, line: Int) {
    classes.count = 0
    CSVByteClass.table(dialect).withUnsafeBufferPointer { classes.append($0) }
    bounds.deallocate()
    bounds = .allocate(capacity: 2 * width)
    self.width = width
    self.line = line
    position = start
  }

  /// Keeps fewer fields than set at the beginning.
  mutating func keep(width: Int) { self.width = width }

  /// What is in the buffer.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: buffer.base, count: buffer.count)
  }

  /// All bytes that have come were read.
  var isDrained: Bool { position == buffer.count }

  /// The record just completed, valid until the next change.
  var record: CSVRecord {
    CSVRecord(
      line: recordLine, count: min(fields, width), base: UnsafePointer(buffer.base + recordStart),
      bounds: UnsafePointer(bounds))
  }

  /// The record just completed; nil where it has a fault or another number of fields.
  func soundRecord(of width: Int) -> CSVRecord? {
    faults.isEmpty && fields == width ? record : nil
  }

  mutating func append(_ chunk: [UInt8]) {
    if !isComplete, state == .unquoted || state == .quoted {
      checkLength(position - fieldStart, of: fields)
    }
    // The bytes of a faulty record are not needed again, so memory does not grow with it.
    if !isComplete, !faults.isEmpty || fields >= width {
      switch state {
      case .start: break
      case .unquoted: if position > fieldStart { isEmpty = false }
      case .quoted, .closed: if contentEnd > fieldStart { isEmpty = false }
      }
      recordStart = position
      fieldStart = position
      contentEnd = position
    }
    let dropped = isComplete ? position : recordStart
    buffer.removeFirst(dropped)
    consumed += dropped
    position -= dropped
    recordStart -= dropped
    fieldStart -= dropped
    contentEnd -= dropped
    chunk.withUnsafeBufferPointer { buffer.append($0) }
  }

  /// Marks the end of the file: no more bytes follow.
  mutating func finish() { isFinished = true }

  /// Reads to the end of a record; after `needsMore` it continues where it stopped.
  mutating func scan() -> Step {
    let bytes = buffer.base
    let end = buffer.count
    let classes = self.classes.base
    let bounds = self.bounds
    let width = self.width
    if isComplete { beginRecord() }
    let recordStart = self.recordStart
    // Held in locals, because stores through the pointers would make the compiler reload members.
    var state = self.state
    var position = self.position
    var fieldStart = self.fieldStart
    var contentEnd = self.contentEnd
    var fields = self.fields
    defer {
      self.state = state
      self.position = position
      self.fieldStart = fieldStart
      self.contentEnd = contentEnd
      self.fields = fields
    }

    while true {
      switch state {
      case .start:
        if position == end {
          guard isFinished else { return .needsMore }
          if fields == 0 { return .end }
        }
        isQuoted = position < end && bytes[position] == CSVByte.quote
        if isQuoted {
          openedLine = line
          position += 1
        }
        fieldStart = position
        contentEnd = position
        state = isQuoted ? .quoted : .unquoted

      case .unquoted:
        while position < end, classes[Int(bytes[position])] == CSVByteClass.ordinary {
          position += 1
        }
        guard position < end || isFinished else { return .needsMore }
        let found = position < end ? classes[Int(bytes[position])] : CSVByteClass.lineFeed
        if found < CSVByteClass.quote {
          contentEnd = position
          state = .closed
          continue
        }
        guard let length = inspect(found, at: position, of: fields, from: fieldStart)
        else { return .needsMore }
        position += length

      case .quoted:
        while position < end {
          let byte = bytes[position]
          guard classes[Int(byte)] <= CSVByteClass.carriageReturn else { break }
          bytes[contentEnd] = byte
          contentEnd += 1
          position += 1
        }
        guard position < end else {
          guard isFinished else { return .needsMore }
          noteUnterminatedQuote(column: fields + 1)
          state = .start
          isComplete = true
          return .record
        }
        var length = 1
        switch classes[Int(bytes[position])] {
        case CSVByteClass.lineFeed:
          line += 1
        case CSVByteClass.quote:
          guard position + 1 < end || isFinished else { return .needsMore }
          if position + 1 == end || bytes[position + 1] != CSVByte.quote {
            position += 1
            state = .closed
            continue
          }
          position += 1
        case let found:
          guard let known = inspect(found, at: position, of: fields, from: fieldStart)
          else { return .needsMore }
          length = known
        }
        (bytes + contentEnd).update(from: bytes + position, count: length)
        contentEnd += length
        position += length

      case .closed:
        // The one place where a field ends; `next` is the first byte of what follows.
        checkLength(position - fieldStart - (isQuoted ? 1 : 0), of: fields)
        var next = position + 1
        var endsRecord = true
        if position == end {
          guard isFinished else { return .needsMore }
          next = position
        } else {
          switch classes[Int(bytes[position])] {
          case CSVByteClass.separator:
            endsRecord = false
          case CSVByteClass.lineFeed:
            break
          case CSVByteClass.carriageReturn:
            guard next < end || isFinished else { return .needsMore }
            guard next < end, bytes[next] == CSVByte.lineFeed else {
              note(.loneCarriageReturn, line: line, field: fields)
              position = next
              state = .unquoted
              continue
            }
            next += 1
          default:  // not our enum
            let kind = CSVFault.Kind.afterClosingQuote(found: bytes[position], opened: openedLine)
            note(kind, line: line, field: fields)
            state = .unquoted
            continue
          }
        }
        if contentEnd > fieldStart { isEmpty = false }
        if fields < width {
          bounds[2 * fields] = fieldStart - recordStart
          bounds[2 * fields + 1] = contentEnd - recordStart
        }
        fields += 1
        if endsRecord { line += 1 }
        position = next
        state = .start
        if endsRecord {
          isComplete = true
          return isEmpty && faults.isEmpty ? .emptyRow : .record
        }
      }
    }
  }

  private mutating func beginRecord() {
    isComplete = false
    isEmpty = true
    recordStart = position
    recordLine = line
    fields = 0
    if !faults.isEmpty { faults.removeAll(keepingCapacity: true) }
  }

  /// Notes a fault if it is the record's first; fields count from 0.
  @inline(never)
  private mutating func note(_ kind: CSVFault.Kind, line: Int, field: Int) {
    guard faults.isEmpty else { return }
    faults.append(CSVFault(line: line, column: field + 1, kind: kind))
  }

  /// Notes a field beyond the limit, unless it is a surplus field that is not kept anyway.
  private mutating func checkLength(_ length: Int, of field: Int) {
    guard length > Self.fieldLimit, field < width else { return }
    let kind = CSVFault.Kind.fieldTooLong(limit: Self.fieldLimit, quoted: isQuoted)
    note(kind, line: isQuoted ? openedLine : line, field: field)
  }

  /// Notes the open quote in place of the field's length, which it explains.
  private mutating func noteUnterminatedQuote(column: Int) {
    let kind = CSVFault.Kind.fieldTooLong(limit: Self.fieldLimit, quoted: true)
    faults.removeAll { $0.kind == kind && $0.column == column }
    faults.append(CSVFault(line: openedLine, column: column, kind: .unterminatedQuote))
  }

  /// Looks at a byte that is a fault or begins a letter of several bytes.
  ///
  /// Returns how many bytes to take, or nil when the buffer ends too early to tell.
  @inline(never)
  private mutating func inspect(
    _ found: UInt8, at position: Int, of field: Int, from fieldStart: Int
  ) -> Int? {
    let rest = UnsafeBufferPointer(start: buffer.base + position, count: buffer.count - position)
    guard rest.count >= 4 || isFinished else { return nil }
    // The length is checked first, as it is when the bytes arrive in small pieces.
    checkLength(position - fieldStart, of: field)
    let place = consumed + position + 1
    switch found {
    case CSVByteClass.quote:
      note(.quoteInUnquotedField, line: line, field: field)
    case CSVByteClass.nul:
      note(.nulByte(position: place), line: line, field: field)
    default:  // not our enum
      let length = UTF8Sequence.length(rest)
      guard length == 0 else { return length }
      let latin1 = UTF8Sequence.looksLikeLatin1(rest)
      note(
        .invalidUTF8(byte: rest[0], position: place, latin1: latin1), line: line, field: field)
    }
    return 1
  }
}
