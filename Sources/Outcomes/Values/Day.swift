/// A calendar day without time zone, counted as days since 1970-01-01 in the proleptic Gregorian
/// calendar.
///
/// Instants of entry are UTC texts and never become days by conversion.
package struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  package let number: Int

  package init(number: Int) { self.number = number }

  /// The day of a civil date, or nil when the calendar has no such day (years 1 to 9999).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(of: month, in: year)
    else { return nil }
    self.number = Self.count(year, month, day)
  }

  /// Reads `YYYY-MM-DD`, exactly ten bytes; nil for anything else.
  package init?(iso text: some StringProtocol) {
    let parsed = text.utf8.withContiguousStorageIfAvailable { Day(isoBytes: $0) }
    if let parsed, let day = parsed {
      self = day
    } else if parsed == nil,
      let day = Array(text.utf8).withUnsafeBufferPointer({ Day(isoBytes: $0) })
    {
      self = day
    } else {
      return nil
    }
  }

  /// Reads `YYYY-MM-DD` from bytes.
  package init?(isoBytes bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
    var parts = (0, 0, 0)
    for index in 0..<10 where index != 4 && index != 7 {
      let digit = Int(bytes[index]) - 48
      guard (0...9).contains(digit) else { return nil }
      if index < 4 {
        parts.0 = parts.0 * 10 + digit
      } else if index < 7 {
        parts.1 = parts.1 * 10 + digit
      } else {
        parts.2 = parts.2 * 10 + digit
      }
    }
    self.init(year: parts.0, month: parts.1, day: parts.2)
  }

  package static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  package static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  package static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }
  /// Whole days from the second to the first.
  package static func - (later: Day, earlier: Day) -> Int { later.number - earlier.number }
}

extension Day: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  package var description: String { iso }

  package var iso: String {
    // Written in place: a text of ten bytes needs no memory of its own.
    String(unsafeUninitializedCapacity: 10) { bytes in
      if let start = bytes.baseAddress { writeISO(to: start) }
      return 10
    }
  }

  /// Writes `YYYY-MM-DD`, ten bytes.
  package func writeISO(to bytes: UnsafeMutablePointer<UInt8>) {
    let (year, month, day) = civil
    func write(_ value: Int, at position: Int) {
      bytes[position] = 48 + UInt8(truncatingIfNeeded: value / 10 % 10)
      bytes[position + 1] = 48 + UInt8(truncatingIfNeeded: value % 10)
    }
    write(year / 100, at: 0)
    write(year % 100, at: 2)
    bytes[4] = UInt8(ascii: "-")
    write(month, at: 5)
    bytes[7] = UInt8(ascii: "-")
    write(day, at: 8)
  }

  /// Year, month and day of month.
  package var civil: (year: Int, month: Int, day: Int) {
    // Counts from 1 March of year 0, so that the leap day is the last of its year.
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The Monday of this day's week.
  package var monday: Day {
    let sinceMonday = ((number + 3) % 7 + 7) % 7
    return self - sinceMonday
  }

  /// Completed years from this day (a birth date) to another.
  package func completedYears(on other: Day) -> Int {
    let birth = civil
    let now = other.civil
    let hadBirthday = (now.month, now.day) >= (birth.month, birth.day)
    return now.year - birth.year - (hadBirthday ? 0 : 1)
  }

  private static func count(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31  // not our enum
    }
  }
}
