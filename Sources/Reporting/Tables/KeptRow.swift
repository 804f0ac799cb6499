import Outcomes

/// Rows of a table as bytes, to be put down and taken up again as they were.
///
/// Each cell is a letter and what it holds; a text is preceded by its length, so that it may hold
/// anything.
package enum KeptRow {
  package static func bytes(_ row: [Cell]) -> [UInt8] {
    var bytes: [UInt8] = []
    for cell in row {
      switch cell {
      case .text(let text):
        bytes += "t\(text.utf8.count):".utf8
        bytes += text.utf8
      case .integer(let value): bytes += "i\(value):".utf8
      case .decimal(let value, let places):
        bytes += "d\(value.numerator):\(value.denominator):\(places):".utf8
      case .plain(let value): bytes += "p\(value.numerator):\(value.denominator):".utf8
      case .day(let day): bytes += "y\(day.number):".utf8
      case .empty: bytes += "e".utf8
      }
    }
    return bytes
  }

  /// - Returns: nil for bytes that ``bytes(_:)`` did not make.
  package static func row(_ bytes: UnsafeBufferPointer<UInt8>) -> [Cell]? {
    var rest = bytes[...]
    var row: [Cell] = []
    while let letter = rest.popFirst() {
      guard let cell = cell(letter, &rest) else { return nil }
      row.append(cell)
    }
    return row
  }

  private typealias Rest = Slice<UnsafeBufferPointer<UInt8>>

  private static func cell(_ letter: UInt8, _ rest: inout Rest) -> Cell? {
    switch letter {
    case UInt8(ascii: "t"):
      guard let length = number(&rest), length >= 0, length <= rest.count else { return nil }
      defer { rest = rest.dropFirst(length) }
      return .text(String(decoding: rest.prefix(length), as: UTF8.self))
    case UInt8(ascii: "i"): return number(&rest).map { .integer($0) }
    case UInt8(ascii: "d"):
      guard let value = fraction(&rest), let places = number(&rest) else { return nil }
      return .decimal(value, places: places)
    case UInt8(ascii: "p"): return fraction(&rest).map { .plain($0) }
    case UInt8(ascii: "y"): return number(&rest).map { .day(Day(number: $0)) }
    case UInt8(ascii: "e"): return .empty
    default: return nil  // not our enum
    }
  }

  private static func fraction(_ rest: inout Rest) -> Rational? {
    guard let numerator = number(&rest), let denominator = number(&rest), denominator > 0 else {
      return nil
    }
    return Rational(Int64(numerator), over: Int64(denominator))
  }

  /// What stands before the next colon.
  private static func number(_ rest: inout Rest) -> Int? {
    guard let end = rest.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return Int(String(decoding: rest[..<end], as: UTF8.self))
  }
}
