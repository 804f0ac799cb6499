import Outcomes
package import Registry

/// Which dated backups are kept: `7d,5w,12m` is the newest of each of the last 7 days, 5 weeks and
/// 12 months.
///
/// Counted are days, weeks (from Monday) and months in which there is a backup, so that a clinic that
/// stands still loses none. Days are those of UTC, as in the names of the files.
package struct BackupRule: Hashable, Sendable {
  package enum Period: String, CaseIterable, Sendable {
    case days = "d"
    case weeks = "w"
    case months = "m"
    case years = "y"

    /// What the backups of one period have in common.
    fileprivate func number(of day: Day) -> Int {
      switch self {
      case .days: day.number
      case .weeks: day.monday.number
      case .months: day.civil.year * 12 + day.civil.month
      case .years: day.civil.year
      }
    }

    package var adjective: String {
      switch self {
      case .days: "daily"
      case .weeks: "weekly"
      case .months: "monthly"
      case .years: "yearly"
      }
    }
  }

  /// How many periods of each kind; at least one kind, each 1 to 999.
  package let counts: [Period: Int]

  /// Reads `7d,5w,12m`, in any order, each letter once; nil: it is written otherwise.
  package init?(_ text: String) {
    var counts: [Period: Int] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = part.filter { $0 != " " }
      guard let last = word.last, let period = Period(rawValue: String(last)),
        word.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
        let count = Int(word.dropLast()), (1...999).contains(count), counts[period] == nil
      else { return nil }
      counts[period] = count
    }
    self.counts = counts
  }

  /// `7 daily, 5 weekly, 12 monthly`.
  package var text: String {
    Period.allCases.compactMap { period in counts[period].map { "\($0) \(period.adjective)" } }
      .joined(separator: ", ")
  }

  /// Which backups the rule does not keep, the oldest first.
  ///
  /// Never the newest one; and none dated later than now, which a wrong clock must have made: those
  /// take no other's place either.
  package func removed(of backups: [Instant], at now: Instant) -> [Instant] {
    let newestFirst = Set(backups).filter { $0 <= now }.sorted(by: >)
    var kept = Set(newestFirst.prefix(1))
    for (period, count) in counts {
      var seen: Set<Int> = []
      for backup in newestFirst where seen.count < count {
        if seen.insert(period.number(of: backup.day)).inserted { kept.insert(backup) }
      }
    }
    return newestFirst.filter { !kept.contains($0) }.reversed()
  }
}
