/// Changes seeds into inputs that nobody wrote; the same seed of chance gives the same inputs.
struct Mutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(below limit: Int) -> Int {
    limit > 0 ? Int(next() % UInt64(limit)) : 0
  }

  /// XML in which one to four values, of attributes or of elements, became other words; it mostly stays
  /// well-formed.
  mutating func revalued(_ seed: [UInt8], words: [String]) -> [UInt8] {
    var bytes = seed
    for _ in 0...number(below: 4) {
      let ends: Set<UInt8> = [UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">")]
      let place = number(below: bytes.count)
      guard let start = bytes[place...].firstIndex(where: ends.contains) else { continue }
      let rest = bytes[(start + 1)...]
      guard bytes[start] != UInt8(ascii: "<"), let end = rest.firstIndex(where: ends.contains),
        bytes[end] == (bytes[start] == UInt8(ascii: ">") ? UInt8(ascii: "<") : bytes[start])
      else { continue }
      bytes.replaceSubrange(start + 1..<end, with: words[number(below: words.count)].utf8)
    }
    return bytes
  }

  /// One to four changes: a bit, a byte, a piece cut out, doubled, moved, or a word that matters.
  mutating func changed(_ seed: [UInt8], words: [String]) -> [UInt8] {
    var bytes = seed
    for _ in 0...number(below: 4) {
      let place = number(below: bytes.count)
      let length = min(number(below: 1 << number(below: 8)), bytes.count - place)
      switch number(below: 7) {
      case 0 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(number(below: 8))
      case 1 where !bytes.isEmpty: bytes[place] = UInt8(number(below: 256))
      case 2: bytes.removeSubrange(place..<place + length)
      case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
      case 4:
        bytes.insert(contentsOf: bytes[place..<place + length], at: number(below: bytes.count))
      case 5: bytes.insert(contentsOf: words[number(below: words.count)].utf8, at: place)
      default: if number(below: 20) == 0 { bytes.removeSubrange(place...) }  // not our enum
      }
    }
    return bytes
  }
}
