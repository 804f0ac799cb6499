/// How long a patient on treatment may be without a score of a counted measure.
extension Disease {
  package var monitoringDays: Int { monitoringWeeks * 7 }

  /// One and a half intervals in days, half a day counted as one.
  package var longestGap: Int { Self.longestGap(monitoringWeeks: monitoringWeeks) }

  package static func longestGap(monitoringWeeks weeks: Int) -> Int {
    let days = limit(weeks)
    return Int((days.numerator + days.denominator - 1) / days.denominator)
  }

  /// Whether scores are overdue `days` after the last one.
  package func isOverdue(after days: Int) -> Bool { Rational(days) > Self.limit(monitoringWeeks) }

  private static func limit(_ weeks: Int) -> Rational {
    Conventions.monitoringIntervals * Rational(weeks * 7)
  }
}
