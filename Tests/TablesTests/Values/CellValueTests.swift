import Testing

@testable import Tables

@Suite struct `Values of cells` {
  @Test(arguments: [
    ("7", "7"), ("0", "0"), ("-0", "0"), ("007", "7"), ("-12.50", "-12.5"), ("+3", "3"),
    ("0.1", "0.1"), ("0.10000000000000001", "0.1"), ("0.1000000000000001", "0.1"),
    ("0.30000000000000004", "0.3"), ("3.3000000000000003", "3.3"),
    ("0.33333333333333331", "0.333333333333333"), ("1.9999999999999998", "2"),
    ("99.999999999999986", "100"), ("123456789012345678", "123456789012345678"),
    ("1E5", "100000"), ("1.5e-3", "0.0015"), ("1.25E-07", "0.000000125"),
    ("1E+20", "100000000000000000000"), ("1E+21", "1E+21"), ("1.5E+22", "1.5E+22"),
    ("1E-15", "0.000000000000001"), ("1.5E-16", "1.5E-16"), (".5", "0.5"), ("5.", "5"),
    ("0.0", "0"), ("0E10", "0"),
  ])
  func `of numbers are their decimal digits without noise`(_ stored: String, _ shown: String) {
    #expect(NumberDigits.of(stored) == shown)
  }

  @Test(arguments: ["", "-", ".", "1.2.3", "1e", "1e999", "0x1", "NaN", "INF", " 1", "1,5", "e5"])
  func `that are no numbers`(_ stored: String) {
    #expect(NumberDigits.of(stored) == nil)
  }

  @Test(arguments: [
    ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("12816", "1935-02-01"),
    ("25569", "1970-01-01"), ("36526", "2000-01-01"), ("36585", "2000-02-29"),
    ("45698", "2025-02-10"), ("2958465", "9999-12-31"), ("45698.5", "2025-02-10T12:00:00"),
    ("45698.604166666664", "2025-02-10T14:30:00"), ("45698.99999999999", "2025-02-11"),
    ("45698.00000001", "2025-02-10T00:00:00.001"),
  ])
  func `of dates count from 1900`(_ serial: String, _ shown: String) {
    let cell = SerialDate.cell(serial, isTime: false, from1904: false)
    #expect(cell.shown == shown)
    guard case .date(let date) = cell.kind else { return #expect(Bool(false), "no date") }
    #expect(date.hasTime == shown.contains("T"))
  }

  @Test(arguments: [
    ("0", "1904-01-01"), ("60", "1904-03-01"), ("24107", "1970-01-01"), ("44236", "2025-02-10"),
    ("0.5", "1904-01-01T12:00:00"), ("2957003", "9999-12-31"),
  ])
  func `of dates count from 1904 when the workbook says so`(_ serial: String, _ shown: String) {
    #expect(SerialDate.cell(serial, isTime: false, from1904: true).shown == shown)
  }

  @Test(arguments: [
    ("60", false), ("0", false), ("0.5", false), ("-1", false), ("2958466", false),
    ("2957004", true), ("-1", true), ("1E+30", false),
  ])
  func `of days that do not exist are errors`(_ serial: String, _ from1904: Bool) {
    #expect(
      SerialDate.cell(serial, isTime: false, from1904: from1904).kind
        == .error(.noSuchDay(serial: serial)))
  }

  @Test func `of times are texts, unless there is a day`() {
    #expect(
      SerialDate.cell("0.354166666666667", isTime: true, from1904: false) == .text("08:30:00"))
    #expect(SerialDate.cell("0", isTime: true, from1904: false) == .text("00:00:00"))
    #expect(
      SerialDate.cell("45698.25", isTime: true, from1904: false)
        == Cell(
          .date(CellDate(year: 2025, month: 2, day: 10, hasTime: true)),
          shown: "2025-02-10T06:00:00")
    )
  }

  @Test(arguments: [
    ("2024-02-29", "2024-02-29", true), ("2024-02-29T00:00:00", "2024-02-29", true),
    ("2024-02-29T14:30:00Z", "2024-02-29T14:30:00", true), ("2023-02-29", "2023-02-29", false),
    ("1899-12-31", "1899-12-31", false), ("24-02-29", "24-02-29", false),
  ])
  func `of dates in ISO form`(_ stored: String, _ shown: String, _ exists: Bool) {
    let cell = SerialDate.cell(iso: stored)
    #expect(cell.shown == shown)
    if case .date = cell.kind { #expect(exists) } else { #expect(!exists) }
  }

  @Test(arguments: [
    ("General", NumberFormat.number), ("0.00", .number), ("#,##0", .number), ("@", .number),
    ("0%", .percent), ("0.0 %;[Red]-0.0 %", .percent), ("0\"%\"", .number), ("0\\%", .number),
    ("dd/mm/yyyy", .date), ("D.M.YY", .date), ("[$-407]d. mmmm yyyy;@", .date),
    ("yyyy\\-mm\\-dd", .date), ("mmm", .date), ("[$-F800]dddd, mmmm dd, yyyy", .date),
    ("dd/mm/yyyy hh:mm", .date), ("hh:mm", .time), ("h:mm AM/PM", .time), ("mm:ss.0", .time),
    ("[h]:mm", .number), ("[mm]:ss", .number), ("[Red]0", .number), ("[h", .number),
    ("0 \"days\"", .number), ("0 \\d", .number), ("0_d", .number), ("0*d", .number),
    ("0* d", .date),
    ("0.00E+00", .number), ("Standard", .number), ("0;dd", .number), ("\"Datum\" d.m.", .date),
    ("[$€-2] #,##0", .number), ("", .number), ("A/P hh", .time),
  ])
  func `are told apart by their own format`(_ code: String, _ format: NumberFormat) {
    #expect(NumberFormat(code: code) == format)
  }

  @Test func `are told apart by their built-in format`() {
    let dates = (0...60).filter { NumberFormat(builtIn: $0) == .date }
    let times = (0...60).filter { NumberFormat(builtIn: $0) == .time }
    #expect(dates == [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
    #expect(times == [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56])
    #expect((0...60).filter { NumberFormat(builtIn: $0) == .percent } == [9, 10])
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
  func `stand in columns with letters`(_ column: Int, _ letters: String) {
    #expect(ColumnLetters.of(column) == letters)
    #expect(ColumnLetters.column(of: letters) == column)
    #expect(ColumnLetters.column(of: letters.lowercased()) == column)
  }

  @Test(arguments: ["", "1", "A1", "XFE", "AAAA", "Ä", "@"])
  func `stand in no column of that name`(_ letters: String) {
    #expect(ColumnLetters.column(of: letters) == nil)
  }
}
