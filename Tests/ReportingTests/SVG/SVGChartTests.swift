import Outcomes
import Testing

@testable import Reporting

@Suite struct SVGChartTests {
  private func chart(_ record: PatientRecord, _ asOf: String = "2024-05-06") throws -> SVGChart {
    try #require(SVGChart(patient: Fixture.judge(record, asOf), library: Fixture.library))
  }

  private func panel(_ id: String, _ chart: SVGChart) throws -> SVGPanel {
    try #require(chart.panels.first { $0.id == id })
  }

  /// Days are to scale, so that unequal intervals look unequal.
  @Test(arguments: [
    ("2024-01-01", "100"), ("2024-01-31", "400"), ("2024-02-01", "410"), ("2024-04-10", "1100"),
  ])
  func daysArePlacedToScale(iso: String, x: String) {
    let scale = SVGTimeScale(
      first: Fixture.day("2024-01-01"), last: Fixture.day("2024-04-10"), left: Rational(100),
      width: Rational(1000))
    #expect(scale.x(Fixture.day(iso)).px == x)
  }

  /// `2025-02` at 12 px is some 47 px wide, `2025` some 27 px; between two labels there is room for one
  /// letter at least.
  @Test func labelsOfTheTimeAxisNeverTouch() {
    let first = Fixture.day("2024-01-20")
    for span in 1...6000 {
      let scale = SVGTimeScale(
        first: first, last: first + span, left: .zero, width: Rational(545))
      for (tick, next) in zip(scale.ticks, scale.ticks.dropFirst()) {
        let wide = tick.label.utf8.count == 4 ? 35 : 60
        #expect(scale.x(next.day) - scale.x(tick.day) >= Rational(wide), "\(span) days")
      }
      #expect(span < 70 || scale.ticks.count >= 2, "\(span) days")
    }
  }

  @Test func valuesArePlacedToScaleWithTheHigherOneOnTop() {
    let range = Rational(0)...Rational(160)
    let scale = SVGValueScale(
      [Rational(40), Rational(44)], within: range, change: Rational(8), top: Rational(10),
      height: Rational(100))
    // At least six meaningful changes, in round steps.
    #expect(scale.high - scale.low >= Rational(48))
    #expect(scale.y(scale.high) == Rational(10))
    #expect(scale.y(scale.low) == Rational(110))
    #expect(scale.ticks.contains(Rational(40)))
    let short = SVGValueScale(
      [Rational(4)], within: Rational(0)...Rational(10), change: .one, top: .zero,
      height: Rational(100))
    #expect(short.low == .zero && short.high == Rational(10))
    #expect(short.y(Rational(4)) == Rational(60))
  }

