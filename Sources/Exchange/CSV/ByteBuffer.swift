/// Growing bytes behind one pointer, reused from record to record and from block to block.
struct ByteBuffer: ~Copyable {
  /// Where the bytes begin; changes when the buffer grows.
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  /// How many bytes are in use.
  var count = 0

  init(capacity: Int) {
    self.base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { base.deallocate() }

  /// Makes room for that many bytes after the last one.
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: max(count + more, capacity * 2)) }
  }

  @inline(never)
  private mutating func grow(to newCapacity: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = newCapacity
  }

  mutating func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    (base + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  /// Drops bytes from the front and moves the rest there.
  mutating func removeFirst(_ dropped: Int) {
    guard dropped > 0 else { return }
    count -= dropped
    base.update(from: base + dropped, count: count)
  }
}
