/// Finds what stands between the fields of a text file, from the bytes it begins with.
///
/// Rows are told apart by line breaks outside quotes; that a quote may stand inside a field is of
/// no importance here, since such a file is refused by the scanner.
struct SeparatorGuess {
  /// What a first line `sep=` says, and how many bytes it takes with its line break.
  ///
  /// - Throws: the kind of a fault when it says something that is not read.
  static func said(
    _ text: ArraySlice<UInt8>
  ) throws(UnknownSeparator) -> (TextSeparator, length: Int)? {
    let line = text.prefix { $0 != TextByte.lineFeed && $0 != TextByte.carriageReturn }
    var said = String(decoding: line, as: UTF8.self)
    if said.count > 2, said.hasPrefix("\""), said.hasSuffix("\"") {
      said = String(said.dropFirst().dropLast())
    }
    guard said.count == 5, said.lowercased().hasPrefix("sep="), let found = said.last
    else { return nil }
    guard let separator = TextSeparator(rawValue: String(found)) else {
      throw UnknownSeparator(found: found)
    }
    var length = line.count
    let rest = text.dropFirst(length)
    if rest.first == TextByte.carriageReturn {
      length += rest.dropFirst().first == TextByte.lineFeed ? 2 : 1
    } else if rest.first == TextByte.lineFeed {
      length += 1
    }
    return (separator, length)
  }

  struct UnknownSeparator: Error {
    let found: Character
  }

  /// The separator that stands most often outside quotes in the header; a comma when there is none.
  ///
  /// - Parameter headerRow: from 1; nil: the first row that holds more than spaces and separators.
  static func counted(_ text: ArraySlice<UInt8>, headerRow: Int?) -> TextSeparator {
    var row = 1
    var counts = [Int](repeating: 0, count: TextSeparator.allCases.count)
    var holdsSomething = false
    var inQuotes = false
    var previous: UInt8 = 0
    for byte in text {
      defer { previous = byte }
      if byte == TextByte.quote { inQuotes.toggle() }
      let isBreak = byte == TextByte.lineFeed || byte == TextByte.carriageReturn
      if isBreak, !inQuotes {
        if byte == TextByte.lineFeed, previous == TextByte.carriageReturn { continue }
        if headerRow.map({ $0 == row }) ?? holdsSomething { break }
        row += 1
        counts = counts.map { _ in 0 }
        holdsSomething = false
      } else if let place = TextSeparator.bytes.firstIndex(of: byte) {
        if !inQuotes { counts[place] += 1 }
      } else if byte != TextByte.space, byte != TextByte.quote {
        holdsSomething = true
      }
    }
    let most = counts.max() ?? 0
    return zip(TextSeparator.allCases, counts).first { $0.1 == most }?.0 ?? .comma
  }
}

/// The bytes that have a meaning in a text file.
enum TextByte {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
}

extension TextSeparator {
  /// The byte of each case.
  static let bytes: [UInt8] = allCases.map { $0.byte }

  var byte: UInt8 {
    switch self {
    case .comma: 0x2C
    case .semicolon: 0x3B
    case .tab: 0x09
    case .bar: 0x7C
    }
  }
}
