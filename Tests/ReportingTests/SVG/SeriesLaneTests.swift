import CustomDump
import Outcomes
import Testing

@testable import Reporting

/// The cycles of a series are bars of their own in one lane.
@Suite struct `The lane of a series` {
  /// Three cycles of IVIG, the last running, and a stopped one of prednisone.
  private var judged: PatientJudgement {
    var record = Fixture.flagged
    record.reviews = []
    record.courses = [
      ("2024-01-15", "2024-01-31"), ("2024-02-26", "2024-03-11"), ("2024-04-08", nil),
    ].map { start, stop in
      TreatmentCourse(
        therapy: Fixture.ivig.id, start: Fixture.day(start), stop: stop.map(Fixture.day),
        dose: Rational(2), unit: "g/kg")
    }
    return Fixture.judge(record)
  }

  @Test func `has a bar for each cycle in a picture`() throws {
    let chart = try #require(SVGChart(patient: judged, library: Fixture.library))
    let lane = try #require(chart.lanes.first)
    #expect(chart.lanes.count == 1)
    #expect(lane.bars.map(\.start.iso) == ["2024-01-15", "2024-02-26", "2024-04-08"])
    #expect(lane.bars.map(\.stop?.iso) == ["2024-01-31", "2024-03-11", nil])
    expectNoDifference(
      lane.meaning,
      "IVIG, 3 cycles since 2024-01-15, the last from 2024-04-08, running; to bring improvement; "
        + "2 g/kg; 2024-01-15 to 2024-01-31, 2 g/kg; 2024-02-26 to 2024-03-11, 2 g/kg; "
        + "2024-04-08 to now, 2 g/kg")
    let text = chart.markup.text
    #expect(text.components(separated: "class=\"lane here\"").count == 2)
    #expect(text.contains("data-start=\"2024-01-15\" data-stop=\"\""))
    for bar in lane.bars {
      let stop = bar.stop?.iso ?? ""
      #expect(
        text.contains("class=\"cycle\" data-start=\"\(bar.start)\" data-stop=\"\(stop)\""))
      #expect(text.contains("<title>\(bar.meaning)</title>"))
      let (begin, end) = (chart.time.x(bar.start), chart.time.x(bar.stop ?? judged.asOf))
      #expect(
        text.contains(
          "<rect class=\"bar\" x=\"\(begin.px)\" y=\"26\" width=\"\((end - begin).px)\" height=\"16\"/>"
        ))
    }
    #expect(text.components(separated: "<line class=\"bar-end\"").count == 3)
    #expect(text.components(separated: "class=\"bar running\"").count == 2)
    // While it runs no effect is drawn after it, nor after a cycle.
    #expect(!text.contains("class=\"effect\""))
  }

  @Test func `has a bar for each cycle in text`() {
    let charts = ScoreCharts(
      patient: judged, library: Fixture.library,
      axis: TimeAxis(from: Fixture.day("2024-01-01"), to: Fixture.day("2024-05-06")))
    expectNoDifference(
      charts.lanes.prefix(2).joined(separator: "\n"),
      """
      Treatments: [ first dose, ] stop, > running, < begun earlier
      IVIG       |       [======]           [======]            [============>
      """)
  }

  @Test func `shows why it was stopped and the effect once, after the last dose`() throws {
    var record = judged.record
    for position in record.courses.indices { record.courses[position].stopReason = .planned }
    record.courses[2].stop = Fixture.day("2024-04-22")
    record.courses[2].stopReason = .sideEffect
    let chart = try #require(
      SVGChart(patient: Fixture.judge(record), library: Fixture.library))
    let lane = try #require(chart.lanes.first)
    #expect(lane.stopReason == "side effect")
    let text = chart.markup.text
    #expect(text.components(separated: "class=\"effect\"").count == 2)
    #expect(
      text.contains("<rect class=\"effect\" x=\"\(chart.time.x(Fixture.day("2024-04-22")).px)\""))
    #expect(lane.meaning.contains("; stopped: side effect; "))
    #expect(!text.contains(">stopped: given to its end"))
  }

  @Test func `takes a change of dose at the cycle that was changed`() throws {
    let before = judged.record.courses[2]
    var after = before
    after.dose = Rational(1)
    let change = TreatmentChange(
      of: after, enteredOn: Fixture.day("2024-04-22"), before: before, after: after, reason: "well")
    let chart = try #require(
      SVGChart(patient: judged, library: Fixture.library, changes: [change]))
    #expect(chart.lanes.first?.bars.map(\.doses.count) == [1, 1, 2])
  }
}
