import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import Registry
import Testing

@Suite struct `A total without its items` {
  private static let id = Patient.ID("P001")
  private static let incat = Measure.ID("incat")

  private func record(_ total: String, on date: String, in clinic: TestClinic) throws -> Int {
    try clinic.desk.record(
      try clinic.desk.prepareScore(
        Self.id, Self.incat, day: day(date), pairs: [("total", total)], note: "from a letter"))
  }

  @Test func `is stored as given and marked wherever it is shown`() throws {
    let clinic = try SmallClinic.make()
    let number = try record("6", on: "2024-12-01", in: clinic)
    let score = try #require(
      try clinic.desk.record(of: Self.id).scores.first { $0.number == number })
    #expect(score.isTotalOnly)
    #expect(score.total == Rational(6))
    #expect(score.part == nil)
    #expect(score.answers.isEmpty)
    #expect(try clinic.desk.patientCard(Self.id).contains("6 (total only)"))
    let grid = ScoreGrid(try clinic.desk.record(of: Self.id), library: clinic.desk.library)
    #expect(grid.rows.flatMap(\.values).contains { $0?.text == "6 (total only)" })
    expectNoDifference(
      try clinic.lines(.scores).first { $0.contains("2024-12-01") },
      "P001,2024-12-01,incat,total,6,,,from a letter")
    #expect(
      try clinic.lines(.itemsWide, measure: "incat").contains(
        "P001,2024-12-01,incat,1,,6,yes,,"))
    let wide = try CSVText(clinic.export(.scoresWide))
    let mark = try #require(wide.header.firstIndex(of: "incat total only"))
    expectNoDifference(wide.records.filter { $0[mark] == "yes" }.map { $0[1] }, ["2024-12-01"])
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
  }

  @Test func `goes out and in again byte for byte, also without identities`() throws {
    let clinic = try SmallClinic.make()
    _ = try record("6", on: "2024-12-01", in: clinic)
    try clinic.desk.stopTreatment(
      .init("ivig"), of: Self.id, started: nil, on: day("2025-06-01"), because: .noEffect,
      reason: "")
    let copy = try clinic.copy()
    expectNoDifference(try copy.everything(), try clinic.everything())
    expectNoDifference(try copy.judgements(), try clinic.judgements())
    // The same file again: nothing is new.
    expectNoDifference(
      try copy.importing(["again.csv": try clinic.export(.scores)]).passedOver[.scores], 7)
    #expect(
      try clinic.lines(.scores, pseudonymous: true).contains { $0.contains(",incat,total,6") })
  }

  @Test func `is taken of every instrument whose rule gives a total, at the ends of its range`()
    throws
  {
    let clinic = try SmallClinic.withoutScores()
    for measure in clinic.desk.library.measures where measure.mayBeTotalOnly {
      let variant = measure.variants.map { "\($0.key)=\($0.values.first ?? "own")" }
        .joined(separator: ";")
      for (day, total) in [
        (day("2025-05-01"), measure.range.lowerBound),
        (day("2025-05-02"), measure.range.upperBound),
      ] {
        let prepared = try clinic.desk.prepareScore(
          Self.id, measure.id, day: day, variant: variant, pairs: [("total", total.plain(4))])
        #expect(prepared.entry.scored.isTotalOnly, "\(measure.id)")
        try clinic.desk.record(prepared)
      }
      #expect(throws: EntryRefusal.self, "\(measure.id)") {
        try clinic.desk.prepareScore(
          Self.id, measure.id, day: day("2025-05-03"), variant: variant,
          pairs: [("total", (measure.range.upperBound + .one).plain(4))])
      }
    }
    expectNoDifference(try clinic.copy().everything(), try clinic.everything())
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
  }

  @Test func `gives way to items that come later, as a correction`() throws {
    let clinic = try SmallClinic.make()
    let number = try record("6", on: "2024-12-01", in: clinic)
    expectNoDifference(
      try clinic.desk.correctScore(number, pairs: [], day: day("2024-12-02"), reason: "misread"),
      "Score \(number) of P001 on 2024-12-02 corrected: INCAT 6 points (total only), now INCAT 6 points (total only). The earlier value stays in the history."
    )
    expectNoDifference(
      try clinic.desk.correctScore(number, pairs: [("total", "7")], reason: "misread"),
      "Score \(number) of P001 on 2024-12-02 corrected: INCAT 6 points (total only), now INCAT 7 points (total only). The earlier value stays in the history."
    )
    // Some of the items are no score.
    #expect(throws: EntryRefusal.self) {
      try clinic.desk.correctScore(number, pairs: [("arms", "3")], reason: "the sheet was found")
    }
    #expect(throws: EntryRefusal.self) {
      try clinic.desk.correctScore(
        number, pairs: [("arms", "3"), ("legs", "3"), ("total", "7")], reason: "the sheet")
    }
    expectNoDifference(
      try clinic.desk.correctScore(
        number, pairs: [("arms", "3"), ("legs", "3")], reason: "the sheet was found"),
      "Score \(number) of P001 on 2024-12-02 corrected: INCAT 7 points (total only), now INCAT 6 points. The earlier value stays in the history."
    )
    let versions = try clinic.desk.file.read { try $0.history(ofScore: number) }
    expectNoDifference(versions.map(\.fact.score.isTotalOnly), [true, true, true, false])
    expectNoDifference(
      try clinic.lines(.scores).filter { $0.contains("2024-12-02") },
      [
        "P001,2024-12-02,incat,arms,3,,,from a letter",
        "P001,2024-12-02,incat,legs,3,,,from a letter",
      ])
  }

  @Test func `is no other answer than the items that are recorded already`() throws {
    let clinic = try SmallClinic.make()
    expectNoDifference(
      try clinic.refusal([
        "s.csv": SmallClinic.scoreColumns + "P001,2025-01-15,incat,total,5,,RN,\n"
      ])
      .count, 1)
  }
}
