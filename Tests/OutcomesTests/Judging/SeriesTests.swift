import Outcomes
import Testing

/// response.md section 4: courses of one therapy that follow each other are one series.
///
/// An effect of 28 days and 28 more: a gap of 55 days is none, one of 56 is.
@Suite struct SeriesTests {
  private func series(_ courses: [TreatmentCourse], at offset: Int = 900) -> [[Int]] {
    var record = Scenario([]).record
    record.courses = courses
    return library.judge(record, asOf: day(offset)).courses.map { judged in
      judged.cycles.map { $0.start - firstDose }
    }
  }

  @Test(arguments: [(10, true), (65, true), (66, false), (70, false), (5, true), (0, true)])
  func `less than the effect and 28 days from a last dose to the next first`(
    start: Int, isOne: Bool
  ) {
    let found = series([course("drug", -1, stop: 10), course("drug", start, stop: start + 5)])
    #expect(found == (isOne ? [[-1, start]] : [[-1], [start]]))
  }

  @Test func `a course inside another does not shorten the series`() {
    let long = [course("drug", 0, stop: 100), course("drug", 10, stop: 20), course("drug", 150)]
    #expect(series(long) == [[0, 10, 150]])
    #expect(series([course("drug", 0), course("drug", 300, stop: 310)]) == [[0, 300]])
  }

  @Test func `a new intent begins a new series`() {
    let courses = [
      course("drug", 0, stop: 10), course("drug", 20, stop: 30, intent: .maintenance),
      course("drug", 40, stop: 50),
    ]
    #expect(series(courses) == [[0], [20], [40]])
  }

  /// Dose, unit and interval of two courses, and whether the second is a series of its own.
  @Test(
    arguments: [
      (1, "mg", nil, 2, "mg", nil, true), (2, "mg", nil, 2, "mg", nil, false),
      (2, "mg", nil, 1, "mg", nil, false), (1, "mg", nil, 2, "g", nil, false),
      (nil, "mg", nil, 2, "mg", nil, false), (1, "mg", nil, nil, "mg", nil, false),
      // Per day: 10 every 14 days is less than 6 every 7 days.
      (10, "mg", 14, 6, "mg", 7, true), (10, "mg", 14, 5, "mg", 7, false),
      (10, "mg", 7, 12, "mg", 14, false),
      // Where an interval is missing in either course the doses themselves.
      (10, "mg", 14, 6, "mg", nil, false), (10, "mg", nil, 12, "mg", 14, true),
    ] as [(Int?, String, Int?, Int?, String, Int?, Bool)])
  func `a higher dose per day begins a new series`(
    before: Int?, unit: String, interval: Int?, after: Int?, nextUnit: String, nextInterval: Int?,
    isNew: Bool
  ) {
    var first = course("drug", 0, stop: 10)
    (first.dose, first.unit, first.intervalDays) = (before.map { Rational($0) }, unit, interval)
    var second = course("drug", 20, stop: 30)
    (second.dose, second.unit, second.intervalDays) = (
      after.map { Rational($0) }, nextUnit, nextInterval
    )
    #expect(series([first, second]) == (isNew ? [[0], [20]] : [[0, 20]]))
    second.start = day(5)
    #expect(series([first, second]) == (isNew ? [[0], [5]] : [[0, 5]]))
  }

  @Test func `a taper is one course, each step compared with the one before`() {
    var taper = [0, 20, 40].map { course("drug", $0, stop: $0 + 10) }
    for (position, dose) in [30, 20, 10].enumerated() { taper[position].dose = Rational(dose) }
    #expect(series(taper) == [[0, 20, 40]])
    taper[2].dose = 25
    #expect(series(taper) == [[0, 20], [40]])
  }

  @Test func `a course of another therapy between two does not break a series`() {
    let courses = [
      course("drug", 0, stop: 10), course("other", 15, stop: 18), course("drug", 20, stop: 30),
    ]
    #expect(series(courses) == [[0, 20], [15]])
  }

  @Test
  func `courses under different diagnoses never are one, nor does one between break a series`() {
    var record = Scenario([]).record
    record.courses = [
      course("drug", 0, stop: 10), course("drug", 20, stop: 30), course("drug", 40, stop: 50),
    ]
    record.diagnoses[0].endedOn = day(15)
    record.diagnoses += [
      Diagnosis(disease: Disease.ID("acute"), diagnosedOn: day(15), endedOn: day(35)),
      Diagnosis(disease: Disease.ID("mg"), diagnosedOn: day(35)),
    ]
    let judged = library.judge(record, asOf: day(900)).courses
    #expect(judged.map(\.cycles.count) == [1, 1, 1])
    #expect(judged.map(\.diseaseID?.text) == ["one", "acute", "mg"])
  }

  @Test func `a series is judged from its first dose to its last`() throws {
    let cycles = [
      course("cycle", 0, stop: 21), course("cycle", 56, stop: 77, reason: .noEffect),
      course("cycle", 112, stop: 133, reason: .planned),
    ]
    var record = Scenario(adlScores((-3, 12), (50, 12), (120, 8))).record
    record.courses = cycles
    let judged = library.judge(record, asOf: day(400)).courses
    #expect(judged.count == 1)
    let series = try #require(judged.first)
    #expect(series.isSeries)
    #expect(series.course.start == day(0))
    #expect(series.stop?.day == day(133))
    #expect(series.stop?.reason == .planned)
    #expect(series.measures.first?.baseline?.day == day(-3))
    #expect(series.window?.deadline == day(56))
  }

  @Test func `it runs while any of its courses has no stop`() throws {
    var record = Scenario([]).record
    record.courses = [course("drug", 0), course("drug", 30, stop: 40, reason: .worse)]
    #expect(library.judge(record, asOf: day(90)).courses.first?.stop == nil)
    record.courses[0].stop = day(35)
    let stopped = try #require(library.judge(record, asOf: day(90)).courses.first)
    #expect(stopped.stop?.day == day(40))
    #expect(stopped.stop?.reason == .worse)
  }

  @Test func `of courses stopped on one day the one begun last says why`() throws {
    var record = Scenario([]).record
    let reasons: [(TreatmentCourse.StopReason, TreatmentCourse.StopReason)] = [
      (.planned, .worse), (.worse, .planned),
    ]
    for (first, second) in reasons {
      record.courses = [
        course("drug", 0, stop: 40, reason: first), course("drug", 30, stop: 40, reason: second),
      ]
      let judged = try #require(library.judge(record, asOf: day(90)).courses.first)
      #expect(judged.stop?.reason == second)
    }
  }

  @Test func `a stop of tomorrow and its reason do not exist`() throws {
    let scenario = Scenario(stop: 60, reason: .noEffect, adlScores((0, 12), (50, 12)))
    #expect(try scenario.judged(at: 59).stop == nil)
    #expect(try scenario.judged(at: 59).course.stopReason == nil)
    #expect(try scenario.verdict(at: 59) == .responseDue)
    #expect(try scenario.verdict(at: 60) == .noResponse)
  }
}
