import Clinic
import CustomDump
import Outcomes
import Registry
import TestSupport
import Testing

/// Flags of several patients deferred in one step.
@Suite struct `A deferral of several flags` {
  private static let asOf = day("2025-04-15")
  private static let until = day("2025-05-01")

  /// Three patients with IVIG for CIDP and no response, of whom P003 got plasma exchange too.
  private func clinic() throws -> TestClinic {
    var (patients, diagnoses) = (
      "patient_id,family_name,given_name,birth_date,sex\n", "patient_id,disease,diagnosed_on\n"
    )
    var (treatments, scores) = (
      "patient_id,therapy,start\n", "patient_id,date,measure,item,value\n"
    )
    for id in ["P001", "P002", "P003"] {
      patients += "\(id),Silva\(id.suffix(1)),Vera,196\(id.suffix(1))-04-02,female\n"
      diagnoses += "\(id),cidp,2025-01-10\n"
      treatments += "\(id),ivig,2025-01-20\n"
      for day in ["2025-01-15", "2025-03-10", "2025-04-07"] {
        scores += "\(id),\(day),incat,arms,2\n\(id),\(day),incat,legs,3\n"
      }
    }
    treatments += "P003,plex,2025-01-20\n"
    return try TestClinic([
      "p.csv": patients, "d.csv": diagnoses, "t.csv": treatments, "s.csv": scores,
    ])
  }

  private func desk(_ clinic: TestClinic, asOf day: Day = asOf) -> Desk {
    clinic.desk.with(author: "Dr One", asOf: day)
  }

  private func listed(_ desk: Desk, _ ids: [String] = ["P001", "P002", "P003"]) throws
    -> [ListedFlag]
  {
    let seen = try desk.seenUpToNow()
    return ids.map { ListedFlag(.init($0), seen: seen) }
  }

  private func reviews(_ desk: Desk) throws -> [String: [Review]] {
    var all: [String: [Review]] = [:]
    for id in ["P001", "P002", "P003"] {
      all[id] = try desk.file.read { try $0.reviews(of: .init(id)) }.map(\.fact)
    }
    return all
  }

  @Test func `is one step with a decision for each, as if deferred alone`() throws {
    let (together, alone) = (try clinic(), try clinic())
    let desk = desk(together)
    let flags = try listed(desk)
    let last = try desk.seenUpToNow()
    let done = try desk.deferFlags(flags, until: Self.until, note: "after the holidays")
    #expect(done.map(\.patient.text) == ["P001", "P002", "P003"])
    #expect(done[0].flags == ["missing-response (ivig from 2025-01-20)"])
    #expect(done[0].open == [] && !done[2].open.isEmpty)
    // One entry; the trail names every patient.
    #expect(try desk.seenUpToNow() == last + 1)
    let trail = try desk.file.read { try $0.audit(AuditFilter(author: "Dr One")) }
    #expect(
      Set(trail.filter { $0.subject == "review" }.map { "\($0.patient?.text ?? "") \($0.entry)" })
        == ["P001 \(last + 1)", "P002 \(last + 1)", "P003 \(last + 1)"])
    let single = self.desk(alone)
    for id in ["P001", "P002", "P003"] {
      _ = try single.closeFlags(
        of: .init(id), decision: .deferred, note: "after the holidays", deferredUntil: Self.until)
    }
    expectNoDifference(
      try together.export(.reviews), try alone.export(.reviews))
    for id in ["P001", "P002"] { #expect(try desk.openFlagNames(of: .init(id)) == []) }
    let later = self.desk(together, asOf: Self.until)
    #expect(try later.openFlagNames(of: .init("P002")).count >= 1)
    #expect(try desk.verify().hasPrefix("No fault"))
  }

