/// Where the definition of each id stands.
///
/// Judging asks this for every measure of every patient. A dictionary hashes in a way that withstands
/// keys chosen to collide, which here would cost more than all the rest of finding a definition.
struct IDPositions<Kind: IdentifiedKind>: Sendable {
  private let ids: [Identifier<Kind>]
  /// Positions of ids, -1 where there is none; their number is a power of two.
  private var slots: ContiguousArray<Int>

  /// Of an id that stands twice the last position holds.
  init(_ ids: [Identifier<Kind>]) {
    self.ids = ids
    var count = 16
    while count < ids.count * 4 { count *= 2 }
    slots = ContiguousArray(repeating: -1, count: count)
    for position in ids.indices { slots[slot(of: ids[position])] = position }
  }

  subscript(_ id: Identifier<Kind>) -> Int? {
    let position = slots[slot(of: id)]
    return position < 0 ? nil : position
  }

  /// The slot that holds the id, or the empty one where it would stand.
  private func slot(of id: Identifier<Kind>) -> Int {
    let last = slots.count - 1
    var slot = Self.hash(id.text) & last
    while slots[slot] >= 0, ids[slots[slot]] != id { slot = (slot + 1) & last }
    return slot
  }

  /// An odd number whose bits are mixed well.
  private static var spread: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  private static func hash(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      var hash = UInt64(truncatingIfNeeded: bytes.count)
      var place = 0
      while place + 8 <= bytes.count {
        hash = (hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* spread
        hash ^= hash >> 32
        place += 8
      }
      while place < bytes.count {
        hash = (hash ^ UInt64(bytes[place])) &* spread
        hash ^= hash >> 32
        place += 1
      }
      return Int(truncatingIfNeeded: hash)
    }
  }
}
