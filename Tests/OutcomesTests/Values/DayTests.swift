import Outcomes
import Testing

@Suite struct DayTests {
  /// Counts days one by one, as a person with a wall calendar would.
  private static let wallCalendar: [(year: Int, month: Int, day: Int)] = {
    var days: [(year: Int, month: Int, day: Int)] = []
    for year in 1970...2120 {
      let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (month, length) in lengths.enumerated() {
        for day in 1...length { days.append((year, month + 1, day)) }
      }
    }
    return days
  }()

  @Test func `fifty thousand pairs of days differ as on a wall calendar`() throws {
    var generator = SeededGenerator(seed: 1)
    let calendar = Self.wallCalendar
    for _ in 0..<50_000 {
      let (a, b) = (generator.below(calendar.count), generator.below(calendar.count))
      let first = try #require(
        Day(year: calendar[a].year, month: calendar[a].month, day: calendar[a].day))
      let second = try #require(
        Day(year: calendar[b].year, month: calendar[b].month, day: calendar[b].day))
      guard second - first == b - a, first.civil == calendar[a], (first < second) == (a < b) else {
        Issue.record("\(calendar[a]) and \(calendar[b]) differ by \(second - first), not \(b - a)")
        return
      }
    }
  }

  @Test func `every day of the calendar is written and read back`() {
    for number in stride(from: -719_162, through: 2_932_896, by: 97) {
      let day = Day(number: number)
      #expect(Day(iso: day.iso) == day)
    }
  }

  @Test(
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
      ("2024-02-29", 19_782), ("2024-12-31", 20_088), ("2025-01-01", 20_089),
      ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
  func `known days have their number`(iso: String, number: Int) {
    #expect(Day(iso: iso)?.number == number)
    #expect(Day(number: number).iso == iso)
  }

  @Test(
    arguments: [
      "2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-04-31", "2024-13-01",
      "2024-00-10", "2024-01-00", "2024-01-32", "0000-01-01", "24-01-01", "2024-1-01", "2024-01-1",
      "2024/01/01", "20240101", "2024-01-01T00:00", " 2024-01-01", "2024-01-01 ", "-024-01-01",
      "+024-01-01", "2024-0a-01", "２０２４-01-01", "01.02.2024", "",
    ])
  func `anything but an existing day in ISO form is refused`(text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test(arguments: [2000, 2004, 2024, 2400])
  func `leap years have a 29 February`(year: Int) throws {
    let leapDay = try #require(Day(year: year, month: 2, day: 29))
    #expect((leapDay + 1).civil == (year, 3, 1))
    #expect((leapDay - 1).civil == (year, 2, 28))
  }

  @Test func `a substring of a line reads as a day`() {
    #expect(Day(iso: "x,2024-02-29,y".dropFirst(2).prefix(10)) == Day(number: 19_782))
  }

  @Test(
    arguments: [
      // Week 53 of 2020 runs from 28 December to 3 January; week 1 of 2021 begins on the 4th.
      ("2020-12-27", "2020-12-21"), ("2020-12-28", "2020-12-28"), ("2020-12-31", "2020-12-28"),
      ("2021-01-01", "2020-12-28"), ("2021-01-03", "2020-12-28"), ("2021-01-04", "2021-01-04"),
      ("1970-01-01", "1969-12-29"), ("1969-12-28", "1969-12-22"),
    ])
  func `a week begins on Monday, in week 53 too`(iso: String, monday: String) throws {
    let day = try #require(Day(iso: iso))
    #expect(day.monday.iso == monday)
  }

  @Test(
    arguments: [
      ("1980-06-15", "2024-06-14", 43), ("1980-06-15", "2024-06-15", 44),
      ("2000-02-29", "2023-02-28", 22), ("2000-02-29", "2023-03-01", 23),
      ("2000-02-29", "2024-02-29", 24), ("1980-12-31", "1981-01-01", 0),
    ])
  func `an age is in completed years`(birth: String, day: String, years: Int) throws {
    let born = try #require(Day(iso: birth))
    let other = try #require(Day(iso: day))
    #expect(born.completedYears(on: other) == years)
  }
}