  @Test func `is of all or none where a record changed`() throws {
    let clinic = try clinic()
    let desk = desk(clinic)
    let flags = try listed(desk)
    try clinic.desk.with(author: "Dr Two").record(
      try clinic.desk.prepareScore(
        .init("P002"), .init("incat"), day: day("2025-04-14"),
        pairs: [("arms", "2"), ("legs", "3")]))
    let said = try clinic.refusal { _ in
      _ = try desk.deferFlags(flags, until: Self.until, note: "x")
    }
    #expect(
      said.hasPrefix(
        "P002, Silva2, Vera:\n  Score 10, incat of 2025-04-14, recorded meanwhile by Dr Two "))
    #expect(
      said.hasSuffix(
        "  'recheck review show P002' shows the evidence as it stands now.\nNone of the flags was deferred."
      ))
    #expect(try reviews(desk).values.allSatisfy(\.isEmpty))
    // Seen again, it is taken.
    #expect(
      try desk.deferFlags(try listed(desk), until: Self.until, note: "x").count == 3)
  }

  @Test func `is of all or none where a flag was closed`() throws {
    let clinic = try clinic()
    let desk = desk(clinic)
    let flags = try listed(desk)
    _ = try desk.closeFlags(of: .init("P001"), decision: .diagnosisConfirmed, note: "")
    do {
      _ = try desk.deferFlags(flags, until: Self.until, note: "x")
      Issue.record("it was not refused")
    } catch DeskRefusal.noneDeferred(let refused) {
      #expect(refused.map(\.patient.id.text) == ["P001"])
      guard case .changedMeanwhile = refused.first?.reason else {
        Issue.record("it is not said what was changed")
        return
      }
    }
    // Seen as closed, there is nothing to defer.
    #expect(
      try clinic.refusal { _ in
        _ = try desk.deferFlags(try listed(desk), until: Self.until, note: "x")
      } == """
        P001, Silva1, Vera:
          P001 has no open flag. 'recheck review show P001' shows what there is.
        None of the flags was deferred.
        """)
    #expect(try reviews(desk).mapValues(\.count) == ["P001": 1, "P002": 0, "P003": 0])
  }

  @Test func `is refused where a flag is another one than was seen`() throws {
    let clinic = try clinic()
    let desk = desk(clinic)
    let seen = try desk.seenUpToNow()
    let other = Review.Subject(
      kind: .mixedResponse, therapy: .init("ivig"), start: day("2025-01-20"))
    #expect(
      try clinic.refusal { _ in
        _ = try desk.deferFlags(
          [
            ListedFlag(.init("P001"), seen: seen),
            ListedFlag(.init("P002"), .subject(other), seen: seen),
          ],
          until: Self.until, note: "x")
      }.hasPrefix("P002, Silva2, Vera:\n  P002 has no open flag 'mixed-response'."))
    #expect(try reviews(desk).values.allSatisfy(\.isEmpty))
  }

  @Test func `is checked like any other decision`() throws {
    let clinic = try clinic()
    let desk = desk(clinic)
    for (until, note, kind) in [
      (nil, "x", RecordFault(.deferredUntil, found: "", .neededWith(.decision, "deferred"))),
      (
        Self.asOf, "x",
        RecordFault(.deferredUntil, found: Self.asOf.iso, .notAfter(.day, Self.asOf))
      ),
      (Self.until, " ", RecordFault(.note, found: "", .needed)),
      (Self.until, "a\u{1}", RecordFault(.note, found: "a\u{1}", .text(.unseen("\u{1}")))),
    ] as [(Day?, String, RecordFault)] {
      #expect(throws: DeskRefusal.faults([kind])) {
        _ = try desk.deferFlags(try listed(desk), until: until, note: note)
      }
    }
    #expect(throws: DeskRefusal.faults([RecordFault(.physician, found: "", .needed)])) {
      _ = try desk.with(author: "").deferFlags(try listed(desk), until: Self.until, note: "x")
    }
    #expect(try reviews(desk).values.allSatisfy(\.isEmpty))
  }

  @Test func `counts a patient once, and a merged one as who survived`() throws {
    let clinic = try clinic()
    let desk = desk(clinic)
    #expect(
      try desk.deferFlags(try listed(desk, ["P001", "P001"]), until: Self.until, note: "x")
        .count == 1)
    #expect(try reviews(desk)["P001"]?.count == 1)
    let before = try listed(desk, ["P002", "P003"])
    try clinic.desk.register(
      Patient(id: .init("Q1"), familyName: "Other", givenName: "", birthDate: nil, sex: nil))
    try clinic.desk.merge(.init("P002"), into: .init("Q1"), reason: "same person")
    #expect(
      try clinic.refusal { _ in
        _ = try desk.deferFlags(before, until: Self.until, note: "x")
      }.contains("  P002 was merged into Q1 by Dr Test "))
    #expect(
      try desk.deferFlags(try listed(desk, ["P002", "Q1"]), until: Self.until, note: "x")
        .map(\.patient.text) == ["Q1"])
  }

  @Test func `leaves the lists of a running server right`() throws {
    let clinic = try clinic()
    let desk = desk(clinic)
    let cache = ClinicListsCache()
    let shown = try cache.lists(desk)
    #expect(shown.review.count == 3)
    #expect(shown.seen == (try desk.seenUpToNow()))
    _ = try desk.deferFlags(
      shown.review.prefix(2).map { ListedFlag($0.patient.id, .subject($0.flag), seen: shown.seen) },
      until: Self.until, note: "x")
    let changed = try desk.file.read { try $0.patientsChanged(since: shown.seen) }
    #expect(changed == Set(shown.review.prefix(2).map(\.patient.id)))
    let after = try cache.lists(desk)
    #expect(after.seen == shown.seen + 1)
    expectNoDifference(
      after.review.map(\.patient.id), try desk.clinicLists().review.map(\.patient.id))
  }
}
