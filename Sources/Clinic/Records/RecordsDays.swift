import Outcomes

/// Days of records with study codes, which are counted from each patient's first record.
enum RecordsDays {
  /// Stands for the first record while such a patient is judged: far from either end of what is taken
  /// for a day of the calendar.
  static let first = Day(year: 1950, month: 1, day: 1) ?? Day(number: -7_305)
  /// What a number of days is at most, before the first record and after it.
  static let most = 20_000

  static func day(_ number: Int) -> Day? {
    (-most...most).contains(number) ? first + number : nil
  }

  static func number(_ day: Day) -> Int { day - first }
}

extension PatientRecord {
  /// The last day of a diagnosis, a course or a score; nil: there is none.
  var lastDay: Day? {
    let dated = diagnoses.filter { $0.diagnosedPrecision != .unknown }
    let made = dated.map(\.diagnosedOn) + diagnoses.compactMap(\.endedOn)
    let given = courses.map(\.start) + courses.compactMap(\.stop)
    return (made + given + scores.map(\.day)).max()
  }
}
