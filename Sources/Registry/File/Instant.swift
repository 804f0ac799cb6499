import Foundation
package import Outcomes

/// A moment of entry: UTC with milliseconds, `2026-03-01T08:15:30.250Z`.
///
/// It never becomes a visit date; visits have a ``Day``.
package struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let text: String
  package var description: String { text }

  /// Reads `YYYY-MM-DDTHH:MM:SS.mmmZ`; nil for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[23] == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      bytes[19] == UInt8(ascii: "."), Day(iso: String(decoding: bytes[..<10], as: UTF8.self)) != nil
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].allSatisfy { (48...57).contains($0) }
        ? bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } : nil
    }
    guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      number(20..<23) != nil, hour < 24, minute < 60, second < 60
    else { return nil }
    self.text = text
  }

  /// - Parameter milliseconds: since 1970-01-01T00:00:00Z, within the years 1 to 9999.
  package init(milliseconds: Int) {
    let perDay = 86_400_000
    let days = milliseconds >= 0 ? milliseconds / perDay : (milliseconds - perDay + 1) / perDay
    let rest = milliseconds - days * perDay
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
      .map { padded($0, 2) }.joined(separator: ":")
    text = "\(Day(number: days).iso)T\(time).\(padded(rest % 1000, 3))Z"
  }

  /// The machine's clock, for shells; tests and the demonstration give their own.
  package static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000)
  }

  package static func < (a: Instant, b: Instant) -> Bool { a.text < b.text }
}

extension Instant {
  /// The day in UTC.
  package var day: Day { Day(iso: text.prefix(10)) ?? Day(number: 0) }

  /// As a person reads it: `2026-11-28 08:01 UTC`.
  package var minute: String { "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC" }

  /// Whole seconds since 1970-01-01T00:00:00Z.
  package var seconds: Int {
    let parts = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int($0) }
    return day.number * 86_400 + parts.reduce(0) { $0 * 60 + $1 }
  }
}
