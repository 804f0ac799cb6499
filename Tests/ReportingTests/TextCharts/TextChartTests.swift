import CustomDump
import Outcomes
import Reporting
import Testing

@Suite struct TextChartTests {
  private static let axis = TimeAxis(from: Fixture.day("2024-01-01"), to: Fixture.day("2024-02-29"))

  private func points(_ values: [(String, String)]) -> [(day: Day, value: Rational)] {
    values.map { (Fixture.day($0.0), Fixture.number($0.1)) }
  }

  /// 59 days on 60 columns: one column is one day.
  @Test(
    arguments: [
      ("2023-12-31", nil), ("2024-01-01", 0), ("2024-01-02", 1), ("2024-01-31", 30),
      ("2024-02-29", 59), ("2024-03-01", nil),
    ] as [(String, Int?)])
  func columnsAreProportionalToDays(iso: String, column: Int?) {
    #expect(Self.axis.column(of: Fixture.day(iso)) == column)
  }

  @Test func aLongAxisRoundsToTheNearestColumn() {
    let axis = TimeAxis(from: Day(number: 0), to: Day(number: 590))
    #expect(axis.columns == 60)
    #expect(
      [0, 4, 5, 14, 15, 590].map { axis.column(of: Day(number: $0)) } == [0, 0, 1, 1, 2, 59])
  }

  @Test func oneDayIsAnAxisToo() {
    let axis = TimeAxis(from: Day(number: 5), to: Day(number: 5))
    #expect(axis.column(of: Day(number: 5)) == 0)
  }

  @Test func gapsStayGapsAndLinesAreMarked() {
    var chart = TextChart(
      title: "Score, points, higher is worse",
      series: [
        .init("Score", points([("2024-01-01", "6"), ("2024-01-08", "4"), ("2024-02-29", "2")]))
      ],
      axis: Self.axis)
    chart.smallestStep = .one
    chart.lines = [
      .init(Rational(6), ".", "baseline 6"), .init(Rational(5), "-", "5 or less (Trial 2008)"),
    ]
    chart.markers = [
      .init("S", Fixture.day("2024-01-03")),
      .init("V", Fixture.day("2024-02-01"), "version 2 from here on"),
      .init("D", Fixture.day("2025-01-01"), "outside the axis"),
    ]
    expectNoDifference(
      chart.drawn.joined(separator: "\n"),
      """
      Score, points, higher is worse
               6 |o . . . . . . . . . . . . . . . . . . . . . . . . . . . . .
               5 |- - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
               4 |       o
               3 |
               2 |                                                           o
                 ++------------------------------+----------------------------
                  2024-01                        2024-02
                    S                            V
                  . . baseline 6
                  - - 5 or less (Trial 2008)
                  V version 2 from here on
      """)
  }

  @Test func twoSeriesAreToldApartByShape() {
    let chart = TextChart(
      series: [
        .init("right", points([("2024-01-01", "40"), ("2024-02-01", "42")])),
        .init("left", points([("2024-01-01", "40"), ("2024-02-01", "38.5")])),
      ], axis: Self.axis)
    expectNoDifference(
      chart.drawn.joined(separator: "\n"),
      """
              42 |                               o
            41.5 |
              41 |
            40.5 |
              40 |*
            39.5 |
              39 |
            38.5 |                               x
                 ++------------------------------+----------------------------
                  2024-01                        2024-02
                  o right
                  x left
                  * several in one place
      """)
  }

  @Test func linesInOneRowTakeTurns() {
    var chart = TextChart(
      series: [.init("wide", points([("2024-01-01", "0"), ("2024-02-29", "100")]))], axis: Self.axis
    )
    chart.lines = [.init(Rational(50), ".", "baseline"), .init(Rational(52), "-", "threshold")]
    let row = chart.drawn.first { $0.contains(".") }
    #expect(row?.contains(". - . - ") == true)
  }

  @Test func nothingToDraw() {
    #expect(TextChart(series: [.init("none", [])], axis: Self.axis).drawn.isEmpty)
  }

  @Test func scoresOfVersionsThatCannotBeComparedAreTwoSeries() {
    var record = Fixture.flagged
    record.scores = [
      Fixture.score(Fixture.grip, "2024-01-08", "40", variant: "hand=right"),
      Fixture.score(Fixture.grip, "2024-04-15", "44", variant: "hand=right", version: "2"),
    ]
    let charts = ScoreCharts(patient: Fixture.judge(record), library: Fixture.library)
    expectNoDifference(
      charts.chart(of: Fixture.grip.id).joined(separator: "\n"),
      """
      Grip, kPa, higher is better
              44 |                                                     x
              43 |
              42 |
              41 |
              40 |                           o
                 +--------+----------------+---------------+----------------+-
                          2023-11          2024-01         2024-03
                                                                       V
                  o Grip (right hand), version 1
                  x Grip (right hand), version 2
                  V 2024-04-15 definition version 1 before, 2 from here on;
                    not comparable
      """)
  }

  @Test func lanesShowStartStopAndRunning() {
    var record = Fixture.flagged
    record.scores = []
    record.courses = [
      TreatmentCourse(
        therapy: Fixture.ivig.id, start: Fixture.day("2023-01-01"), stop: Fixture.day("2024-01-10")),
      TreatmentCourse(therapy: Fixture.prednisone.id, start: Fixture.day("2024-01-10")),
      TreatmentCourse(
        therapy: Fixture.pyridostigmine.id, start: Fixture.day("2024-02-01"),
        stop: Fixture.day("2024-02-01")),
    ]
    let charts = ScoreCharts(
      patient: Fixture.judge(record, "2024-02-29"), library: Fixture.library, axis: Self.axis)
    expectNoDifference(
      charts.lanes.joined(separator: "\n"),
      """
      Treatments: [ first dose, ] stop, > running, < begun earlier
      IVIG       |<========]
      Prednisone |         [=================================================>
      Pyridosti~ |                               |
                 ++------------------------------+----------------------------
                  2024-01                        2024-02
      """)
  }
}
