import CustomDump
import Outcomes
import Reporting
import Testing

/// Tables of the cohort that leave the clinic.
@Suite struct `A suppressed table` {
  /// Eleven patients on IVIG of whom six respond, five on prednisone of whom none is decided, and one
  /// with another disease.
  private func cohort() -> (Cohort, FlagYield) {
    var responder = Fixture.flagged
    responder.courses = [
      TreatmentCourse(therapy: Fixture.ivig.id, start: Fixture.day("2024-01-15"))
    ]
    responder.reviews = []
    responder.scores = [
      Fixture.incat("2024-01-08", arms: 3, legs: 3), Fixture.incat("2024-03-04", arms: 3, legs: 1),
    ]
    let records =
      Array(repeating: responder, count: 6) + Array(repeating: Fixture.flagged, count: 5)
      + [Fixture.myositis]
    var (cohort, flags) = (Cohort(), FlagYield())
    for (number, record) in records.enumerated() {
      var record = record
      record.patient.id = Patient.ID("P\(number)")
      let judged = Fixture.judge(record)
      cohort.add(CohortCourse.all(of: judged))
      cohort.add(CohortDiagnosis.all(of: judged))
      flags.add(FlagYield(judged))
    }
    return (cohort, flags)
  }

  private func lines(_ table: CohortTables, under fewest: Int = 5) throws -> [String] {
    let (all, flags) = cohort()
    let made = try #require(table.suppressed(all, flags, Fixture.library, under: fewest))
    #expect(made.table.columns == table.columns)
    #expect(made.table.rows.allSatisfy { $0.count == table.columns.count })
    return made.table.rows.map { $0.map(\.text).joined(separator: ",") }
      + (made.leftOut > 0 ? ["left out: \(made.leftOut)"] : [])
  }

  /// Six responding and five missing of eleven: both shown beside no other would tell that the rest is 0.
  @Test func `has no small count, nor what gives one away`() throws {
    expectNoDifference(
      try lines(.responses),
      [
        "cidp,ivig,11,6,,,,,,,,7.0,,,40,40 % against 21 % on placebo,Trial 2008, doi 10.1/trial",
        "cidp,prednisone,5,,,,,,,,,,,,,,", "left out: 1",
      ])
    expectNoDifference(
      try lines(.responses, under: 7),
      [
        "cidp,ivig,11,,,,,,,,,,,,40,40 % against 21 % on placebo,Trial 2008, doi 10.1/trial",
        "left out: 2",
      ])
  }

  @Test func `has figures only where both parts are large`() throws {
    expectNoDifference(
      try lines(.quality),
      [
        "baseline,12,17,70.6,,,", "assessed-in-time,11,16,68.8,,,", "days-to-decision,,,,,,",
        "diagnosis-revised,,,,,,",
      ])
    #expect(try lines(.yield) == ["raised,,5", "left out: 7"])
  }

  /// None, one, and two or more failed: what is shown is large, and never one alone is hidden.
  @Test func `has patients by failed immunotherapies only where that gives nobody away`() throws {
    let lines = try self.lines(.resistant)
    #expect(lines.count == 2 && lines.last == "left out: 1")
    let cells = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    #expect(cells[0...1] == ["cidp", "11"])
    #expect(cells[2...4].allSatisfy { $0.isEmpty || (Int($0) ?? 0) >= 5 })
    #expect(cells[2...4].count(where: \.isEmpty) >= 2)
    let whole = CohortTables.resistant.table(cohort().0, cohort().1, Fixture.library).rows[0]
    #expect(whole[2...4].allSatisfy { $0 != .empty })
    #expect(whole[2...4].compactMap { Int($0.text) }.reduce(0, +) == 11)
  }

  @Test func `is not made of single courses`() {
    let (all, flags) = cohort()
    for table in CohortTables.allCases {
      #expect(
        (table.suppressed(all, flags, Fixture.library, under: 5) == nil)
          == !CohortTables.suppressible.contains(table))
    }
    #expect(!CohortTables.suppressible.contains(.curve))
  }
}
