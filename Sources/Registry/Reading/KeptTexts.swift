/// Texts kept one behind the other as bytes, to be compared with what a cursor shows: no text is made
/// of a row that holds one of a few.
struct KeptTexts {
  private var bytes: ContiguousArray<UInt8> = []

  /// Returns where the text stands.
  mutating func keep(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  func isText(_ place: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    place.count == text.count
      && bytes.withUnsafeBufferPointer {
        compareBytes(UnsafeBufferPointer(rebasing: $0[place]), text) == 0
      }
  }

  func text(_ place: Range<Int>) -> String { String(decoding: bytes[place], as: UTF8.self) }

  mutating func removeAll() { bytes.removeAll() }
}
