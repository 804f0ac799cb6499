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
    until: Day? = nil, _ choice: FlagChoice = .headline, note: String = "seen",
    by author: String = "Dr One"
  ) throws -> [String] {
    try clinic.desk.with(author: author, asOf: day).closeFlags(
      of: Self.id, decision: decision, note: note, revisedTo: to, deferredUntil: until, choice)
  }

  @Test func `is checked like every other fact`() throws {
    let clinic = try SmallClinic.make()
    let before = try clinic.everything()
    for (decision, note, author) in [
      (Review.Decision.diagnosisConfirmed, "a\u{1}", "Dr One"),
      (.trialInadequate, "  ", "Dr One"), (.diagnosisConfirmed, "seen", "Dr\nOne"),
    ] {
      #expect(
        try clinic.refusal { _ in _ = try close(clinic, decision, note: note, by: author) } != "",
        "\(note) \(author)")
    }
    expectNoDifference(try clinic.everything(), before)
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
        == "The end of the deferral on 2025-05-02 does not lie after the decision on 2025-05-02. Correct one of the two."
    )
  }

  @Test func `is refused where something is missing or too much`() throws {
    let clinic = try SmallClinic.make()
    func refusal(_ body: () throws -> [String]) throws -> String {
      try clinic.refusal { _ in _ = try body() }
    }
    #expect(
      try refusal { try close(clinic, .deferred) }
        == "The day until which it is deferred is needed with the decision “deferred” and was left empty. Give it with --until."
    )
    #expect(
      try refusal { try close(clinic, .diagnosisRevised) }
        == "The disease that the diagnosis is revised to is needed with the decision “diagnosis-revised” and was left empty. Give it with --to."
    )
    #expect(
      try refusal { try close(clinic, .trialInadequate, to: .init("mg")) }
        == "The disease that the diagnosis is revised to goes with the decision “diagnosis-revised” alone; found “mg”. Leave it out, or choose that one."
    )
    #expect(
      try refusal { try close(clinic, .trialInadequate, until: day("2025-05-01")) }
        == "The day until which it is deferred goes with the decision “deferred” alone; found “2025-05-01”. Leave it out, or choose that one."
    )
    #expect(
      try refusal { try close(clinic, .diagnosisRevised, to: .init("poem")) }
        .hasPrefix("No disease has the id or name 'poem'."))
    #expect(
      try refusal { try close(clinic, .trialInadequate, note: "") }
        == "A note is needed and was left empty.")
    #expect(
      try refusal { try close(clinic, .trialInadequate, by: "") }
        == "A physician's name is needed and was left empty.")
    #expect(
      try refusal { try close(clinic, .trialInadequate, .kind("mixed-response")) }
        == "P001 has no open flag 'mixed-response'. 'recheck review show P001' shows what there is."
    )
    expectNoDifference(try list(clinic), [Self.open])
    #expect(try close(clinic, .diagnosisRevised, to: .init("autoimmune-nodopathy")).count == 1)
  }

  /// A second drug without a response: two flags of one kind, and what they say together.
  private func severalFlags() throws -> TestClinic {
    let clinic = try SmallClinic.make()
    try clinic.desk.startTreatment(
      TreatmentCourse(therapy: .init("plex"), start: day("2025-01-20")), of: Self.id)
    return clinic
  }

  private func open(_ clinic: TestClinic) throws -> [String] {
    try clinic.desk.with(asOf: day("2025-08-01")).openFlagNames(of: Self.id)
  }

  @Test func `is about one flag, unless all are meant`() throws {
    let clinic = try severalFlags()
    let late = day("2025-08-01")
    let all = try open(clinic)
    let first = try #require(all.first)
    #expect(all.count >= 3)
    let reds = all.filter { $0.hasPrefix("missing-response") }
    #expect(reds.count == 2)
    #expect(
      try clinic.refusal { _ in
        _ = try close(clinic, .trialInadequate, asOf: late, .kind("missing-response"))
      }
        == "Several flags are meant: \(reds.joined(separator: ", ")). Say which one with --flag, and with --therapy and --start where several are of one kind."
    )
    #expect(
      try close(
        clinic, .trialInadequate, asOf: late, .kind("missing-response", therapy: .init("plex")))
        == ["missing-response (plex from 2025-01-20)"])
    #expect(try open(clinic) == all.filter { $0 != "missing-response (plex from 2025-01-20)" })
    #expect(try close(clinic, .diagnosisConfirmed, asOf: late) == [first])
    #expect(try !open(clinic).contains(first))
    let rest = try open(clinic)
    #expect(try close(clinic, .treatmentChanged, asOf: late, .all) == rest)
    #expect(try open(clinic) == [])
  }

  @Test func `revises the diagnosis to any disease, on one day`() throws {
    for (disease, name, said) in [
      ("hattr", nil, "hattr"), ("other", "Vasculitis", "other: Vasculitis"),
    ] as [(String, String?, String)] {
      let clinic = try SmallClinic.make()
      let desk = clinic.desk.with(asOf: Self.asOf)
      if name != nil {
        #expect(
          try clinic.refusal { _ in _ = try close(clinic, .diagnosisRevised, to: .init(disease)) }
            == "A name in words is needed and was left empty.")
      }
      _ = try desk.closeFlags(
        of: Self.id, seen: try desk.seenUpTo(of: Self.id), decision: .diagnosisRevised,
        note: "gene", revisedTo: .init(disease), named: name)
      let diagnoses = try desk.record(of: Self.id).diagnoses
      #expect(diagnoses.map(\.disease.text) == ["cidp", disease])
      #expect(diagnoses.map(\.endedOn) == [Self.asOf, nil])
      #expect(diagnoses.map(\.diagnosedOn) == [day("2025-01-10"), Self.asOf])
      #expect(diagnoses.map(\.onsetOn) == [day("2024-03-01"), day("2024-03-01")])
      #expect(try desk.patientCard(Self.id).contains(said))
      // The revision answers the flag for good.
      expectNoDifference(try list(clinic, asOf: day("2026-01-10")), [])
      #expect(try desk.openFlagNames(of: Self.id).isEmpty)
      #expect(try clinic.desk.verify().hasPrefix("No fault"))
    }
  }

  @Test func `revises to another disease than there is`() throws {
    let clinic = try SmallClinic.make()
    let said =
      "The disease that the diagnosis is revised to, found “cidp”, is the one that is recorded already. Choose another one, or leave it as it is."
    #expect(
      try clinic.refusal { _ in _ = try close(clinic, .diagnosisRevised, to: .init("cidp")) }
        == said)
    #expect(
      try clinic.refusal {
        try $0.reviseDiagnosis(
          .init("cidp"), of: Self.id, to: .init("cidp"), on: Self.asOf, reason: "x")
      } == said)
    #expect(try clinic.desk.record(of: Self.id).diagnoses.map(\.endedOn) == [nil])
    expectNoDifference(try list(clinic), [Self.open])
  }

  @Test func `finds a diagnosis that was revised before as it is`() throws {
    let clinic = try SmallClinic.make()
    try clinic.desk.addDiagnosis(
      Diagnosis(disease: .init("hattr"), diagnosedOn: day("2025-04-01")), to: Self.id)
    _ = try close(clinic, .diagnosisRevised, to: .init("hattr"))
    let diagnoses = try clinic.desk.record(of: Self.id).diagnoses
    #expect(
      diagnoses.map { "\($0.disease) \($0.diagnosedOn) \($0.endedOn?.iso ?? "")" } == [
        "cidp 2025-01-10 2025-04-15", "hattr 2025-04-01 ",
      ])
  }

  @Test func `is taken back by a person, with name and reason`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk.with(asOf: Self.asOf)
    func reopen(_ choice: FlagChoice = .headline, note: String = "wrong patient") throws -> String {
      try desk.with(author: "Dr Two").reopenFlag(of: Self.id, note: note, choice)
    }
    #expect(
      try clinic.refusal { _ in _ = try reopen() }
        == "P001 has no closed flag. 'recheck review show P001' shows what there is.")
    _ = try close(clinic, .diagnosisConfirmed)
    #expect(
      try clinic.refusal { _ in _ = try reopen(note: "") } == "A note is needed and was left empty."
    )
    #expect(try reopen(.kind("missing-response")) == "missing-response (ivig from 2025-01-20)")
    expectNoDifference(
      try list(clinic), ["P001 missing-response re-opened"])
    let page = try desk.flagPage(Self.id, templates: nil)
    for text in [
      "opened again by Dr Two on 2025-04-15: \"wrong patient\"", "Decision 1, 2025-04-15, Dr One",
      "Decision 2, 2025-04-15, Dr Two: opened again",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    _ = try close(clinic, .diagnosisConfirmed)
    expectNoDifference(try list(clinic), [])
    #expect(try desk.file.read { try $0.reviews(of: Self.id) }.count == 3)
  }

  @Test func `keeps readable what it saw`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk.with(asOf: Self.asOf)
    let before = try desk.flagPage(Self.id, templates: nil)
    _ = try close(clinic, .trialInadequate, note: "only two courses")
    let score = try #require(
      try desk.record(of: Self.id).scores.first { $0.day == day("2025-04-07") })
    _ = try clinic.desk.correctScore(score.number, pairs: [("legs", "0")], reason: "misread")
    try clinic.desk.changeTreatment(.init("ivig"), of: Self.id, started: nil, reason: "x") {
      $0.dose = .one
    }
    let seen = try clinic.desk.flagPage(Self.id, decision: 1, templates: nil)
    // The page of that day, with the decision at its head.
    func body(_ page: String) -> Substring {
      page[(page.range(of: "\nSCORES\n")?.lowerBound ?? page.startIndex)...]
    }
    expectNoDifference(body(seen), body(before))
    #expect(
      seen.contains("The record as it stood for decision 1, 2025-04-15, Dr One: trial judged"))
    #expect(
      try clinic.refusal { _ = try $0.flagPage(Self.id, decision: 2, templates: nil) }
        == "P001 has no decision 2. 'recheck review show P001' shows the decisions with their numbers."
    )
    // A decision of another patient is none of this one.
    #expect(
      try clinic.refusal { _ = try $0.flagPage(.init("P002"), decision: 1, templates: nil) }
        .hasPrefix("P002 has no decision 1."))
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