  @Test func everyScoreIsOnePointAtItsPlace() throws {
    let chart = try chart(Fixture.flagged)
    let incat = try panel("incat", chart)
    #expect(incat.series.map { $0.points.map { $0.value.plain() } } == [["4", "6", "6", "6", "5"]])
    let text = chart.markup.text
    for point in incat.series[0].points {
      let place =
        "data-x=\"\(chart.time.x(point.day).px)\" data-y=\"\(incat.scale.y(point.value).px)\""
      #expect(
        text.contains("data-day=\"\(point.day)\" data-value=\"\(point.value.plain())\" \(place)"))
      #expect(text.contains("aria-label=\"\(point.day): INCAT \(point.value.plain())\""))
    }
    #expect(incat.title == "INCAT")
    #expect(incat.detail == "6 \u{2192} 5 points, \u{2193} better")
  }

  @Test func eachHandIsARowOfItsOwn() throws {
    let chart = try chart(Fixture.flagged)
    let hands = chart.panels.filter { $0.id.hasPrefix("grip ") }
    #expect(hands.map(\.title) == ["Grip, left", "Grip, right"])
    #expect(hands.allSatisfy { $0.series.count == 1 })
  }

  @Test func theBandReachesFromTheBaselineToOneMeaningfulChange() throws {
    let chart = try chart(Fixture.flagged)
    let incat = try panel("incat", chart)
    let band = try #require(incat.bands.first)
    // A quarter of the six points that can be regained.
    #expect(band.baseline == Rational(6) && band.threshold == Rational(9, over: 2))
    #expect(band.from == Fixture.day("2024-01-08"))
    #expect(
      incat.notes == [
        "INCAT: baseline 6 on 2024-01-08; one meaningful change: 4.5 or less (published: 1 point; "
          + "Trial 2008, doi 10.1/trial)"
      ])
    let text = chart.markup.text
    let height = incat.scale.y(band.threshold) - incat.scale.y(band.baseline)
    #expect(height > .zero && text.contains("height=\"\(height.px)\""))
    #expect(text.contains(">4.5</text>"))
  }

  /// At the right stands the change as it may be shown, as a bar from 0 and as a figure.
  @Test func theChangeStandsAtTheRightOfEachRow() throws {
    let judged = Fixture.judge(Fixture.flagged)
    let course = try #require(judged.courses.last)
    let chart = try #require(
      SVGChart(course: course, in: judged, library: Fixture.library))
    for panel in chart.panels where !panel.isIndex {
      let own = try #require(
        course.measures.first { judged in
          let hand = judged.variant.split(separator: "=").last.map { ", \($0)" } ?? ""
          return panel.title == judged.measure.short + hand
        })
      #expect(panel.change == own.evaluation.change?.shownChange)
    }
    #expect(chart.panels.last?.change == course.responseIndex?.shownChange)
    let figure = Wording.signed(try #require(course.responseIndex).shownChange, places: 2)
    #expect(chart.markup.text.contains(">\(figure)</text>"))
  }

  /// From the baseline to the day as of which is judged; what is not judged with the course is hollow.
  @Test func theChartOfACourseRunsToToday() throws {
    var record = Fixture.flagged
    let start = record.courses[0].start
    record.courses[0].stop = start + 70
    record.scores.append(Fixture.incat("2025-03-01", arms: 1, legs: 1))
    let judged = Fixture.judge(record, "2025-06-01")
    let course = try #require(judged.courses.first { $0.course.start == start })
    let chart = try #require(SVGChart(course: course, in: judged, library: Fixture.library))
    #expect(chart.time.last == Fixture.day("2025-06-01"))
    #expect(chart.time.first == Fixture.day("2024-01-01"))
    let points = try panel("incat", chart).series.flatMap(\.points)
    #expect(points.last?.isOutside == true && points.first?.isOutside == false)
    #expect(chart.judged?.to == course.window?.horizon)
    #expect(chart.markup.text.contains("class=\"point outside\""))
    #expect(chart.lanes.filter(\.isJudged).map(\.start) == [start])
  }

  /// A and D of one day stand side by side.
  @Test func lettersOfMarksNeverPrintOverEachOther() throws {
    var chart = try chart(Fixture.flagged)
    let day = Fixture.day("2024-03-01")
    chart.marks = [(day, "A", "assessed"), (day, "D", "expected by")]
    let text = chart.markup.text
    let places = text.components(separated: "class=\"moment-name\" x=\"").dropFirst()
      .compactMap { Int($0.prefix { $0.isNumber }) }
    #expect(places.count == 2 && places[1] - places[0] >= 11)
    #expect(text.contains("A assessed 2024-03-01 · D expected by 2024-03-01"))
  }

  @Test func theResponseIndexHasItsOwnPanelWithThreeLines() throws {
    let chart = try chart(Fixture.flagged)
    let index = try panel("response-index", chart)
    #expect(index.lines.map(\.value) == [.zero, .half, .one])
    #expect(index.scale.low < .zero && index.scale.high > .one)
    #expect(
      index.series[0].points.map(\.day)
        == Fixture.judge(Fixture.flagged).courses
        .first { $0.course.therapy == Fixture.ivig.id }?.indexHistory.map(\.day))
    // First dose, assessment and deadline stand above all panels.
    #expect(chart.marks.map(\.letter) == ["S", "A", "D"])
  }

  /// The index is that of the course that runs, whichever one the flag is about.
  @Test func theCourseInFocusIsTheOneThatRuns() throws {
    var record = Fixture.flagged
    record.courses[0].stop = Fixture.day("2024-04-01")
    record.courses.append(
      TreatmentCourse(therapy: Fixture.prednisone.id, start: Fixture.day("2024-04-10")))
    let chart = try chart(record, "2024-06-01")
    #expect(chart.marks.first.map { [$0.letter, $0.day.iso] } == ["S", "2024-04-10"])
  }

  @Test func treatmentsAreBarsAboveTheScoresOnTheSameAxis() throws {
    let chart = try chart(Fixture.flagged)
    #expect(chart.lanes.map(\.name) == ["Prednisone", "IVIG"])
    let text = chart.markup.text
    let start = Fixture.day("2024-01-15")
    #expect(text.contains("data-start=\"2024-01-15\" data-stop=\"\""))
    #expect(text.contains("class=\"bar\" x=\"\(chart.time.x(start).px)\""))
    let lanes = try #require(text.range(of: "class=\"lane\""))
    let panels = try #require(text.range(of: "class=\"panel\""))
    #expect(lanes.lowerBound < panels.lowerBound)
  }

  /// The tick stands on the day it was entered; each dose is written where its stretch has room.
  @Test func aChangedDoseIsATickAtItsDay() throws {
    var record = Fixture.flagged
    let before = record.courses[0]
    var after = before
    after.dose = Rational(2)
    record.courses[0] = after
    func change(_ iso: String, _ reason: String) -> TreatmentChange {
      TreatmentChange(
        of: after, enteredOn: Fixture.day(iso), before: before, after: after, reason: reason)
    }
    let judged = Fixture.judge(record, "2024-05-06")
    let day = (before.start + 60).iso
    let chart = try #require(
      SVGChart(patient: judged, library: Fixture.library, changes: [change(day, "too <little>")]))
    let text = chart.markup.text
    let x = chart.time.x(Fixture.day(day)).px
    #expect(text.contains("class=\"dose-change\" data-day=\"\(day)\" data-x=\"\(x)\""))
    #expect(text.contains("<line class=\"dose-tick\" x1=\"\(x)\""))
    #expect(
      text.contains(
        "<title>2 g/kg every 3 weeks, entered \(day): too &lt;little&gt;</title>"))
    let lane = try #require(chart.lanes.last)
    #expect(
      lane.bars[0].doses.map(\.texts.first) == ["1 g/kg every 3 weeks", "2 g/kg every 3 weeks"])
    #expect(lane.meaning.hasSuffix("; 2 g/kg every 3 weeks, entered \(day): too <little>"))
    #expect(text.components(separated: ">1 g/kg every 3 weeks</text>").count == 2)
    // The second stretch has room for the short wording alone.
    #expect(text.components(separated: ">2 g/kg</text>").count == 2)
    // What is entered on the day of the first dose corrects it: no tick.
    let corrected = try #require(
      SVGChart(
        patient: judged, library: Fixture.library,
        changes: [change(before.start.iso, "typed wrongly")]))
    #expect(!corrected.markup.text.contains("dose-tick"))
    #expect(corrected.lanes.last?.bars[0].doses.map(\.texts.first) == ["2 g/kg every 3 weeks"])
  }

  @Test func aStopIsShownWithItsReasonAndTheEffectAfterIt() throws {
    var record = Fixture.flagged
    let before = record.courses[0]
    var after = before
    after.stop = before.start + 70
    record.courses[0] = after
    let change = TreatmentChange(
      of: after, enteredOn: Fixture.day("2024-05-01"), before: before, after: after,
      reason: "headache")
    let judged = Fixture.judge(record, "2024-05-06")
    let chart = try #require(
      SVGChart(patient: judged, library: Fixture.library, changes: [change]))
    let lane = try #require(chart.lanes.last)
    let until = try #require(judged.courses.last?.window?.horizon)
    #expect(until > before.start + 70)
    #expect(lane.stopReason == "headache")
    #expect(lane.effectUntil == until)
    #expect(lane.meaning.contains("; stopped: headache; scores counted until \(until)"))
    let text = chart.markup.text
    let end = chart.time.x(before.start + 70)
    #expect(text.contains("<line class=\"bar-end\" x1=\"\(end.px)\""))
    let width = chart.time.x(until) - end
    let place = "x=\"\(end.px)\" y=\"50\" width=\"\(width.px)\" height=\"16\""
    #expect(text.contains("<rect class=\"effect\" \(place)/>"))
    // Beside so late a stop there is no room: the reason is told with the lane.
    #expect(!text.contains(">stopped: headache</text>"))
    #expect(text.contains("; stopped: headache; scores counted until"))
    // A course that runs has neither.
    let running = try #require(try self.chart(Fixture.flagged).lanes.last)
    #expect(running.stopReason == nil && running.effectUntil == nil)
  }

  /// 26 weeks of monitoring: 273 days are joined, 274 are a gap.
  @Test(arguments: [(273, 1), (274, 0)])
  func aGapStaysAGap(days: Int, lines: Int) throws {
    var record = Fixture.flagged
    record.courses = []
    record.reviews = []
    let first = Fixture.day("2023-01-02")
    record.scores = [
      Fixture.incat(first.iso, arms: 2, legs: 2),
      Fixture.incat((first + days).iso, arms: 2, legs: 3),
    ]
    let text = try chart(record).markup.text
    #expect(text.components(separated: "<line class=\"series s0\"").count - 1 == lines)
    #expect(text.components(separated: "class=\"point\"").count - 1 == 2)
  }

  @Test func aScoreWithoutTotalIsMarkedAndNeverDrawnAsZero() throws {
    var record = Fixture.flagged
    record.scores.append(
      Score(
        measure: Fixture.incat.id, version: "1", day: Fixture.day("2024-03-01"), total: nil,
        answers: "3"))
    let incat = try panel("incat", try chart(record))
    #expect(incat.withoutTotal == [Fixture.day("2024-03-01")])
    #expect(!incat.series[0].points.contains { $0.day == Fixture.day("2024-03-01") })
    #expect(incat.notes.last?.contains("never counted as 0") == true)
  }

  @Test func aVersionThatCannotBeComparedStartsALineOfItsOwn() throws {
    var record = Fixture.flagged
    record.scores = record.scores.filter { $0.measure == Fixture.incat.id }
    record.scores[3].version = "2"
    record.scores[4].version = "2"
    let incat = try panel("incat", try chart(record))
    #expect(incat.series.map(\.points.count) == [3, 2])
    #expect(incat.breaks.map(\.day) == [Fixture.day("2024-03-18")])
    #expect(incat.breaks.map(\.name) == ["version 2"])
  }

  @Test func aCompositeIsDrawnWithItsThreshold() throws {
    let chart = try chart(Fixture.myositis, "2024-06-01")
    let tis = try panel("tis", chart)
    #expect(tis.lines.map(\.value) == [Rational(20)])
    #expect(tis.scale.low == .zero && tis.scale.high == Rational(100))
  }

  @Test func nothingRecordedIsNoChart() {
    #expect(SVGChart(patient: Fixture.judge(Fixture.empty), library: Fixture.library) == nil)
  }

  @Test func oneVisitAndTwoHundredAreDrawn() throws {
    var record = Fixture.flagged
    record.scores = [Fixture.incat("2024-01-08", arms: 3, legs: 3)]
    #expect(try panel("incat", try chart(record)).series[0].points.count == 1)
    let first = Fixture.day("2020-01-06")
    record.scores = (0..<200).map {
      Fixture.incat((first + 7 * $0).iso, arms: 3, legs: $0 % 5)
    }
    let text = try chart(record).markup.text
    #expect(text.components(separated: "data-value=").count - 1 >= 200)
  }
}

