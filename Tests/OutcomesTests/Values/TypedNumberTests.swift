import Testing

@testable import Outcomes

@Suite struct `Numbers as people type them` {
  @Test(arguments: [
    ("71,5", "71.5"), ("71.5", "71.5"), ("-0,25", "-0.25"), ("0,125", "0.125"),
    ("1,2500", "1.2500"),
    ("1234,567", "1234.567"), ("2,", "2."), (",5", ".5"), ("7", "7"), ("", ""), ("a,b", "a,b"),
    ("1,2,3", "1,2,3"), ("1.234,5", "1.234,5"), ("not-done", "not-done"),
  ]) func `have a point whatever the sign was`(typed: String, due: String) {
    #expect(TypedNumber.plain(typed) == due)
    #expect(TypedNumber.readings(typed) == nil)
  }

  @Test(arguments: [
    ("1,250", "1.250", "1250"), ("12,000", "12.000", "12000"), ("-1,000", "-1.000", "-1000"),
  ])
  func `stay as they are where the comma may part thousands`(
    typed: String, fraction: String, whole: String
  ) throws {
    #expect(TypedNumber.plain(typed) == typed)
    let readings = try #require(TypedNumber.readings(typed))
    #expect(readings == (fraction, whole))
  }

  @Test func `are read by the reader of forms with both doubts kept as faults`() throws {
    var fields = FieldReader(typed: nil)
    #expect(fields.number("0,4", .dose) == Rational(2, over: 5))
    #expect(fields.count("21,0", .intervalDays) == 21)
    #expect(fields.partialDay("11.2025", .start)?.text == "2025-11")
    #expect(fields.day("26.11.2025", .visitDay)?.iso == "2025-11-26")
    #expect(fields.faults.isEmpty)
    #expect(fields.number("1,000", .dose) == nil)
    #expect(fields.partialDay("1/2/2026", .start) == nil)
    #expect(fields.day("11.2025", .visitDay) == nil)
    let (first, second) = (
      try #require(Day(iso: "2026-02-01")), try #require(Day(iso: "2026-01-02"))
    )
    #expect(
      fields.faults == [
        RecordFault(.dose, found: "1,000", .eitherNumber("1.000", "1000")),
        RecordFault(.start, found: "1/2/2026", .eitherDay(first, second)),
        RecordFault(.visitDay, found: "11.2025", .notADay),
      ])
  }

  @Test func `of files are read as before`() {
    var fields = FieldReader()
    #expect(fields.number("0,4", .dose) == nil)
    #expect(fields.partialDay("26.11.2025", .start) == nil)
    #expect(fields.faults.map(\.kind) == [.notANumber, .notADay])
  }
}
