import Outcomes
import Testing

@testable import Registry

/// Totals are recomputed by the definition of the same name and version, whatever became of its text.
@Suite struct TotalCheckTests {
  private let folder: TestFolder
  private let file: ClinicFile
  private let number: Int

  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { try $0.add(.test("007")) }
    number = try file.write(.recordScores, by: by()) { writing in
      try writing.add(
        NewScore(day: date("2025-01-12"), total: Rational(7), isTotalOnly: true, answers: ""),
        of: .test(), for: .init("007"))
      return try writing.add(.test("2025-01-10", "1,2,3"), of: .test(), for: .init("007"))
    }
  }

  private func report(_ measure: Measure?) throws -> IntegrityReport {
    let library = Library(
      measures: measure.map { [$0] } ?? [], diseases: [], therapies: [])
    return try file.read { $0.verify(library: library) }
  }

  @Test func bySameTextAll() throws {
    let found = try report(.test())
    #expect(found.findings == [])
    #expect(found.totals == TotalsChecked(recomputed: 1, withoutItems: 1))
  }

  @Test func byAnEditedTextOfTheSameVersion() throws {
    var edited = Measure.test(hash: "another")
    #expect(try report(edited).totals == TotalsChecked(recomputed: 1, withoutItems: 1))
    edited.scoring = Scoring(rule: .mean)
    let found = try report(edited)
    #expect(found.findings == [])
    #expect(
      found.totals
        == TotalsChecked(withoutItems: 1, different: [.init("sum-3"): [number]]))
  }

  @Test func anItemThatIsGoneFitsNoMore() throws {
    let whole = Measure.test(hash: "another")
    let fewer = Measure(
      id: whole.id, name: whole.name, short: whole.short, version: whole.version,
      hash: whole.hash, measureClass: .objective, reporter: .clinician,
      direction: .higherIsWorse, unit: "points", range: whole.range,
      items: Array(whole.items.dropLast()), scoring: whole.scoring, comparison: whole.comparison)
    #expect(
      try report(fewer).totals
        == TotalsChecked(withoutItems: 1, unfitting: [.init("sum-3"): 1]))
  }

  @Test func ofAnotherVersionOrInstrumentNone() throws {
    for measure in [Measure.test(version: "2"), .test("sum-b"), nil] {
      let found = try report(measure)
      #expect(found.findings == [])
      #expect(found.totals == TotalsChecked(unknown: [.init("sum-3"): 2]))
    }
  }

  @Test func aTotalWithoutItemsThatCannotBe() throws {
    let number = try file.write(.recordScores, by: by()) { writing in
      try writing.add(
        NewScore(day: date("2025-02-12"), total: Rational(10), isTotalOnly: true, answers: ""),
        of: .test(), for: .init("007"))
    }
    #expect(
      try report(.test()).findings.map(\.description) == [
        "score row \(number): its total without items is none that the instrument can have"
      ])
  }

  @Test func whatIsReadIsWhatWasWritten() throws {
    let scores = try #require(try file.read { try $0.record(of: .init("007")) }).scores
    #expect(scores.map(\.isTotalOnly) == [false, true])
    let course = TreatmentCourse(
      therapy: .init("ivig"), start: date("2025-01-11"), stop: date("2025-03-01"),
      stopReason: .worse)
    let stored = try file.write(.startCourse, by: by()) { try $0.add(course, of: .init("007")) }
    try file.write(.changeCourse, by: by()) { writing in
      var other = course
      other.stopReason = .sideEffect
      try writing.change(course: stored, to: other, seen: 1)
    }
    let history = try file.read { try $0.history(ofCourse: stored) }
    #expect(history.map(\.fact.stopReason) == [.worse, .sideEffect])
    #expect(try report(.test()).findings == [])
  }
}
