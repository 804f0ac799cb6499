/// The days and times that a workbook stores as a number.
enum SerialDate {
  /// The cell of a stored number that is formatted as a date or a time.
  ///
  /// Days count from 1900-01-01 as 1, with a 29 February 1900 that does not exist (60), or from
  /// 1904-01-01 as 0. Times are rounded to the millisecond.
  static func cell(_ digits: String, isTime: Bool, from1904: Bool) -> Cell {
    let none = Cell(.error(.noSuchDay(serial: digits)), shown: digits)
    guard let value = Double(digits), value >= 0, value < 2_958_466 else { return none }
    var serial = Int(value)
    var milliseconds = Int(((value - Double(serial)) * 86_400_000).rounded())
    if milliseconds == 86_400_000 {
      serial += 1
      milliseconds = 0
    }
    if isTime, serial == 0 { return .text(time(milliseconds)) }
    let days: Int
    if from1904 {
      days = serial - 24_107
    } else {
      guard serial != 0, serial != 60 else { return none }
      days = serial - (serial < 60 ? 25_568 : 25_569)
    }
    let (year, month, day) = civil(days)
    guard year < 10_000 else { return none }
    let hasTime = milliseconds > 0
    return Cell(
      .date(CellDate(year: year, month: month, day: day, hasTime: hasTime)),
      shown: iso(year, month, day) + (hasTime ? "T" + time(milliseconds) : ""))
  }

  /// The cell of a date that is stored in ISO form, as strict workbooks may.
  static func cell(iso text: String) -> Cell {
    let none = Cell(.error(.noSuchDay(serial: text)), shown: text)
    let parts = text.split(separator: "T", maxSplits: 1)
    let numbers = (parts.first ?? "").split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 3, zip(numbers, [4, 2, 2]).allSatisfy({ $0.count == $1 }),
      let year = Int(numbers[0]), let month = Int(numbers[1]), let day = Int(numbers[2]),
      (1900...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      civil(days(year, month, day)) == (year, month, day)
    else { return none }
    let clock = parts.count == 2 ? String(parts[1].prefix { $0 != "Z" && $0 != "+" }) : ""
    let hasTime = clock.contains { ("1"..."9").contains($0) }
    return Cell(
      .date(CellDate(year: year, month: month, day: day, hasTime: hasTime)),
      shown: iso(year, month, day) + (hasTime ? "T" + clock : ""))
  }

  private static func iso(_ year: Int, _ month: Int, _ day: Int) -> String {
    "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func time(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let clock =
      "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    return milliseconds % 1000 == 0 ? clock : "\(clock).\(padded(milliseconds % 1000, 3))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The day so many days after 1970-01-01, by the Gregorian calendar.
  private static func civil(_ days: Int) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The reverse of `civil`.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
  }
}
