import CustomDump
import Outcomes
import Testing

@testable import Reporting

/// A total that was recorded without its items is marked in every chart, table and page.
@Suite struct `A total without its items in reports` {
  private static let letters = ["2024-01-08", "2024-04-15"]

  /// The baseline and the latest score are totals of letters.
  private var judged: PatientJudgement {
    var record = Fixture.flagged
    record.reviews = []
    record.courses.removeLast()
    record.scores = record.scores.map { score in
      guard score.measure == Fixture.incat.id, Self.letters.contains(score.day.iso) else {
        return score
      }
      var total = score
      (total.isTotalOnly, total.part, total.answers) = (true, nil, "")
      return total
    }
    return Fixture.judge(record)
  }

  @Test func `has a letter below a chart of text, explained once`() {
    let charts = ScoreCharts(patient: judged, library: Fixture.library)
    expectNoDifference(
      charts.chart(of: Fixture.incat.id).joined(separator: "\n"),
      """
      INCAT, points, higher is worse
               6 |                    o               o      o
               5 |                                                    o
               4 |o
                 +--------+---------+---------+---------+---------+--------+--
                          2023-12   2024-01   2024-02   2024-03   2024-04
                                      T                               T
                  T total only, recorded without its items
      """)
  }

  @Test func `has a letter below the chart of a measure that is judged`() throws {
    let course = try #require(judged.courses.first)
    let measure = try #require(course.measures.first { $0.measureID == Fixture.incat.id })
    let charts = ScoreCharts(course: course, in: judged, library: Fixture.library)
    let drawn = charts.chart(measure, of: course)
    let column = try #require(charts.axis.column(of: Fixture.day("2024-04-15")))
    let marks = try #require(drawn.first { $0.contains("T") })
    #expect(Array(marks)[TimeAxis.gutter + column] == "T")
    #expect(drawn.last == "            T total only, recorded without its items")
  }

  @Test func `is marked in the picture, at its point and below`() throws {
    let chart = try #require(SVGChart(patient: judged, library: Fixture.library))
    let text = chart.markup.text
    for iso in Self.letters {
      #expect(
        text.contains("aria-label=\"\(iso): INCAT \(iso == "2024-01-08" ? 6 : 5) (total only)\""))
    }
    #expect(text.contains("aria-label=\"2024-02-26: INCAT 6\""))
    let notes = chart.notes.filter { $0.contains("total only") }
    expectNoDifference(notes, ["INCAT: total only, without the items: 2024-01-08, 2024-04-15"])
  }

  @Test func `is marked in the tables of scores`() throws {
    let history = ScoreHistory(patient: judged, library: Fixture.library).tables.map(\.text)
    #expect(history.contains { $0.contains("2024-01-08     6*") }, "\(history)")
    #expect(history.last == "* total only: recorded without its items.")
    let evidence = FlagEvidence(judged, library: Fixture.library)
    let incat = try #require(evidence.measures.first { $0.title.hasPrefix("INCAT") }?.table)
    expectNoDifference(
      incat.rows.map { $0.map(\.text).joined(separator: ",") },
      [
        "2024-01-08,6,,baseline, total only", "2024-02-26,6,0,judged", "2024-03-18,6,0,judged",
        "2024-04-15,5,+1,judged, total only",
      ])
  }
}
