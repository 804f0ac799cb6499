import Clinic
import CustomDump
import Exchange
import Outcomes
import Registry
import TestSupport
import Testing

@Suite struct `The patient register` {
  private func person(
    _ id: String, _ family: String = "Silva", _ given: String = "Vera",
    born: String? = "1961-04-02",
    _ sex: Sex? = .female
  ) -> Patient {
    Patient(
      id: .init(id), familyName: family, givenName: given, birthDate: born.map(day), sex: sex)
  }

  @Test(arguments: [
    ("Silva", "Vera", "1961-04-02", true), ("Sylva", "Vera", "1961-04-02", true),
    ("SILVA", "Véra", "1961-04-02", true), ("Vera", "Silva", "1961-04-02", true),
    ("Silva", "Vera", "1961-04-03", false), ("Haas", "Jonas", "1961-04-02", false),
  ])
  func `points out who may be the same`(family: String, given: String, born: String?, similar: Bool)
    throws
  {
    let clinic = try SmallClinic.make()
    let new = person("N1", family, given, born: born)
    let said = try clinic.refusal { try $0.register(new) }
    if similar {
      expectNoDifference(
        said,
        "'N1' was not registered. By name and date of birth it may be the same person as\n"
          + "  P001  Silva, Vera, born 1961-04-02\n"
          + "If this is another person, add --even-if-similar. If not, use the identifier above.")
      try clinic.desk.register(new, evenIfSimilar: true)
    } else {
      #expect(said.isEmpty)
    }
    #expect(try clinic.desk.patient(.init("N1")) == new)
  }

