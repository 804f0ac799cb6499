import Clinic
import CustomDump
import Outcomes
import Registry
import TestSupport
import Testing

/// A change is made from what the person saw: what came in between is said, never taken back.
@Suite struct `A change from an earlier version` {
  private static let id = Patient.ID("P001")

  /// What is refused because of another person's change; nil: nothing is.
  private func meanwhile(_ body: () throws -> Void) throws -> ChangedMeanwhile? {
    do {
      try body()
      return nil
    } catch DeskRefusal.changedMeanwhile(let meanwhile) {
      return meanwhile
    }
  }

  private func number(_ clinic: TestClinic) throws -> Int {
    try #require(
      try clinic.desk.record(of: Self.id).scores.first {
        $0.measure.text == "incat" && $0.day.iso == "2025-04-07"
      }
    ).number
  }

  private func whats(_ found: ChangedMeanwhile?) -> [ChangedMeanwhile.What]? {
    found?.steps.map(\.what)
  }

  @Test func `of particulars takes no earlier save back`() throws {
    let clinic = try SmallClinic.make()
    let (a, b) = (clinic.desk.with(author: "Dr A"), clinic.desk.with(author: "Dr B"))
    try a.edit(Self.id, seen: 1, reason: "misread") { $0.birthDate = day("1961-04-03") }
    let late = try meanwhile {
      try b.edit(Self.id, seen: 1, reason: "passport") { $0.givenName = "Anna" }
    }
    expectNoDifference(whats(late), [.changed([FieldChange(.born, "1961-04-02", "1961-04-03")])])
    expectNoDifference(late?.steps.map(\.author), ["Dr A"])
    expectNoDifference(late?.steps.map(\.reason), ["misread"])
    expectNoDifference(late?.subject, .particulars)
    expectNoDifference(late?.now, 2)
    try b.edit(Self.id, seen: 2, reason: "passport") { $0.givenName = "Anna" }
    let now = try clinic.desk.patient(Self.id)
    #expect(now.birthDate == day("1961-04-03") && now.givenName == "Anna")
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
  }

  @Test func `of a score takes no earlier correction back`() throws {
    let clinic = try SmallClinic.make()
    let incat = try number(clinic)
    _ = try clinic.desk.with(author: "Dr A").correctScore(
      incat, seen: 1, pairs: [("arms", "1")], reason: "wrong line")
    let late = try meanwhile {
      _ = try clinic.desk.correctScore(incat, seen: 1, pairs: [("legs", "2")], reason: "misheard")
    }
    expectNoDifference(whats(late), [.changed([FieldChange(.item("arms"), "2", "1")])])
    expectNoDifference(
      late?.subject, .score(number: incat, .init("incat"), day("2025-04-07"), variant: ""))
    _ = try clinic.desk.correctScore(incat, seen: 2, pairs: [("legs", "2")], reason: "misheard")
    let versions = try clinic.desk.file.read { try $0.history(ofScore: incat) }
    expectNoDifference(versions.map(\.fact.score.answers), ["2,3", "1,3", "1,2"])
  }

  @Test func `says every step since, in order`() throws {
    let clinic = try SmallClinic.make()
    let incat = try number(clinic)
    _ = try clinic.desk.correctScore(incat, seen: 1, pairs: [("arms", "1")], reason: "one")
    _ = try clinic.desk.correctScore(
      incat, seen: 2, pairs: [("arms", "2")], day: day("2025-03-30"), reason: "two")
    let late = try meanwhile {
      try clinic.desk.withdraw(.score, incat, of: Self.id, seen: 1, reason: "wrong patient")
    }
    expectNoDifference(
      whats(late),
      [
        .changed([FieldChange(.item("arms"), "2", "1")]),
        .changed([
          FieldChange(.day, "2025-04-07", "2025-03-30"), FieldChange(.item("arms"), "1", "2"),
        ]),
      ])
    expectNoDifference(late?.steps.map(\.reason), ["one", "two"])
  }

  @Test func `of a treatment or a diagnosis takes nothing back`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    let course = try desk.treatment(.init("ivig"), of: Self.id, started: nil, seen: nil)
    try desk.stopTreatment(
      course.number, of: Self.id, seen: 1, on: day("2025-05-01"), reason: "worse")
    let stopped = [
      ChangedMeanwhile.What.changed([FieldChange(.stop, "", "2025-05-01")])
    ]
    expectNoDifference(
      whats(
        try meanwhile {
          try desk.changeTreatment(course.number, of: Self.id, seen: 1, reason: "x") {
            $0.dose = .one
          }
        }), stopped)
    expectNoDifference(
      whats(
        try meanwhile {
          try desk.stopTreatment(
            course.number, of: Self.id, seen: 1, on: day("2025-05-02"), reason: "x")
        }), stopped)
    expectNoDifference(
      whats(
        try meanwhile {
          try desk.withdraw(.course, course.number, of: Self.id, seen: 1, reason: "x")
        }), stopped)
    let diagnosis = try desk.diagnosis(.init("cidp"), of: Self.id, onlyRunning: true, seen: nil)
    try desk.endDiagnosis(
      diagnosis.number, of: Self.id, seen: 1, on: day("2025-06-01"), reason: "not so")
    let ended = [ChangedMeanwhile.What.changed([FieldChange(.ended, "", "2025-06-01")])]
    expectNoDifference(
      whats(
        try meanwhile {
          try desk.endDiagnosis(
            diagnosis.number, of: Self.id, seen: 1, on: day("2025-06-02"), reason: "x")
        }), ended)
    expectNoDifference(
      whats(
        try meanwhile {
          try desk.reviseDiagnosis(
            diagnosis.number, of: Self.id, seen: 1, to: .init("mg"), on: day("2025-06-02"),
            reason: "x")
        }), ended)
    expectNoDifference(
      whats(
        try meanwhile {
          try desk.withdraw(.diagnosis, diagnosis.number, of: Self.id, seen: 1, reason: "x")
        }), ended)
    let record = try desk.record(of: Self.id)
    #expect(record.courses.first?.stop == day("2025-05-01"))
    #expect(record.courses.first?.dose == Rational(2))
    #expect(record.diagnoses.map(\.endedOn) == [day("2025-06-01")])
  }

  @Test func `of what was withdrawn says so`() throws {
    let clinic = try SmallClinic.make()
    let incat = try number(clinic)
    _ = try clinic.desk.withdrawScore(incat, seen: 1, reason: "other patient")
    let late = try meanwhile {
      _ = try clinic.desk.correctScore(incat, seen: 1, pairs: [("legs", "2")], reason: "x")
    }
    expectNoDifference(whats(late), [.withdrawn])
    expectNoDifference(late?.now, nil)
    // Whoever saw that it was withdrawn has nothing to correct.
    #expect(throws: DeskRefusal.unknownScore(incat)) {
      _ = try clinic.desk.correctScore(incat, seen: 2, pairs: [("legs", "2")], reason: "x")
    }
    #expect(throws: DeskRefusal.unknownFact(.score, incat)) {
      try clinic.desk.withdraw(.score, incat, of: Self.id, seen: 2, reason: "x")
    }
    let course = try clinic.desk.treatment(.init("ivig"), of: Self.id, started: nil, seen: nil)
    try clinic.desk.withdraw(.course, course.number, of: Self.id, seen: 1, reason: "never given")
    // A command that was shown a version finds it; one that was not has no such course.
    let shown = try clinic.desk.treatment(.init("ivig"), of: Self.id, started: nil, seen: 1)
    expectNoDifference(shown.number, course.number)
    #expect(throws: DeskRefusal.noSuchCourse(Self.id, .init("ivig"), nil)) {
      _ = try clinic.desk.treatment(.init("ivig"), of: Self.id, started: nil, seen: nil)
    }
  }

  @Test func `of a merged patient leads to the other one`() throws {
    let clinic = try SmallClinic.make()
    let incat = try number(clinic)
    let other = Patient.ID("P002")
    try clinic.desk.merge(Self.id, into: other, reason: "one person")
    let merged = [ChangedMeanwhile.What.merged(Self.id, into: other)]
    let changes: [() throws -> Void] = [
      { try clinic.desk.edit(Self.id, seen: 1, reason: "x") { $0.givenName = "Anna" } },
      { _ = try clinic.desk.score(incat, of: Self.id, seen: 1) },
      { try clinic.desk.withdraw(.score, incat, of: Self.id, seen: 1, reason: "x") },
      { _ = try clinic.desk.treatment(.init("ivig"), of: Self.id, started: nil, seen: nil) },
      { _ = try clinic.desk.diagnosis(.init("cidp"), of: Self.id, onlyRunning: true, seen: nil) },
    ]
    for change in changes {
      let late = try meanwhile(change)
      expectNoDifference(whats(late), merged)
      expectNoDifference(late?.survivor, other)
    }
    // Looked at only now, it is simply none of this patient's.
    #expect(try clinic.desk.score(incat, of: Self.id, seen: nil) == nil)
    #expect(try clinic.desk.score(incat, of: other, seen: nil)?.now.number == incat)
    try clinic.desk.unmerge(Self.id, reason: "two persons")
    let apart = try meanwhile { _ = try clinic.desk.score(incat, of: other, seen: 1) }
    expectNoDifference(whats(apart), [.separated(Self.id)])
    // Never this patient's: no word about another one.
    #expect(try clinic.desk.score(incat, of: .init("007"), seen: 1) == nil)
  }

  @Test func `of persons that were compared is refused where one of them changed`() throws {
    let clinic = try SmallClinic.make()
    let other = Patient.ID("P002")
    try clinic.desk.edit(other, given: "Lea", reason: "passport")
    for versions in [(1, 1), (2, 2)] {
      let late = try? meanwhile {
        try clinic.desk.merge(
          Self.id, seen: versions.0, into: other, seen: versions.1, reason: "one person")
      }
      if versions == (1, 1) {
        expectNoDifference(whats(late ?? nil), [.changed([FieldChange(.given, "Léa", "Lea")])])
      }
    }
    #expect(throws: DeskRefusal.noSuchVersion(2, now: 1)) {
      try clinic.desk.merge(Self.id, seen: 2, into: other, seen: 2, reason: "one person")
    }
    #expect(try clinic.desk.file.read { try $0.merged() }.isEmpty)
    try clinic.desk.merge(Self.id, seen: 1, into: other, seen: 2, reason: "one person")
    #expect(try clinic.desk.file.read { try $0.merged() }.count == 1)
  }

  @Test func `that there never was is refused`() throws {
    let clinic = try SmallClinic.make()
    let incat = try number(clinic)
    for seen in [0, 2, -1] {
      #expect(throws: DeskRefusal.noSuchVersion(seen, now: 1)) {
        _ = try clinic.desk.correctScore(incat, seen: seen, pairs: [("legs", "2")], reason: "x")
      }
    }
  }

  @Test func `regrades scores by the versions that stand`() throws {
    let clinic = try SmallClinic.make()
    let id = Patient.ID("P002")
    let qmg = try #require(clinic.desk.library.measure(.init("qmg")))
    let pairs = qmg.items.compactMap { item -> (item: String, value: String)? in
      item.id.hasPrefix("grip") ? ("\(item.id)-kg", "29") : (item.id, "0")
    }
    let number = try clinic.desk.record(
      try clinic.desk.prepareScore(id, qmg.id, day: day("2025-05-01"), pairs: pairs))
    try clinic.desk.edit(id, seen: 1, reason: "misread") { $0.sex = .male }
    let late = try meanwhile {
      _ = try clinic.desk.correctScore(number, seen: 1, pairs: [("facial", "1")], reason: "x")
    }
    // No answer changed, so the total is what did: 29 kg are 1 and 0 points for a woman's right and
    // left hand, 1 and 1 for a man's.
    expectNoDifference(whats(late), [.changed([FieldChange(.total, "1", "2")])])
  }
}
