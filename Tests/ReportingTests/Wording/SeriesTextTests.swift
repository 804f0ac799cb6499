import CustomDump
import Outcomes
import Testing

@testable import Reporting

/// Courses of one therapy that are judged as one are shown as one (response.md section 4).
///
/// IVIG acts for 42 days: 69 days from a last dose to the next first are less than 42 and 28, 70 are
/// not.
@Suite struct `A series of courses in reports` {
  /// Two infusions of IVIG so many days apart.
  private func record(gap: Int, isRunning: Bool = false, dose: Int = 2) -> PatientRecord {
    let first = Fixture.day("2024-01-15")
    let second = first + 4 + gap
    var record = Fixture.flagged
    record.reviews = []
    record.courses = [
      TreatmentCourse(
        therapy: Fixture.ivig.id, start: first, stop: first + 4, stopReason: .planned,
        dose: Rational(2), unit: "g/kg"),
      TreatmentCourse(
        therapy: Fixture.ivig.id, start: second, stop: isRunning ? nil : second + 4,
        stopReason: isRunning ? nil : .noEffect, dose: Rational(dose), unit: "g/kg"),
    ]
    return record
  }

  private func judge(gap: Int, isRunning: Bool = false, dose: Int = 2) -> PatientJudgement {
    Fixture.judge(record(gap: gap, isRunning: isRunning, dose: dose))
  }

  private func text(_ rows: [[Cell]], _ columns: ClosedRange<Int>) -> [String] {
    rows.map { $0[columns].map(\.text).joined(separator: ",") }
  }

  @Test func `is one line of a patient's report`() {
    let series = PatientReport(judge(gap: 69), library: Fixture.library)
    expectNoDifference(
      series.courses?.items.map(\.text),
      [
        "IVIG, 2 cycles since 2024-01-15, the last from 2024-03-28 to 2024-04-01 (no effect); "
          + "to bring improvement; 2 g/kg. The expected response is missing, response index 0.01."
      ])
    let courses = PatientReport(judge(gap: 70), library: Fixture.library)
    expectNoDifference(
      courses.courses?.items.map { $0.text.components(separated: ";").first.map(String.init) },
      [
        "IVIG, from 2024-01-15, to 2024-01-19 (given to its end)",
        "IVIG, from 2024-03-29, to 2024-04-02 (no effect)",
      ])
  }

  @Test(arguments: [
    (true, 2, "IVIG, 2 cycles since 2024-01-15, the last from 2024-03-28, running"),
    (
      false, 2,
      "IVIG, 2 cycles since 2024-01-15, the last from 2024-03-28 to 2024-04-01 (no effect)"
    ),
  ])
  func `says whether the last cycle runs`(isRunning: Bool, dose: Int, text: String) throws {
    let judged = try #require(judge(gap: 69, isRunning: isRunning, dose: dose).courses.first)
    #expect("IVIG, \(TreatmentText.period(judged))" == text)
  }

