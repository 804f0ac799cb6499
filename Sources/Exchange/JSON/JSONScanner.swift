/// Goes over the bytes of one JSON text and says where it is none.
struct JSONScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }
  /// nil at the end.
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  func fault(_ kind: JSONFault.Kind) -> JSONFault { JSONFault(byte: position + 1, kind: kind) }

  /// Throws at the first byte that is no UTF-8.
  mutating func checkEncoding() throws(JSONFault) {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      let length = UTF8Sequence.length(UnsafeBufferPointer(rebasing: bytes[index...]))
      if length == 0 { throw JSONFault(byte: index + 1, kind: .notUTF8) }
      index += length
    }
  }

  mutating func pass() { position += 1 }

  mutating func passBlanks() {
    while let byte = peek, byte == 32 || byte == 9 || byte == 10 || byte == 13 { position += 1 }
  }

  mutating func expect(_ sign: Unicode.Scalar) throws(JSONFault) {
    guard peek == UInt8(ascii: sign) else {
      throw fault(isAtEnd ? .ended : .noSign(Character(sign)))
    }
    position += 1
  }

  /// After a value: a comma and another value, or the end of what holds it.
  mutating func passComma(before end: Unicode.Scalar) throws(JSONFault) {
    passBlanks()
    if peek == UInt8(ascii: end) { return }
    guard peek == UInt8(ascii: ",") else {
      throw fault(isAtEnd ? .ended : .noSign(","))
    }
    position += 1
    passBlanks()
    if peek == UInt8(ascii: end) { throw fault(.noValue) }
  }

  mutating func pass(_ word: StaticString) throws(JSONFault) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard peek == word.utf8Start[offset] else { throw fault(isAtEnd ? .ended : .noValue) }
      position += 1
    }
  }

  /// `-1.5e3`; no leading zero, a figure on either side of the point.
  mutating func passNumber() throws(JSONFault) {
    if peek == UInt8(ascii: "-") { position += 1 }
    if peek == UInt8(ascii: "0") { position += 1 } else { try passFigures() }
    if peek == UInt8(ascii: ".") {
      position += 1
      try passFigures()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      try passFigures()
    }
    if let byte = peek, (48...57).contains(byte) { throw fault(.number) }
  }

  private mutating func passFigures() throws(JSONFault) {
    guard let first = peek, (48...57).contains(first) else {
      throw fault(isAtEnd ? .ended : .number)
    }
    while let byte = peek, (48...57).contains(byte) { position += 1 }
  }

  /// Up to the quote at the end; whether there are escapes in it.
  mutating func passText() throws(JSONFault) -> Bool {
    var isEscaped = false
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""): return isEscaped
      case 0..<32: throw fault(.controlCharacter)
      case UInt8(ascii: "\\"):
        isEscaped = true
        try passEscape()
      case _: position += 1
      }
    }
    throw fault(.ended)
  }

  private mutating func passEscape() throws(JSONFault) {
    let start = position
    guard position + 1 < bytes.count else {
      position = bytes.count
      throw fault(.ended)
    }
    guard JSONEscape.length(UnsafeBufferPointer(rebasing: bytes[position...])) > 0 else {
      throw JSONFault(byte: start + 1, kind: .escape)
    }
    position += JSONEscape.length(UnsafeBufferPointer(rebasing: bytes[position...]))
  }
}
