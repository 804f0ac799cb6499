/// Days as people write them.
///
/// The year stands at one end and has four figures. Where it stands first, month and day follow; with
/// points, `26.11.2026`, the day comes first. With strokes or hyphens it is read by the order of the
/// site, and without one only where the figures leave no choice: none is guessed.
package enum TypedDay {
  /// What comes first in `1/2/2026`.
  package enum Order: String, CaseIterable, Sendable {
    case dayFirst = "d/m/y"
    case monthFirst = "m/d/y"
  }

  package enum Reading: Hashable, Sendable {
    case day(PartialDay)
    /// Two days can be meant: with the day first, and with the month first.
    case either(Day, Day)
  }

  /// Reads `2026-11-26`, `2026-2-3`, `26.11.2026`, `26. 11. 2026`, `26/11/2026`, and of a month or a
  /// year alone `2026-11`, `11.2026`, `11/2026`, `2026`; nil: no date.
  ///
  /// - Parameter order: the site's, where it has one.
  package static func read(_ text: String, order: Order? = nil) -> Reading? {
    guard let (parts, separator) = parts(of: text) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count else { return nil }
    if parts[0].count == 4 { return yearFirst(numbers, parts) }
    guard parts.last?.count == 4, parts.dropLast().allSatisfy({ $0.count <= 2 }) else { return nil }
    switch numbers.count {
    case 2: return month(numbers[1], numbers[0])
    case 3: break
    default: return nil  // not our enum
    }
    let dayFirst = Day(year: numbers[2], month: numbers[1], day: numbers[0])
    let monthFirst = Day(year: numbers[2], month: numbers[0], day: numbers[1])
    let order = separator == "." ? .dayFirst : order
    switch (order, dayFirst, monthFirst) {
    case (.dayFirst, let day, _), (.monthFirst, _, let day): return day.map { .day(PartialDay($0)) }
    case (nil, let one?, let other?):
      return one == other ? .day(PartialDay(one)) : .either(one, other)
    case (nil, let day?, nil), (nil, nil, let day?): return .day(PartialDay(day))
    case (nil, nil, nil): return nil
    }
  }

  private static func yearFirst(_ numbers: [Int], _ parts: [Substring]) -> Reading? {
    guard parts.dropFirst().allSatisfy({ $0.count <= 2 }) else { return nil }
    switch numbers.count {
    case 1: return Day(year: numbers[0], month: 1, day: 1).map { .day(PartialDay($0, .year)) }
    case 2: return month(numbers[0], numbers[1])
    case 3:
      return Day(year: numbers[0], month: numbers[1], day: numbers[2]).map { .day(PartialDay($0)) }
    default: return nil  // not our enum
    }
  }

  private static func month(_ year: Int, _ month: Int) -> Reading? {
    Day(year: year, month: month, day: 1).map { .day(PartialDay($0, .month)) }
  }

  /// The figures, and the one sign between them; nil where there is anything else.
  private static func parts(of text: String) -> ([Substring], Character)? {
    let separator: Character = text.first { !$0.isDigit } ?? "-"
    guard "-./".contains(separator) else { return nil }
    let parts = text.split(separator: separator, omittingEmptySubsequences: false).map { part in
      // German and Czech write a blank after the point.
      separator == "." ? part.drop { $0 == " " } : part
    }
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }) else { return nil }
    return (parts, separator)
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
