import Clinic
import CustomDump
import Exchange
import Outcomes
import Registry
import TestSupport
import Testing

@Suite struct `Diagnoses and treatments` {
  private static let id = Patient.ID("P001")

  @Test func `a course is started, changed and stopped, and the earlier particulars stay`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    let scig = Therapy.ID("scig")
    try desk.startTreatment(
      TreatmentCourse(therapy: scig, start: day("2025-05-01"), intent: .maintenance), of: Self.id)
    try desk.changeTreatment(scig, of: Self.id, started: nil, reason: "as given") { course in
      course.dose = Rational(2, over: 5)
      course.unit = "g/kg"
    }
    try desk.stopTreatment(
      scig, of: Self.id, started: day("2025-05-01"), on: day("2025-06-01"), because: .sideEffect,
      reason: "reaction")
    #expect(
      try clinic.lines(.treatments).contains(
        "P001,scig,2025-05-01,2025-06-01,maintenance,0.4,g/kg,,,side-effect,"))
    let number = try #require(
      try desk.file.read { try $0.courses(of: Self.id) }.first { $0.fact.therapy == scig }
    ).number
    let history = try desk.file.read { try $0.history(ofCourse: number) }
    expectNoDifference(history.map(\.fact.dose), [nil, Rational(2, over: 5), Rational(2, over: 5)])
    expectNoDifference(history.map(\.fact.stop), [nil, nil, day("2025-06-01")])
    expectNoDifference(history.map(\.fact.stopReason), [nil, nil, .sideEffect])
    expectNoDifference(history.map(\.reason).dropFirst(), ["as given", "reaction"])
  }

  @Test func `what no course can be is refused`() throws {
    let clinic = try SmallClinic.make()
    func start(
      _ therapy: String, _ start: String, stop: String? = nil, dose: Rational? = nil,
      every: Int? = nil
    ) throws -> String {
      try clinic.refusal {
        try $0.startTreatment(
          TreatmentCourse(
            therapy: .init(therapy), start: day(start), stop: stop.map(day), dose: dose,
            intervalDays: every),
          of: Self.id)
      }
    }
    #expect(
      try start("ivg", "2025-05-01")
        == "No therapy has the id or name 'ivg'. Did you mean 'ivig'? 'recheck measures list --kind therapies' shows all of them."
    )
    #expect(
      try start("scig", "2026-01-16")
        == "The start of a course on 2026-01-16 lies after today (2026-01-15). Correct the date.")
    #expect(
      try start("scig", "1961-04-01")
        == "The start of a course on 1961-04-01 lies before the patient's birth on 1961-04-02. Correct one of the two."
    )
    #expect(
      try start("scig", "2025-05-01", stop: "2025-04-30")
        == "The stop of a course on 2025-04-30 lies before the start on 2025-05-01. Correct one of the two."
    )
    for dose in [-1, 0] {
      #expect(
        try start("scig", "2025-05-01", dose: Rational(Int(dose)))
          == "A dose is a number above 0, such as 2 or 0.4, with at most 9 digits, 4 of them after the point; found “\(dose)”. Leave it out where it is not known."
      )
    }
    for days in [-7, 0] {
      #expect(
        try start("scig", "2025-05-01", every: days)
          == "The number of days between doses is a whole number above 0, such as 21, with at most 9 digits; found “\(days)”. Leave it out where it is not known."
      )
    }
    #expect(
      try start("ivig", "2025-01-20")
        == "P001 has a course of ivig from 2025-01-20 already. Change it with 'recheck treatment change'."
    )
    #expect(try start("scig", "2025-05-01").isEmpty)
    func stop(_ therapy: String, on stop: String, started: String? = nil) throws -> String {
      try clinic.refusal {
        try $0.stopTreatment(
          .init(therapy), of: Self.id, started: started.map(day), on: day(stop), reason: "x")
      }
    }
    #expect(
      try stop("ivig", on: "2025-01-19")
        == "The stop of a course on 2025-01-19 lies before the start on 2025-01-20. Correct one of the two."
    )
    #expect(
      try stop("ivig", on: "2026-01-16").hasPrefix(
        "The stop of a course on 2026-01-16 lies after today"))
    #expect(
      try stop("ivig", on: "2025-05-01", started: "2025-01-21")
        == "P001 has no course of ivig from 2025-01-21. 'recheck patient show P001' shows the courses."
    )
    #expect(try stop("ivig", on: "2025-05-01").isEmpty)
    #expect(
      try stop("ivig", on: "2025-05-01")
        == "This course of ivig was stopped on 2025-05-01 already. Correct that with 'recheck treatment change'."
    )
  }

  @Test func `a diagnosis is added, revised and ended`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    func add(_ disease: String, _ made: String, onset: String? = nil, ended: String? = nil) throws
      -> String
    {
      try clinic.refusal {
        try $0.addDiagnosis(
          Diagnosis(
            disease: .init(disease), diagnosedOn: day(made), onsetOn: onset.map(day),
            endedOn: ended.map(day)),
          to: Self.id)
      }
    }
    #expect(try add("cidp", "2025-01-10") == "P001 has the diagnosis cidp of 2025-01-10 already.")
    #expect(
      try add("mg", "2025-01-10", onset: "2025-01-11")
        == "The first symptoms on 2025-01-11 lie after the diagnosis on 2025-01-10. Correct one of the two."
    )
    #expect(
      try add("mg", "2025-01-10", ended: "2025-01-09")
        == "The end of a diagnosis on 2025-01-09 lies before the diagnosis on 2025-01-10. Correct one of the two."
    )
    #expect(try add("mgg", "2025-01-10").hasPrefix("No disease has the id or name 'mgg'."))
    #expect(try add("mg", "2026-02-01").hasPrefix("A diagnosis on 2026-02-01 lies after today"))
    try desk.reviseDiagnosis(
      .init("cidp"), of: Self.id, to: .init("autoimmune-nodopathy"), on: day("2025-07-01"),
      reason: "anti-NF155")
    expectNoDifference(
      try clinic.lines(.diagnoses).filter { $0.hasPrefix("P001") },
      [
        "P001,cidp,2025-01-10,2024-03-01,2025-07-01,,",
        "P001,autoimmune-nodopathy,2025-07-01,2024-03-01,,,",
      ])
    #expect(
      try clinic.refusal {
        try $0.endDiagnosis(.init("cidp"), of: Self.id, on: day("2025-08-01"), reason: "x")
      }
        == "P001 has no running diagnosis cidp. 'recheck patient show P001' shows the diagnoses.")
    try desk.endDiagnosis(
      .init("autoimmune-nodopathy"), of: Self.id, on: day("2025-08-01"), reason: "not so")
    #expect(
      try clinic.lines(.diagnoses).contains(
        "P001,autoimmune-nodopathy,2025-07-01,2024-03-01,2025-08-01,,"))
    #expect(try desk.verify().hasPrefix("No fault"))
  }
}