@Suite struct SVGSmallChartTests {
  @Test func theScaleIsTheInstrumentsRangeWhateverTheValues() {
    func y(_ value: Int) -> String {
      let chart = SVGSmallChart(
        points: [(Fixture.day("2024-01-31"), Rational(value))], range: Rational(0)...Rational(24),
        first: Fixture.day("2024-01-01"), last: Fixture.day("2024-03-01"), longestGap: 100)
      let text = chart.markup.text
      return text.components(separated: "cy=\"").last.map { String($0.prefix { $0 != "\"" }) } ?? ""
    }
    #expect(y(24) == "4")
    #expect(y(12) == "18")
    #expect(y(0) == "32")
  }

  @Test func whatIsOlderIsLeftOutAndAGapStaysAGap() {
    let chart = SVGSmallChart(
      points: ["2022-01-01", "2024-01-10", "2024-01-20", "2024-02-29"].map {
        (Fixture.day($0), Rational(3))
      }, range: Rational(0)...Rational(24), first: Fixture.day("2024-01-01"),
      last: Fixture.day("2024-03-01"), longestGap: 30)
    let text = chart.markup.text
    #expect(text.components(separated: "<circle").count - 1 == 3)
    #expect(text.components(separated: "class=\"series s0\"").count - 1 == 1)
    #expect(text.contains("aria-hidden=\"true\""))
  }
}

extension SVGMarkup {
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Rational {
  /// As the chart writes a place.
  var px: String { plain(2) }
}

extension String {
  /// The parts between a separator.
  func components(separated separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
