import Outcomes
import Testing

@Suite struct `Checks of what is recorded` {
  private static let today = date("2026-01-15")
  private static let checks = RecordChecks(today: today) { _ in true }

  private static func date(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

  private static func patient(
    _ id: String = "P1", family: String = "Silva", given: String = "", born: String? = nil
  ) -> Patient {
    Patient(
      id: .init(id), familyName: family, givenName: given, birthDate: born.map(date), sex: nil)
  }

  private func faults(_ patient: Patient) -> [RecordFault] { Self.checks.faults(of: patient) }

  @Test func `a patient needs an identifier and a family name`() {
    #expect(faults(Self.patient()) == [])
    #expect(
      faults(Self.patient("", family: "")) == [
        RecordFault(.identifier, found: "", .needed), RecordFault(.familyName, found: "", .needed),
      ])
    #expect(faults(Self.patient("  ")) == [RecordFault(.identifier, found: "  ", .needed)])
    #expect(
      faults(Self.patient("P1 ", family: "A\u{1}", given: "B\u{AD}")) == [
        RecordFault(.identifier, found: "P1 ", .text(.blankAtAnEnd)),
        RecordFault(.familyName, found: "A\u{1}", .text(.unseen("\u{1}"))),
        RecordFault(.givenName, found: "B\u{AD}", .text(.unseen("\u{AD}"))),
      ])
  }

  @Test(
    arguments: [
      ("1906-01-15", nil), ("2026-01-15", nil), ("1961-04-02", nil),
      ("1906-01-14", .tooLongAgo(earliest: date("1906-01-15"))),
      ("0091-04-15", .tooLongAgo(earliest: date("1906-01-15"))),
      ("2026-01-16", .inTheFuture(today: today)),
    ] as [(String, RecordFault.Kind?)])
  func `nobody is born after today or older than 120 years`(born: String, kind: RecordFault.Kind?) {
    #expect(
      faults(Self.patient(born: born))
        == (kind.map { [RecordFault(.birthDate, found: born, $0)] } ?? []))
  }

  @Test func `120 years are counted from 28 February where there is no 29th`() {
    let checks = RecordChecks(today: Self.date("2020-02-29")) { _ in true }
    #expect(checks.faults(of: Self.patient(born: "1900-02-28")) == [])
    #expect(checks.faults(of: Self.patient(born: "1900-02-27")).count == 1)
  }

  @Test(
    arguments: [
      ("1900-01-01", nil, nil), ("1905-06-01", nil, nil), ("2026-01-15", nil, nil),
      ("1961-04-02", "1961-04-02", nil),
      ("1899-12-31", nil, .tooLongAgo(earliest: date("1900-01-01"))),
      ("0205-03-01", "1961-04-02", .tooLongAgo(earliest: date("1900-01-01"))),
      ("1961-04-01", "1961-04-02", .beforeBirth(born: date("1961-04-02"))),
      ("2026-01-16", "1961-04-02", .inTheFuture(today: today)),
    ] as [(String, String?, RecordFault.Kind?)])
  func `nothing happens after today, before the birth or before 1900`(
    text: String, born: String?, kind: RecordFault.Kind?
  ) {
    let (day, patient) = (Self.date(text), Self.patient(born: born))
    func due(_ fields: RecordFault.Field...) -> [RecordFault] {
      kind.map { kind in fields.map { RecordFault($0, found: text, kind) } } ?? []
    }
    #expect(Self.checks.faults(ofVisit: day, born: patient.birthDate) == due(.visitDay))
    #expect(
      Self.checks.faults(
        of: Diagnosis(disease: .init("mg"), diagnosedOn: day, onsetOn: day, endedOn: day), patient)
        == due(.diagnosedOn, .onsetOn, .endedOn))
    #expect(
      Self.checks.faults(
        of: TreatmentCourse(therapy: .init("ivig"), start: day, stop: day), patient)
        == due(.start, .stop))
  }

  @Test func `days of one fact come in their order`() {
    let made = Self.date("2025-01-10")
    #expect(
      Self.checks.faults(
        of: Diagnosis(
          disease: .init("mg"), diagnosedOn: made, onsetOn: made + 1, endedOn: made - 1,
          note: "a\u{1}"), nil)
        == [
          RecordFault(.onsetOn, found: "2025-01-11", .after(.diagnosedOn, made)),
          RecordFault(.endedOn, found: "2025-01-09", .before(.diagnosedOn, made)),
          RecordFault(.note, found: "a\u{1}", .text(.unseen("\u{1}"))),
        ])
    #expect(
      Self.checks.faults(
        of: TreatmentCourse(
          therapy: .init("ivig"), start: made, stop: made - 1, dose: .zero, unit: "g\n",
          intervalDays: 0), nil)
        == [
          RecordFault(.stop, found: "2025-01-09", .before(.start, made)),
          RecordFault(.dose, found: "0", .notAboveZero),
          RecordFault(.intervalDays, found: "0", .notAWholeNumber),
          RecordFault(.unit, found: "g\n", .text(.unseen("\n"))),
        ])
    #expect(
      Self.checks.faults(ofVisit: made, born: nil, rater: "R\tN", note: "a\tb")
        == [RecordFault(.rater, found: "R\tN", .text(.unseen("\t")))])
  }

  @Test func `what is in no list is named, and nothing else is`() {
    func faults(_ disease: String, _ name: String?) -> [RecordFault.Kind] {
      Self.checks.faults(
        of: Diagnosis(disease: .init(disease), otherName: name, diagnosedOn: Self.today), nil
      ).map(\.kind)
    }
    #expect(faults("other", nil) == [.needed])
    #expect(faults("other", "Vasculitis") == [])
    #expect(faults("mg", nil) == [])
    #expect(faults("mg", "Vasculitis") == [.onlyWith("other")])
    #expect(faults("other", "a\nb") == [.text(.unseen("\n"))])
    func faults(therapy: String, _ name: String?) -> [RecordFault.Kind] {
      Self.checks.faults(
        of: TreatmentCourse(therapy: .init(therapy), otherName: name, start: Self.today), nil
      ).map(\.kind)
    }
    #expect(faults(therapy: "other-immunotherapy", nil) == [.needed])
    #expect(faults(therapy: "other-immunotherapy", "Leflunomide") == [])
    #expect(faults(therapy: "ivig", "Leflunomide") == [.onlyWith("other-immunotherapy")])
  }

  @Test func `a day that is known in part is refused where no day of it can be`() {
    let birth = Self.patient(born: "1961-04-02")
    func faults(_ made: String, onset: String? = nil, ended: String? = nil) -> [RecordFault] {
      var diagnosis = Diagnosis(disease: .init("mg"), diagnosedOn: Self.today)
      diagnosis.diagnosedGiven = PartialDay(iso: made) ?? .unknown
      diagnosis.onsetGiven = onset.flatMap { PartialDay(iso: $0) }
      diagnosis.endedOn = ended.map(Self.date)
      return Self.checks.faults(of: diagnosis, birth)
    }
    #expect(faults("2026") == [])
    #expect(faults("2026-02").map(\.found) == ["2026-02"])
    #expect(faults("1961") == [])
    #expect(faults("1961-03").map(\.kind) == [.beforeBirth(born: Self.date("1961-04-02"))])
    #expect(faults("", onset: "2024-05-05", ended: "2024-06-01") == [])
    #expect(faults("2024", onset: "2024-05-05", ended: "2024-06-01") == [])
    #expect(
      faults("2024", onset: "2025") == [
        RecordFault(.onsetOn, found: "2025", .after(.diagnosedOn, Self.date("2024-12-31")))
      ])
    #expect(
      faults("2024-03", ended: "2024-02-28") == [
        RecordFault(.endedOn, found: "2024-02-28", .before(.diagnosedOn, Self.date("2024-03-01")))
      ])
  }

  @Test func `fields are read by one rule, and what cannot be read is not compared`() {
    var fields = FieldReader()
    #expect(fields.day(" 2025-01-10 ", .start, needed: true) == Self.date("2025-01-10"))
    #expect(fields.day("", .stop) == nil)
    #expect(fields.number("+0.4", .dose) == Rational(2, over: 5))
    #expect(fields.count("21.0", .intervalDays) == 21)
    let sex: Sex? = fields.choice("female ", .sex)
    #expect(sex == .female)
    #expect(fields.faults == [])
    fields.need(" ", .familyName)
    #expect(fields.day("", .diagnosedOn, needed: true) == nil)
    #expect(fields.day("10.1.2025", .onsetOn) == nil)
    #expect(fields.number("0,4", .dose) == nil)
    #expect(fields.count("0", .intervalDays) == nil)
    #expect(fields.count("2.5", .intervalDays) == nil)
    let intent: TreatmentCourse.Intent? = fields.choice("cure", .intent)
    #expect(intent == nil)
    let read = [
      RecordFault(.familyName, found: " ", .needed), RecordFault(.diagnosedOn, found: "", .needed),
      RecordFault(.onsetOn, found: "10.1.2025", .notADay),
      RecordFault(.dose, found: "0,4", .notANumber),
      RecordFault(.intervalDays, found: "0", .notAWholeNumber),
      RecordFault(.intervalDays, found: "2.5", .notAWholeNumber),
      RecordFault(
        .intent, found: "cure",
        .notAWord(allowed: ["induction", "maintenance", "bridge", "symptomatic"])),
    ]
    #expect(fields.faults == read)
    let today = Self.today
    let kept = RecordFault(.endedOn, found: "2027-01-01", .inTheFuture(today: today))
    #expect(
      fields.faults(with: [
        kept, RecordFault(.endedOn, found: "2025-01-09", .before(.diagnosedOn, today)),
        RecordFault(.diagnosedOn, found: "2027-01-01", .inTheFuture(today: today)),
      ]) == read + [kept])
    var comma = FieldReader(decimalComma: true)
    #expect(comma.number("0,4", .dose) == Rational(2, over: 5))
    #expect(comma.count("21,0", .intervalDays) == 21)
  }

  @Test(arguments: [
    ("1970-01-01", "1970-10-01", true), ("1970-01-01", "1907-01-01", true),
    ("1970-03-12", "1970-12-03", true), ("1961-04-02", "1961-02-04", true),
    ("1961-04-02", "1961-04-20", true), ("1961-04-02", "1916-04-02", true),
    ("1961-04-02", "1961-04-03", false), ("1961-04-02", "1962-04-02", false),
    ("1961-04-02", "1961-04-02", false), ("1961-04-02", "1916-04-20", false),
    ("1970-03-31", "1970-03-13", true),
  ])
  func `a birth date may be written with figures changed round`(a: String, b: String, isSlip: Bool)
  {
    #expect(Self.date(a).isSlip(of: Self.date(b)) == isSlip)
    #expect(Self.date(b).isSlip(of: Self.date(a)) == isSlip)
  }
}
