/// Turns the bytes of a file into valid UTF-8, piece by piece.
///
/// At the first byte that means nothing it stops: everything before it is there, and `fault` says
/// what was found. A zero byte (or a zero letter of UTF-16) is such a fault too.
struct ByteDecoder {
  enum Form {
    case utf8
    case utf16(bigEndian: Bool)
    case single(SingleByteLetters)
  }

  enum Fault: Hashable {
    case nul(position: Int)
    /// The byte at `position` (from 1), and whether it looks like a letter of one byte.
    case invalid(byte: UInt8, position: Int, isLetter: Bool)
  }

  private(set) var fault: Fault?

  private let form: Form
  /// Bytes of the file before `rest`.
  private var consumed: Int
  /// The bytes of a letter that is not complete.
  private var rest: [UInt8] = []

  /// What the bytes are taken for.
  var encoding: TextEncoding {
    switch form {
    case .utf8: .utf8
    case .utf16: .utf16
    case .single(.windows1252): .windows1252
    case .single(.latin9): .latin9
    }
  }

  /// Begins behind a mark of that many bytes.
  init(_ form: Form, after mark: Int = 0) {
    self.form = form
    consumed = mark
  }

  /// Appends what a piece says to `text`.
  mutating func decode(_ piece: UnsafeRawBufferPointer, into text: inout [UInt8]) {
    guard fault == nil else { return }
    guard rest.isEmpty else {
      // Rare: a letter across two pieces.
      let joined = rest + piece
      rest = []
      joined.withUnsafeBytes { take($0, into: &text) }
      return
    }
    take(piece, into: &text)
  }

  /// The file ends here: what is left of a letter is a fault.
  mutating func finish() {
    guard fault == nil, let first = rest.first else { return }
    fault = .invalid(byte: first, position: consumed + 1, isLetter: rest.count == 1)
  }

  private mutating func take(_ piece: UnsafeRawBufferPointer, into text: inout [UInt8]) {
    let used =
      switch form {
      case .utf8: takeUTF8(piece, into: &text)
      case .utf16(let bigEndian): takeUTF16(piece, bigEndian: bigEndian, into: &text)
      case .single(let letters): takeSingle(piece, letters, into: &text)
      }
    consumed += used
    if fault == nil { rest.append(contentsOf: piece[used...]) }
  }

  private mutating func takeUTF8(
    _ piece: UnsafeRawBufferPointer, into text: inout [UInt8]
  ) -> Int {
    var index = 0
    scan: while index < piece.count {
      index = UTF8Check.plain(piece, from: index)
      guard index < piece.count else { break }
      if piece[index] == 0 {
        fault = .nul(position: consumed + index + 1)
        break
      }
      switch UTF8Check.sequence(piece, at: index) {
      case .complete(let length): index += length
      case .cut: break scan
      case .invalid:
        let next = index + 1 < piece.count ? piece[index + 1] : 0
        let isLetter = piece[index] >= 0x80 && !(0x80...0xBF).contains(next)
        fault = .invalid(
          byte: piece[index], position: consumed + index + 1, isLetter: isLetter)
        break scan
      }
    }
    text.append(contentsOf: piece[..<index])
    return index
  }

  private mutating func takeUTF16(
    _ piece: UnsafeRawBufferPointer, bigEndian: Bool, into text: inout [UInt8]
  ) -> Int {
    func unit(_ index: Int) -> UInt16 {
      bigEndian
        ? UInt16(piece[index]) << 8 | UInt16(piece[index + 1])
        : UInt16(piece[index + 1]) << 8 | UInt16(piece[index])
    }
    var index = 0
    while index + 1 < piece.count {
      let first = unit(index)
      var scalar = UInt32(first)
      var length = 2
      if first == 0 {
        fault = .nul(position: consumed + index + 1)
        return index
      }
      if (0xD800...0xDBFF).contains(first) {
        guard index + 3 < piece.count else { return index }
        let second = UInt32(unit(index + 2))
        if (0xDC00...0xDFFF).contains(second) {
          scalar = 0x1_0000 + (scalar - 0xD800) << 10 + (second - 0xDC00)
          length = 4
        }
      }
      guard let letter = Unicode.Scalar(scalar) else {
        fault = .invalid(byte: piece[index], position: consumed + index + 1, isLetter: false)
        return index
      }
      text.append(contentsOf: UTF8.encode(letter).map { Array($0) } ?? [])
      index += length
    }
    return index
  }

  private mutating func takeSingle(
    _ piece: UnsafeRawBufferPointer, _ letters: SingleByteLetters, into text: inout [UInt8]
  ) -> Int {
    for (index, byte) in piece.enumerated() {
      if byte == 0 {
        fault = .nul(position: consumed + index + 1)
        return index
      }
      guard byte >= 0x80 else {
        text.append(byte)
        continue
      }
      guard let letter = letters[byte] else {
        fault = .invalid(byte: byte, position: consumed + index + 1, isLetter: false)
        return index
      }
      text.append(contentsOf: UTF8.encode(letter).map { Array($0) } ?? [])
    }
    return piece.count
  }
}
