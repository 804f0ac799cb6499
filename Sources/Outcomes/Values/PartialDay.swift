/// A day as it was given: to the day, to the month or to the year, or not at all.
///
/// Facts hold the day as which it counts in judging with the precision beside it, so that judging
/// compares days alone.
package struct PartialDay: Hashable, Sendable {
  package enum Precision: String, CaseIterable, Sendable {
    case month, year
    /// No day was given.
    case unknown
  }

  /// The first and the last day that can be meant.
  package let earliest: Day
  package let latest: Day
  /// nil: to the day.
  package let precision: Precision?

  /// What a diagnosis without a date counts as: a day before all others.
  package static let unknown = PartialDay(RecordChecks.earliest, .unknown)

  /// - Parameter day: any day of the month or year that is meant.
  package init(_ day: Day, _ precision: Precision? = nil) {
    self.precision = precision
    let (year, month, _) = day.civil
    switch precision {
    case .month: (earliest, latest) = Self.span(year, month, year, month, day)
    case .year: (earliest, latest) = Self.span(year, 1, year, 12, day)
    case .unknown, nil: (earliest, latest) = (day, day)
    }
  }

  /// Reads `2023-11-05`, `2023-11` or `2019`; nil for anything else.
  package init?(iso text: some StringProtocol) {
    switch text.utf8.count {
    case 10:
      guard let day = Day(iso: text) else { return nil }
      self.init(day)
    case 7:
      guard let day = Day(iso: text + "-01") else { return nil }
      self.init(day, .month)
    case 4:
      guard let day = Day(iso: text + "-01-01") else { return nil }
      self.init(day, .year)
    default: return nil  // not our enum
    }
  }

  /// As it was given: `2023-11-05`, `2023-11`, `2019`; empty where no day was.
  package var text: String {
    switch precision {
    case nil: earliest.iso
    case .month: String(earliest.iso.prefix(7))
    case .year: String(earliest.iso.prefix(4))
    case .unknown: ""
    }
  }

  private static func span(
    _ year: Int, _ month: Int, _ lastYear: Int, _ lastMonth: Int, _ day: Day
  ) -> (Day, Day) {
    let after = lastMonth == 12 ? (lastYear + 1, 1) : (lastYear, lastMonth + 1)
    let next = Day(year: after.0, month: after.1, day: 1)
    return (
      Day(year: year, month: month, day: 1) ?? day,
      next.map { $0 - 1 } ?? Day(year: lastYear, month: lastMonth, day: 31) ?? day
    )
  }
}
