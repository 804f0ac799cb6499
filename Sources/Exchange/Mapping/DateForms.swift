package import Outcomes

/// How days are written in a table; any of the forms said, and no other.
package struct DateForms: Hashable, Sendable {
  package enum Form: String, CaseIterable, Sendable {
    case iso
    case dayMonthYearPoints = "d.m.y"
    case dayMonthYearStrokes = "d/m/y"
    case dayMonthYearHyphens = "d-m-y"
    case monthDayYearStrokes = "m/d/y"
    case yearMonthDayStrokes = "y/m/d"
    /// `14 Mar 2022`, `14-Mar-2022`, `14. März 2022`.
    case dayMonthWordYear = "d mmm yyyy"
    /// `March 14, 2022`.
    case monthWordDayYear = "mmm d, yyyy"

    /// One day in this form.
    package var example: String {
      switch self {
      case .iso: "2026-06-30"
      case .dayMonthYearPoints: "30.6.2026"
      case .dayMonthYearStrokes: "30/6/2026"
      case .dayMonthYearHyphens: "30-6-2026"
      case .monthDayYearStrokes: "6/30/2026"
      case .yearMonthDayStrokes: "2026/6/30"
      case .dayMonthWordYear: "30 Jun 2026"
      case .monthWordDayYear: "Jun 30, 2026"
      }
    }
  }

  package var forms: [Form] = []
  /// Words of months beside the English ones, in small letters.
  package var months: [String: Int] = [:]
  /// The first year that two figures can mean, such as 1930; nil: they are refused.
  package var twoDigitYears: Int?
  /// The year from which bare numbers count days, 1900 or 1904; nil: they are refused.
  package var serialYear: Int?

  package init() {}

  /// A day, or a month or year alone; a time of day behind it is dropped.
  package func day(_ text: String) -> PartialDay? {
    let text = Self.withoutTime(text)
    for form in forms {
      if let day = day(text, form) { return day }
    }
    return nil
  }

  /// What a bare number counts, in days from the first one of a spreadsheet.
  ///
  /// One of four figures may be a year, and is none.
  package func day(serial text: String) -> Day? {
    guard let serialYear, let number = Int(text.prefix { $0 != "." }), number >= 10_000,
      number < 2_958_466
    else { return nil }
    let first =
      serialYear == 1904
      ? Day(year: 1904, month: 1, day: 1) : Day(year: 1899, month: 12, day: 30)
    return first.map { $0 + number }
  }

  private func day(_ text: String, _ form: Form) -> PartialDay? {
    switch form {
    case .iso: PartialDay(iso: text)
    case .dayMonthYearPoints: figures(text, ".", [2, 1, 0])
    case .dayMonthYearStrokes: figures(text, "/", [2, 1, 0])
    case .dayMonthYearHyphens: figures(text, "-", [2, 1, 0])
    case .monthDayYearStrokes: figures(text, "/", [2, 0, 1])
    case .yearMonthDayStrokes: figures(text, "/", [0, 1, 2])
    case .dayMonthWordYear: words(text, dayFirst: true)
    case .monthWordDayYear: words(text, dayFirst: false)
    }
  }

  /// - Parameter order: where year, month and day stand.
  private func figures(_ text: String, _ separator: Character, _ order: [Int]) -> PartialDay? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " })
    }
    let yearFirst = order[0] == 0
    switch parts.count {
    case 1: return parts[0].count == 4 ? PartialDay(iso: parts[0]) : nil
    case 2:
      guard let year = fullYear(yearFirst ? parts[0] : parts[1]),
        let month = Self.number(yearFirst ? parts[1] : parts[0])
      else { return nil }
      return Day(year: year, month: month, day: 1).map { PartialDay($0, .month) }
    case 3:
      guard let year = year(parts[order[0]]), let month = Self.number(parts[order[1]]),
        let day = Self.number(parts[order[2]])
      else { return nil }
      return Day(year: year, month: month, day: day).map { PartialDay($0) }
    default: return nil  // not our enum
    }
  }

  private func words(_ text: String, dayFirst: Bool) -> PartialDay? {
    let parts = text.split { " -.,/\u{A0}".contains($0) }.map(String.init)
    switch parts.count {
    case 1: return parts[0].count == 4 ? PartialDay(iso: parts[0]) : nil
    case 2:
      guard let month = month(parts[0]), let year = fullYear(parts[1]) else { return nil }
      return Day(year: year, month: month, day: 1).map { PartialDay($0, .month) }
    case 3:
      guard let month = month(parts[dayFirst ? 1 : 0]),
        let day = Self.number(parts[dayFirst ? 0 : 1]), let year = year(parts[2])
      else { return nil }
      return Day(year: year, month: month, day: day).map { PartialDay($0) }
    default: return nil  // not our enum
    }
  }

  private func month(_ word: String) -> Int? {
    let word = word.lowercased()
    if let month = months[word] { return month }
    return Self.english.firstIndex { $0 == word || $0.prefix(3) == word }.map { $0 + 1 }
  }

  private static let english = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// Four figures.
  private func fullYear(_ text: String) -> Int? { text.count == 4 ? Self.figures(text) : nil }

  private func year(_ text: String) -> Int? {
    guard text.count == 2, let first = twoDigitYears, let number = Self.figures(text) else {
      return fullYear(text)
    }
    let century = first - first % 100
    return century + number >= first ? century + number : century + 100 + number
  }

  /// One or two figures.
  private static func number(_ text: String) -> Int? {
    (1...2).contains(text.count) ? figures(text) : nil
  }

  private static func figures(_ text: String) -> Int? {
    text.allSatisfy(NumberForm.isDigit) ? Int(text) : nil
  }

  /// Without ` 07:30`, `T07:30:00Z`, ` 9:02:11 AM GMT+1`.
  static func withoutTime(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":") else { return text }
    let hour = text[..<colon].reversed().prefix { NumberForm.isDigit($0) }
    let before = text[..<colon].dropLast(hour.count)
    guard (1...2).contains(hour.count), let sign = before.last, sign == " " || sign == "T" else {
      return text
    }
    return String(before.dropLast()).withoutOuterBlanks
  }
}
