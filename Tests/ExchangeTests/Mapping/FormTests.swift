import Exchange
import Outcomes
import Testing

@Suite struct `Forms that a mapping names` {
  static let days: [(form: DateForms.Form, text: String, day: String?)] = [
    (.iso, "2024-03-12", "2024-03-12"), (.iso, "2024-03", "2024-03"), (.iso, "12.3.2024", nil),
    (.iso, "2024-03-12T07:30:00Z", "2024-03-12"), (.iso, "2024-03-12 00:00:00", "2024-03-12"),
    (.dayMonthYearPoints, "12.03.2024", "2024-03-12"),
    (.dayMonthYearPoints, "1. 3. 2024", "2024-03-01"),
    (.dayMonthYearPoints, "11.2023", "2023-11"), (.dayMonthYearPoints, "2019", "2019"),
    (.dayMonthYearPoints, "12/03/2024", nil), (.dayMonthYearPoints, "12.13.2024", nil),
    (.dayMonthYearPoints, "12.03.24", "2024-03-12"),
    (.dayMonthYearPoints, "12.03.31", "1931-03-12"),
    (.dayMonthYearPoints, "14.01.2025 07:30", "2025-01-14"),
    (.dayMonthYearStrokes, "12/13/2024", nil), (.monthDayYearStrokes, "12/13/2024", "2024-12-13"),
    (.dayMonthYearStrokes, "06/2023", "2023-06"), (.dayMonthYearStrokes, "¿2018?", nil),
    (.dayMonthYearHyphens, "12-03-2024", "2024-03-12"),
    (.yearMonthDayStrokes, "2025/01/14 9:02:11 AM GMT+1", "2025-01-14"),
    (.dayMonthWordYear, "14 Mar 2022", "2022-03-14"), (.dayMonthWordYear, "Mar 2022", "2022-03"),
    (.dayMonthWordYear, "14-mars-2022", "2022-03-14"),
    (.dayMonthWordYear, "14. March 2022", "2022-03-14"),
    (.dayMonthWordYear, "14 Foo 2022", nil), (.monthWordDayYear, "March 14, 2022", "2022-03-14"),
    (.monthDayYearStrokes, "2/30/2024", nil), (.monthDayYearStrokes, "1/14/25", "2025-01-14"),
  ]

  @Test(arguments: days.indices)
  func `read days, months and years, and nothing that could be another day`(_ index: Int) {
    var forms = DateForms()
    let (form, text, day) = Self.days[index]
    forms.forms = [form]
    forms.months = ["mars": 3]
    forms.twoDigitYears = 1930
    #expect(forms.day(text)?.text == day)
  }

  @Test func `leave years of two figures and bare numbers alone where nothing is said`() {
    var forms = DateForms()
    forms.forms = [.dayMonthYearPoints]
    #expect(forms.day("12.03.24") == nil)
    #expect(forms.day(serial: "45698") == nil)
    forms.serialYear = 1900
    #expect(forms.day(serial: "45698")?.iso == "2025-02-10")
    #expect(forms.day(serial: "2019") == nil)
    forms.serialYear = 1904
    #expect(forms.day(serial: "44236")?.iso == "2025-02-10")
  }

  static let numbers: [(decimal: Character, thousands: Character?, text: String, plain: String?)] =
    [
      (".", nil, "12.5", "12.5"), (".", nil, "12,5", nil), (",", nil, "12,5", "12.5"),
      (",", nil, "12.5", nil), (",", ".", "4.250", "4250"), (",", ".", "4.250,5", "4250.5"),
      (",", ".", "4.25", nil), (",", ".", "42.50", nil), (".", ",", "1,340", "1340"),
      (".", " ", "1 340", "1340"), (".", nil, "1 340", nil), (".", nil, "-3", "-3"),
      (".", nil, "+3", "3"), (".", nil, "", nil), (".", nil, ".", nil), (".", nil, "5.", nil),
      (".", nil, "l0", nil), (".", nil, "8*", nil), (".", nil, "12-13", nil),
    ]

  @Test(arguments: numbers.indices)
  func `read numbers in their form alone`(_ index: Int) {
    let (decimal, thousands, text, plain) = Self.numbers[index]
    var form = NumberForm()
    form.decimal = decimal
    form.thousands = thousands
    #expect(form.plain(text) == plain)
  }

  static let wildcards: [(text: String, pattern: String, fits: Bool)] = [
    ("IVIG 2 g/kg", "IVIG*", true), ("ivig", "IVIG*", true), ("SCIG", "IVIG*", false),
    ("1 g/kg/3 wk", "*/3 wk", true), ("MG-ADL 2024.xlsx", "MG*2024.xlsx", true),
    ("2024.xlsx", "2024*.csv", false), ("a", "a", true), ("ab", "a", false), ("", "*", true),
    ("aXbYc", "a*b*c", true), ("acb", "a*b*c", false),
  ]

  @Test(arguments: wildcards.indices)
  func `let a star stand for any letters`(_ index: Int) {
    let (text, pattern, fits) = Self.wildcards[index]
    #expect(Wildcard.fits(text, pattern) == fits)
  }
}
