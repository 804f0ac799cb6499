import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import TestSupport
import Testing

@Suite struct `A physician's decision` {
  private static let asOf = day("2025-04-15")
  private static let id = Patient.ID("P001")

  /// The list at a day: patient, flag and status of each line.
  private func list(_ clinic: TestClinic, asOf day: Day = asOf) throws -> [String] {
    try clinic.desk.with(asOf: day).reviewTable().table.rows
      .map { "\($0[0].text) \($0[2].text) \($0[9].text)" }
  }

  private func close(
    _ clinic: TestClinic, _ decision: Review.Decision, asOf day: Day = asOf, to: Disease.ID? = nil,
    until: Day? = nil, only: String? = nil, note: String = "seen", by author: String = "Dr One"
  ) throws -> [String] {
    try clinic.desk.with(author: author, asOf: day).closeFlags(
      of: Self.id, decision: decision, note: note, revisedTo: to, deferredUntil: until, only: only)
  }

  private static let open = "P001 missing-response open"

  @Test func `closes the flag until something new is known`() throws {
    let clinic = try SmallClinic.make()
    expectNoDifference(try list(clinic), [Self.open])
    #expect(try close(clinic, .diagnosisConfirmed) == ["missing-response (ivig from 2025-01-20)"])
    expectNoDifference(try list(clinic), [])
    #expect(
      try clinic.refusal { _ in _ = try close(clinic, .diagnosisConfirmed) }
        == "P001 has no open flag. 'recheck review show P001' shows what there is.")
    // The passing of time alone opens nothing.
    expectNoDifference(try list(clinic, asOf: day("2025-04-20")), [])
  }

  /// Each is new evidence, after which the flag stands on the list again.
  enum Evidence: String, CaseIterable, Sendable { case newScore, correction, dose }

  @Test(arguments: Evidence.allCases)
  func `holds for the evidence it was made on`(evidence: Evidence) throws {
    let clinic = try SmallClinic.make()
    _ = try close(clinic, .treatmentChanged)
    expectNoDifference(try list(clinic), [])
    switch evidence {
    case .newScore:
      try clinic.desk.record(
        try clinic.desk.prepareScore(
          Self.id, .init("incat"), day: day("2025-04-14"), pairs: [("arms", "2"), ("legs", "3")]))
    case .correction:
      let score = try #require(
        try clinic.desk.record(of: Self.id).scores.first { $0.day == day("2025-04-07") })
      _ = try clinic.desk.correctScore(score.number, pairs: [("legs", "4")], reason: "misread")
    case .dose:
      try clinic.desk.changeTreatment(.init("ivig"), of: Self.id, started: nil, reason: "less") {
        $0.dose = Rational(1)
      }
    }
    expectNoDifference(
      try list(clinic).filter { $0.hasPrefix("P001") }.map { $0.hasSuffix(" re-opened") }, [true])
    #expect(try close(clinic, .diagnosisConfirmed).count == 1)
    expectNoDifference(try list(clinic).filter { $0.hasPrefix("P001") }, [])
  }

  @Test func `may be put off to a day, on which the flag opens again`() throws {
    let clinic = try SmallClinic.make()
    _ = try close(clinic, .deferred, until: day("2025-05-01"))
    expectNoDifference(try list(clinic, asOf: day("2025-04-30")), [])
    expectNoDifference(
      try list(clinic, asOf: day("2025-05-01")), ["P001 missing-response re-opened"])
    #expect(
      try clinic.refusal { _ in
        _ = try close(clinic, .deferred, asOf: day("2025-05-02"), until: day("2025-05-02"))
      }
        == "The flag would open again on 2025-05-02, which is not after 2025-05-02. Give a later day."
    )
  }

  @Test func `is refused where something is missing or too much`() throws {
    let clinic = try SmallClinic.make()
    func refusal(_ body: () throws -> [String]) throws -> String {
      try clinic.refusal { _ in _ = try body() }
    }
    #expect(
      try refusal { try close(clinic, .deferred) }
        == "The decision deferred needs the day on which the flag opens again (--until).")
    #expect(
      try refusal { try close(clinic, .diagnosisRevised) }
        == "The decision diagnosis-revised needs the disease it was revised to (--to).")
    #expect(
      try refusal { try close(clinic, .trialInadequate, to: .init("mg")) }
        == "The decision trial-inadequate takes no disease (--to).")
    #expect(
      try refusal { try close(clinic, .trialInadequate, until: day("2025-05-01")) }
        == "The decision trial-inadequate takes no day (--until).")
    #expect(
      try refusal { try close(clinic, .diagnosisRevised, to: .init("poem")) }
        .hasPrefix("No disease has the id 'poem'."))
    #expect(
      try refusal { try close(clinic, .trialInadequate, note: "") }
        == "A note is needed and was left empty.")
    #expect(
      try refusal { try close(clinic, .trialInadequate, by: "") }
        == "A physician's name is needed and was left empty.")
    #expect(
      try refusal { try close(clinic, .trialInadequate, only: "mixed-response") }
        == "P001 has no open flag 'mixed-response'. 'recheck review show P001' shows what there is."
    )
    expectNoDifference(try list(clinic), [Self.open])
    #expect(try close(clinic, .diagnosisRevised, to: .init("autoimmune-nodopathy")).count == 1)
  }

  @Test func `stays on the page and in the file`() throws {
    let clinic = try SmallClinic.make()
    _ = try close(clinic, .trialInadequate, note: "only two courses", by: "Dr One")
    try clinic.desk.changeTreatment(.init("ivig"), of: Self.id, started: nil, reason: "x") {
      $0.dose = .one
    }
    _ = try close(clinic, .diagnosisConfirmed, note: "nodes normal", by: "Dr Two")
    let reviews = try clinic.desk.file.read { try $0.reviews(of: Self.id) }.map(\.fact)
    expectNoDifference(reviews.map(\.physician), ["Dr One", "Dr Two"])
    expectNoDifference(reviews.map(\.day), [Self.asOf, Self.asOf])
    let page = try clinic.desk.with(asOf: Self.asOf).flagPage(Self.id, templates: nil)
    for text in ["Dr One", "only two courses", "Dr Two", "nodes normal"] {
      #expect(page.contains(text), "\(text) stands on the page")
    }
  }
}
