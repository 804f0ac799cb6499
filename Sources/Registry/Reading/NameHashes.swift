import Outcomes

/// Two numbers of which one is equal where two names are the same (``NameKey/isSame(as:)``), found
/// without making a text.
struct NameHashes {
  /// Of the words in any order.
  let words: UInt64
  /// Of family and given name without blanks, in any order.
  let parts: UInt64

  init(_ patient: Patient) {
    let family = Self.hashes(patient.familyName)
    let given = Self.hashes(patient.givenName)
    words = family.words &+ given.words
    parts = family.whole &+ given.whole
  }

  private static func hashes(_ name: String) -> (words: UInt64, whole: UInt64) {
    var name = name
    return name.utf8.allSatisfy { $0 < 128 }
      ? name.withUTF8(folded) : NameFolding.folded(name).withUnsafeBufferPointer(folded)
  }

  private static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> (words: UInt64, whole: UInt64)
  {
    var words: UInt64 = 0
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, NameFolding.plain(bytes[end]) != NameFolding.hard { end += 1 }
      words &+= hash(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      start = end + 1
    }
    return (words, hash(bytes))
  }

  /// FNV-1a over the letters, mixed so that sums of several differ; 0 where there is no letter.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var count = 0
    var letters = NameLetters(bytes, from: 0)
    while let letter = letters.next() {
      hash = (hash ^ UInt64(letter)) &* 0x100_0000_01b3
      count += 1
    }
    return count == 0 ? 0 : mixed(hash)
  }

  /// The finisher of SplitMix64.
  static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
