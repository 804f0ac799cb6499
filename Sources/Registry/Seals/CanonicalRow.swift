import Outcomes

/// The canonical bytes of one row: the seal before it, then each value with its type and length, so
/// that no two rows have the same bytes.
///
/// Reused from row to row.
final class CanonicalRow {
  enum Kind: UInt8 { case null, integer, text }
  struct Slot {
    var kind: Kind
    var offset: Int
    var length: Int
  }

  private(set) var bytes: UnsafeMutableRawPointer
  private var capacity = 4096
  private(set) var count = 0
  /// Behind a pointer, because every value of every row adds one.
  private var slotBuffer = UnsafeMutableBufferPointer<Slot>.allocate(capacity: 32)
  private var slotCount = 0

  init() { bytes = .allocate(byteCount: 4096, alignment: 16) }

  deinit {
    bytes.deallocate()
    slotBuffer.deallocate()
  }

  /// The values of the row, in order; valid until the next one is added.
  var slots: UnsafeBufferPointer<Slot> {
    UnsafeBufferPointer(rebasing: slotBuffer[..<slotCount])
  }

  /// Begins a row.
  func start(after seal: Seal) {
    count = 0
    slotCount = 0
    append(seal)
  }

  func append(_ seal: Seal) {
    seal.withBytes { append($0) }
  }

  func add(_ value: Int?) {
    guard let value else {
      addSlot(Slot(kind: .null, offset: count, length: 0))
      append(tag: .null)
      return
    }
    append(tag: .integer)
    addSlot(Slot(kind: .integer, offset: count, length: 8))
    reserve(8)
    bytes.storeBytes(of: Int64(value).littleEndian, toByteOffset: count, as: Int64.self)
    count += 8
  }

  func add(_ text: String?) {
    guard var text else { return add(Int?.none) }
    text.withUTF8 { add($0) }
  }

  /// An exact fraction as numerator and denominator.
  func add(_ value: Rational?) {
    add(value.map { Int($0.numerator) })
    add(value.map { Int($0.denominator) })
  }

  func add(_ text: UnsafeBufferPointer<UInt8>) {
    append(tag: .text)
    reserve(4)
    bytes.storeBytes(
      of: UInt32(truncatingIfNeeded: text.count).littleEndian, toByteOffset: count, as: UInt32.self)
    count += 4
    addSlot(Slot(kind: .text, offset: count, length: text.count))
    append(UnsafeRawBufferPointer(text))
  }

  func integer(_ slot: Slot) -> Int64 {
    Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: slot.offset, as: Int64.self))
  }

  var seal: Seal { Seal(hashing: UnsafeRawBufferPointer(start: bytes, count: count)) }

  /// The seal of a row of a table to which later schemas added columns.
  ///
  /// Those are sealed up to the last one that holds something, so a row from before they were added
  /// keeps its seal; no two rows have the same bytes, since each value says its own length.
  ///
  /// - Parameter columns: how many are sealed also where they are NULL.
  func seal(always columns: Int) -> Seal {
    var sealed = slotCount
    while sealed > columns, slotBuffer[sealed - 1].kind == .null { sealed -= 1 }
    // Of a NULL there is only its type.
    let end = count - (slotCount - sealed)
    return Seal(hashing: UnsafeRawBufferPointer(start: bytes, count: end))
  }

  private func addSlot(_ slot: Slot) {
    if slotCount == slotBuffer.count {
      let larger = UnsafeMutableBufferPointer<Slot>.allocate(capacity: 2 * slotCount)
      _ = larger.update(from: slotBuffer)
      slotBuffer.deallocate()
      slotBuffer = larger
    }
    slotBuffer[slotCount] = slot
    slotCount += 1
  }

  private func append(tag: Kind) {
    reserve(1)
    bytes.storeBytes(of: tag.rawValue, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  private func append(_ more: UnsafeRawBufferPointer) {
    guard let start = more.baseAddress, !more.isEmpty else { return }
    reserve(more.count)
    (bytes + count).copyMemory(from: start, byteCount: more.count)
    count += more.count
  }

  private func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    larger.copyMemory(from: bytes, byteCount: count)
    bytes.deallocate()
    bytes = larger
  }
}

extension CanonicalRow {
  /// The columns of a stored row, as they are.
  func add(columns: Range<Int32>, of row: RawStatement) {
    for column in columns {
      switch row.type(column) {
      case .null: add(Int?.none)
      case .integer: add(row.int(column))
      case .text: add(row.bytes(column))
      }
    }
  }
}