  @Test func `says why somebody may be the same`() throws {
    let clinic = try SmallClinic.make()
    #expect(
      try clinic.refusal { try $0.register(person("p001", born: "1961-02-04")) } == """
        'p001' was not registered. It may be a slip in the date of birth: the same name, with figures of the date changed round, has
          P001  Silva, Vera, born 1961-04-02
        If this is another person, add --even-if-similar. If not, use the identifier above.
        """)
    #expect(
      try clinic.refusal { try $0.register(person("7", "Moreau", "Lea", born: "1975-11-30")) }
        == """
        '7' was not registered. By name and date of birth it may be the same person as
          P002  Moreau, Léa, born 1975-11-30
        The identifier differs by capital letters or leading zeros alone from that of
          007  O'Brien, Jr, Max, born 1950-01-15
        If this is another person, add --even-if-similar. If not, use the identifier above.
        """)
    try clinic.desk.register(person("7", "Moreau", "Lea", born: "1975-11-30"), evenIfSimilar: true)
  }

  @Test func `a birth date or sex can be recorded as unknown`() throws {
    let clinic = try SmallClinic.make()
    let id = Patient.ID("P001")
    #expect(
      try clinic.refusal { try $0.edit(id, reason: "") { $0.birthDate = nil } }
        == "A reason is needed and was left empty.")
    try clinic.desk.edit(id, reason: "another patient's") { $0.birthDate = nil }
    #expect(try clinic.lines(.patients).contains("P001,Silva,Vera,,female,"))
    try clinic.desk.edit(id, reason: "not known") { $0.sex = nil }
    #expect(try clinic.lines(.patients).contains("P001,Silva,Vera,,,"))
    #expect(
      try clinic.refusal {
        try $0.edit(id, reason: "again") { ($0.birthDate, $0.sex) = (nil, nil) }
      }
        == "Nothing was changed: give at least one new value.")
    expectNoDifference(
      try clinic.desk.file.read { try $0.history(ofPatient: id) }.map(\.reason).dropFirst(),
      ["another patient's", "not known"])
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
  }

  @Test func `what was taken earlier does not stand in the way of a change`() throws {
    let clinic = try TestClinic()
    let id = Patient.ID("old ")
    // As an earlier version of the program stored it.
    try clinic.desk.file.write(.addPatient, by: clinic.desk.by()) { writing in
      try writing.add(
        Patient(
          id: id, familyName: "", givenName: "A\u{AD}b", birthDate: day("1890-01-01"), sex: nil))
      try writing.add(
        TreatmentCourse(therapy: .init("ivig"), start: day("0205-01-01"), unit: "g\t"), of: id)
    }
    try clinic.desk.edit(id, sex: .female, reason: "seen today")
    try clinic.desk.changeTreatment(.init("ivig"), of: id, started: nil, reason: "seen today") {
      $0.dose = .one
    }
    #expect(
      try clinic.refusal { try $0.edit(id, born: day("1891-01-01"), reason: "x") }.hasPrefix(
        "A birth on 1891-01-01 lies before 1906-01-15"))
  }

  @Test func `refuses what is no registration`() throws {
    let clinic = try SmallClinic.make()
    #expect(
      try clinic.refusal { try $0.register(person("")) }
        == "An identifier is needed and was left empty.")
    #expect(
      try clinic.refusal { try $0.register(person("N", "")) }
        == "A family name is needed and was left empty.")
    #expect(
      try clinic.refusal { try $0.register(person("N", born: "2026-01-16")) }
        == "A birth on 2026-01-16 lies after today (2026-01-15). Correct the date.")
    #expect(
      try clinic.refusal { try $0.register(person("N ", "", born: "1906-01-14")) } == """
        An identifier, found “N ”: it begins or ends with a blank, which nobody sees. Remove it.
        A family name is needed and was left empty.
        A birth on 1906-01-14 lies before 1906-01-15, more than 120 years ago. Correct the date.
        """)
    #expect(
      try clinic.refusal { try $0.register(person("P001")) }
        == "A patient is registered as 'P001' already. Choose another identifier, or change that patient with 'recheck patient edit'."
    )
    #expect(
      try clinic.refusal { _ = try $0.patient(.init("P003")) }
        == "No patient is registered as 'P003'. Did you mean 'P001'? 'recheck patient list' shows all of them."
    )
  }

  @Test func `a merge keeps both histories and can be undone`() throws {
    let clinic = try SmallClinic.make()
    let before = (try clinic.everything(), try clinic.judgements())
    try clinic.desk.register(person("P001b"), evenIfSimilar: true)
    try clinic.importing([
      "s.csv": SmallClinic.scoreColumns
        + "P001b,2025-05-01,incat,arms,1,,,\nP001b,2025-05-01,incat,legs,1,,,\nP001b,2025-01-15,incat,arms,2,,,\nP001b,2025-01-15,incat,legs,3,,,\n"
    ])
    let apart = try clinic.everything()
    try clinic.desk.merge(.init("P001b"), into: .init("P001"), reason: "registered twice")
    // The copy of the same visit stands once; the later visit counts.
    expectNoDifference(
      try clinic.lines(.scores).filter { $0.contains(",incat,") }.count, 8)
    #expect(try clinic.lines(.patients).count == 4)
    #expect(try clinic.judgements() != before.1)
    #expect(try clinic.desk.patientCard(.init("P001b")).contains("(P001b was merged into P001.)"))
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
    // Either identifier names the patient.
    _ = try clinic.desk.record(
      try clinic.desk.prepareScore(
        .init("P001b"), .init("pain-nrs"), day: day("2025-06-01"), pairs: [("", "2")]))
    #expect(try clinic.lines(.scores).contains("P001,2025-06-01,pain-nrs,,2,,,"))
    try clinic.desk.unmerge(.init("P001b"), reason: "two persons")
    var expected = apart
    expected[3] = expected[3].replacing(
      "P001b,2025-05-01,incat,legs,1,,,\r\n",
      with: "P001b,2025-05-01,incat,legs,1,,,\r\nP001b,2025-06-01,pain-nrs,,2,,,\r\n")
    expectNoDifference(try clinic.everything(), expected)
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
  }

  @Test func `a merge that would lose something is refused`() throws {
    let clinic = try SmallClinic.make()
    func refusal(_ id: String, _ other: String, _ reason: String = "same") throws -> String {
      try clinic.refusal { try $0.merge(.init(id), into: .init(other), reason: reason) }
    }
    #expect(try refusal("P001", "P002", "") == "A reason is needed and was left empty.")
    #expect(try refusal("P001", "P009").hasPrefix("No patient is registered as 'P009'."))
    #expect(try refusal("P001", "P001").isEmpty == false)
    try clinic.desk.register(person("T", "Other", "Name", .male))
    try clinic.importing([
      "s.csv": SmallClinic.scoreColumns
        + "T,2025-01-15,incat,arms,1,,,\nT,2025-01-15,incat,legs,1,,,\n"
    ])
    #expect(try refusal("T", "P001").contains("incat"))
    // A score that was graded for a man has another total for a woman.
    try clinic.desk.register(person("M", "Another", "Name", .male))
    try record(qmg: "M", kg: "35", in: clinic)
    #expect(
      try refusal("M", "P001")
        == "The qmg of M on 2025-04-01 is graded by sex, and P001 is registered with another sex. Correct one of the two with 'recheck patient edit', then merge."
    )
    try clinic.desk.edit(.init("M"), sex: .female, reason: "was entered wrongly")
    #expect(try refusal("M", "P001").isEmpty)
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
  }

  /// A whole QMG with the right grip as a measured value.
  private func record(qmg id: String, kg: String, in clinic: TestClinic) throws {
    let measure = try #require(clinic.desk.library.measure(.init("qmg")))
    let pairs = measure.items.map { item in
      item.id == "grip-right" ? (item: "grip-right-kg", value: kg) : (item: item.id, value: "0")
    }
    try clinic.desk.record(
      try clinic.desk.prepareScore(.init(id), measure.id, day: day("2025-04-01"), pairs: pairs))
  }

  @Test func `a changed sex grades the grip of a QMG anew, also after a merge was undone`() throws {
    let clinic = try SmallClinic.make()
    func total() throws -> Rational? {
      try clinic.desk.file.read { try $0.scores(of: .init("P001")) }
        .first { $0.fact.score.measure.text == "qmg" }?.fact.score.total
    }
    try record(qmg: "P001", kg: "35", in: clinic)
    let woman = try #require(try total())
    try clinic.desk.edit(.init("P001"), sex: .male, reason: "was entered wrongly")
    let man = try #require(try total())
    #expect(woman < man)
    try clinic.desk.edit(.init("P001"), sex: .other, reason: "was entered wrongly")
    #expect(try total() == nil)
    try clinic.desk.edit(.init("P001"), sex: .female, reason: "as it was")
    #expect(try total() == woman)
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
    // Merged into another woman, whose sex is then changed, and taken apart again.
    try clinic.desk.merge(.init("P001"), into: .init("P002"), reason: "same")
    try clinic.desk.edit(.init("P002"), sex: .male, reason: "was entered wrongly")
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
    try clinic.desk.unmerge(.init("P001"), reason: "two persons")
    #expect(try total() == woman)
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
  }

  @Test func `an edit keeps to the calendar and to the records`() throws {
    let clinic = try SmallClinic.make()
    let id = Patient.ID("P001")
    #expect(
      try clinic.refusal { try $0.edit(id, reason: "x") }
        == "Nothing was changed: give at least one new value.")
    #expect(
      try clinic.refusal { try $0.edit(id, family: "Lund", reason: "") }
        == "A reason is needed and was left empty.")
    #expect(
      try clinic.refusal { try $0.edit(id, born: day("2025-01-12"), reason: "x") }
        == "A birth on 2025-01-12 lies after a record of the patient on 2025-01-10. Correct one of the two."
    )
    try clinic.desk.edit(id, family: "Lund", born: day("1962-04-02"), reason: "married; wrong year")
    expectNoDifference(
      try clinic.desk.file.read { try $0.history(ofPatient: id) }.map(\.fact.familyName),
      ["Silva", "Lund"])
  }
}