  @Test func `says that an earlier cycle runs while the last has ended`() throws {
    var record = record(gap: 69)
    (record.courses[0].stop, record.courses[0].stopReason) = (nil, nil)
    let judged = try #require(Fixture.judge(record).courses.first)
    #expect(
      TreatmentText.period(judged)
        == "2 cycles since 2024-01-15, the last from 2024-03-28 to 2024-04-01 (no effect), "
        + "an earlier one running")
  }

  @Test func `shows days that are known to the month as they were given`() throws {
    var record = record(gap: 69)
    record.courses[0].startGiven = try #require(PartialDay(iso: "2023-12"))
    record.courses[1].stopGiven = PartialDay(iso: "2024-04")
    let judged = try #require(Fixture.judge(record).courses.first)
    #expect(
      TreatmentText.period(judged)
        == "2 cycles since 2023-12, the last from 2024-03-28 to 2024-04 (no effect)")
    #expect(
      TreatmentText.cycles(judged)
        == "The 2 cycles: 2023-12 to 2024-01-19; 2024-03-28 to 2024-04 (no effect); each 2 g/kg.")
  }

  @Test func `lists its cycles, with their doses where these differ`() throws {
    let taper = try #require(judge(gap: 69, dose: 1).courses.first)
    #expect(
      TreatmentText.cycles(taper)
        == "The 2 cycles: 2024-01-15 to 2024-01-19, 2 g/kg; 2024-03-28 to 2024-04-01 (no effect), "
        + "1 g/kg.")
  }

  /// Twelve are all listed, of more the first three and the last eight.
  @Test(
    arguments: [(12, nil, 12), (13, "2 more", 12), (40, "29 more", 12)] as [(Int, String?, Int)])
  func `is cut in the middle where it is long`(count: Int, cut: String?, parts: Int) throws {
    var record = record(gap: 21)
    let first = record.courses[0]
    record.courses = (0..<count).map { number in
      var cycle = first
      cycle.start = first.start + 21 * number
      cycle.stop = cycle.start
      return cycle
    }
    let judged = try #require(Fixture.judge(record, "2027-05-06").courses.first)
    let list = TreatmentText.cycles(judged).components(separated: "; ").dropLast()
    #expect(list.count == parts)
    #expect(list.first == "The \(count) cycles: 2024-01-15 to 2024-01-15")
    let last = first.start + 21 * (count - 1)
    #expect(list.last == "\(last) to \(last)")
    let fourth = cut ?? "2024-03-18 to 2024-03-18"
    #expect(list.dropFirst(3).first.map(String.init) == fourth)
  }

  @Test func `is one line of the review list, named by its cycles`() {
    expectNoDifference(
      ReviewTable.row(for: judge(gap: 69))?.map(\.text).dropLast(4),
      [
        "007", "red", "missing-response", "ivig", "2024-01-15", "16", "2024-03-18",
        "Less than half of a meaningful change on IVIG (CIDP) (index 0.01 on 3 measures); "
          + "stopped at week 11 for lack of effect. Please review.",
      ])
    #expect(
      ReviewTable.row(for: judge(gap: 69, isRunning: true))?[7].text
        == "Less than half of a meaningful change on IVIG (CIDP) 16 weeks after the first of "
        + "2 cycles (index 0.01 on 3 measures); expected by week 9. Please review.")
    var ended = record(gap: 69)
    ended.courses[1].stopReason = .planned
    #expect(
      ReviewTable.row(for: Fixture.judge(ended))?[7].text
        == "Less than half of a meaningful change on IVIG (CIDP) given in 2 cycles from 2024-01-15 "
        + "to 2024-04-01 (index 0.01 on 3 measures); expected by week 9. Please review.")
  }

  @Test func `is one line of the clinic report`() throws {
    var entries = ClinicReport.Entries(asOf: Fixture.asOf)
    entries.add(ClinicReport.Entry(judge(gap: 69, isRunning: true)))
    let report = try ReportTexts().clinicReport(
      ClinicReport(entries))
    #expect(report.contains("1 patient, 1 on treatment; to review: 1 red, 0 amber; 0 overdue, 0"))
    #expect(report.components(separated: "(007)").count == 2, "\(report)")
  }

  @Test(arguments: [(69, ["2024-01-15"]), (70, ["2024-01-15", "2024-03-29"])])
  func `has one judge row per measure under its first dose`(gap: Int, starts: [String]) {
    let rows = JudgeTable.rows(for: judge(gap: gap))
    let expected = starts.flatMap { start in
      ["grip,hand=left", "grip,hand=right", "incat,"].map { "007,cidp,ivig,\(start),\($0)" }
    }
    expectNoDifference(
      rows.map { ($0[0...3] + $0[8...9]).map(\.text).joined(separator: ",") }, expected)
  }

  @Test func `is one row of the responses`() {
    let keys = ResponsesTable.columns.map(\.key)
    #expect(keys.suffix(2) == ["stop_reason", "cycles"])
    func rows(_ gap: Int) -> [String] {
      ResponsesTable.rows(for: judge(gap: gap)).map { row in
        ["start", "stop", "weeks_on_treatment", "stop_reason", "cycles"]
          .map { key in keys.firstIndex(of: key).map { row[$0].text } ?? "" }
          .joined(separator: ",")
      }
    }
    expectNoDifference(rows(69), ["2024-01-15,2024-04-01,11.0,no-effect,2"])
    expectNoDifference(
      rows(70), ["2024-01-15,2024-01-19,0.6,planned,1", "2024-03-29,2024-04-02,0.6,no-effect,1"])
  }

  @Test func `is one row of all courses beside a flag, with how many cycles`() {
    let series = DiagnosisTable.courses(judge(gap: 69).courses, asOf: Fixture.asOf)
    expectNoDifference(
      series.columns.map(\.key),
      ["therapy", "start", "stop", "cycles", "stop_reason", "weeks", "trial", "index", "verdict"])
    expectNoDifference(
      text(series.rows, 0...6), ["IVIG (CIDP),2024-01-15,2024-04-01,2,no effect,11,yes"])
    let courses = DiagnosisTable.courses(judge(gap: 70).courses, asOf: Fixture.asOf)
    #expect(!courses.columns.contains { $0.key == "cycles" })
    #expect(courses.rows.count == 2)
  }

  @Test func `is shown in the evidence with its weeks and the dates of its cycles`() {
    let evidence = FlagEvidence(judge(gap: 69), library: Fixture.library)
    expectNoDifference(
      Array(evidence.verdict[1...2]),
      [
        "11 weeks from the first dose to the last: IVIG, 2 cycles since 2024-01-15, the last from "
          + "2024-03-28 to 2024-04-01 (no effect); to bring improvement; 2 g/kg.",
        "The 2 cycles: 2024-01-15 to 2024-01-19; 2024-03-28 to 2024-04-01 (no effect); "
          + "each 2 g/kg.",
      ])
    let running = FlagEvidence(judge(gap: 69, isRunning: true), library: Fixture.library)
    #expect(running.verdict[1].hasPrefix("16 weeks since the first dose: IVIG, 2 cycles since"))
  }

  @Test func `is named once among what was started in the same time`() throws {
    var record = Fixture.flagged
    record.courses = [
      TreatmentCourse(therapy: Fixture.prednisone.id, start: Fixture.day("2024-01-10")),
      TreatmentCourse(
        therapy: Fixture.ivig.id, start: Fixture.day("2024-01-15"), stop: Fixture.day("2024-01-19")),
      TreatmentCourse(
        therapy: Fixture.ivig.id, start: Fixture.day("2024-02-15"), stop: Fixture.day("2024-02-19")),
    ]
    record.scores = [
      Fixture.incat("2024-01-08", arms: 3, legs: 3), Fixture.incat("2024-04-04", arms: 1, legs: 1),
    ]
    let judged = Fixture.judge(record)
    let course = try #require(judged.courses.first)
    #expect(course.startedInTheSameTime.count == 2)
    let verdict = CourseEvidence(course: course, patient: judged, library: Fixture.library).verdict
    #expect(
      verdict.contains("Started in the same time: IVIG, 2 cycles from 2024-01-15."), "\(verdict)")
  }
}
