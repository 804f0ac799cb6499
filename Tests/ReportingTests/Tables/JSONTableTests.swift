import CustomDump
import Outcomes
import Reporting
import Testing

@Suite struct JSONTableTests {
  @Test func numbersAreNumbersAndEmptyIsNull() {
    let table = Table(
      columns: [
        .init("text", "Text"), .init("count", "Count", .number), .init("index", "Index", .number),
        .init("plain", "Plain", .number), .init("day", "Day", .date), .init("none", "None"),
      ],
      rows: [
        [
          .text("a \"b\" \\ \n\t\u{1}é"), .integer(-3), .decimal(Rational(1, over: 2), places: 2),
          .plain(Rational(1, over: 3)), .day(Fixture.day("2024-02-29")), .empty,
        ],
        [.empty, .empty, .empty, .empty, .empty, .text("=1+1")],
      ])
    expectNoDifference(
      JSONTable.draw(table),
      #"""
      [
        {"text": "a \"b\" \\ \n\t\u0001é", "count": -3, "index": 0.50, "plain": 0.333, "day": "2024-02-29", "none": null},
        {"text": null, "count": null, "index": null, "plain": null, "day": null, "none": "=1+1"}
      ]

      """#)
  }

  @Test func noRows() {
    #expect(JSONTable.draw(Table(columns: [.init("a", "A")])) == "[]\n")
  }
}
