import Outcomes
import Testing

@Suite struct `Checks of decisions, re-evaluations and notes of visits` {
  private static let today = date("2026-01-15")
  private static let checks = RecordChecks(today: today) { _ in true }
  private static let made = date("2025-05-01")
  private static let patient = Patient(
    id: .init("P1"), familyName: "Silva", givenName: "", birthDate: date("1961-04-02"), sex: nil)

  private static func date(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

  private func review(
    _ decision: Review.Decision = .diagnosisConfirmed, therapy: String? = "ivig",
    start: Day? = date("2025-01-20"), to: String? = nil, until: Day? = nil, note: String = "seen",
    by physician: String = "Dr A", on day: Day = made
  ) -> [RecordFault] {
    Self.checks.faults(
      of: Review(
        subjects: [
          .init(kind: .missingResponse, therapy: therapy.map { .init($0) }, start: start)
        ], decision: decision, revisedTo: to.map { .init($0) }, deferredUntil: until, note: note,
        physician: physician, day: day, entry: 0), Self.patient)
  }

  private func consideration(
    _ row: String, on day: Day = made, by author: String = "Dr A", note: String = ""
  ) -> [RecordFault] {
    Self.checks.faults(
      of: Consideration(
        disease: .init("mg"), row: row, state: .open, day: day, author: author, note: note),
      Self.patient)
  }

  @Test func `a decision has a note and a name, and what it needs and no more`() {
    #expect(review() == [])
    #expect(review(.diagnosisRevised, to: "mg") == [])
    #expect(review(.deferred, until: Self.made + 1) == [])
    #expect(review(.reopened) == [])
    #expect(review(therapy: nil, start: nil) == [])
    #expect(review(note: " \n") == [])
    #expect(
      review(.trialInadequate, note: " \n", by: " ") == [
        RecordFault(.physician, found: " ", .needed), RecordFault(.note, found: " \n", .needed),
      ])
    #expect(
      review(note: "a\u{1}", by: "Dr\nA") == [
        RecordFault(.physician, found: "Dr\nA", .text(.unseen("\n"))),
        RecordFault(.note, found: "a\u{1}", .text(.unseen("\u{1}"))),
      ])
    #expect(
      review(.diagnosisRevised) == [
        RecordFault(.revisedTo, found: "", .neededWith(.decision, "diagnosis-revised"))
      ])
    #expect(
      review(.deferred) == [
        RecordFault(.deferredUntil, found: "", .neededWith(.decision, "deferred"))
      ])
    for decision in Review.Decision.allCases where decision != .diagnosisRevised {
      #expect(
        review(decision, to: "mg", until: decision == .deferred ? Self.made + 1 : nil) == [
          RecordFault(.revisedTo, found: "mg", .takenWith(.decision, "diagnosis-revised"))
        ])
    }
    for decision in Review.Decision.allCases where decision != .deferred {
      #expect(
        review(decision, to: decision == .diagnosisRevised ? "mg" : nil, until: Self.made + 1) == [
          RecordFault(.deferredUntil, found: "2025-05-02", .takenWith(.decision, "deferred"))
        ])
    }
  }

  @Test func `a revision is one to another disease`() {
    let unchanged = [RecordFault(.revisedTo, found: "cidp", .unchanged)]
    let revised = Review(
      subjects: [.init(kind: .missingResponse, therapy: .init("ivig"), start: Self.made - 90)],
      decision: .diagnosisRevised, revisedTo: .init("cidp"), note: "seen", physician: "Dr A",
      day: Self.made, entry: 0)
    #expect(Self.checks.faults(of: revised, Self.patient) == [])
    #expect(Self.checks.faults(of: revised, Self.patient, under: [.init("mg")]) == [])
    #expect(Self.checks.faults(of: revised, Self.patient, under: [.init("cidp")]) == unchanged)
    var own = revised
    own.subjects = [
      .init(kind: .diagnosisUnanswered, therapy: nil, start: nil, disease: .init("cidp"))
    ]
    #expect(Self.checks.faults(of: own, Self.patient) == unchanged)
    func revision(_ from: String, _ name: String?, _ to: String, _ next: String?) -> [RecordFault] {
      Self.checks.faults(
        ofRevising: Diagnosis(disease: .init(from), otherName: name, diagnosedOn: Self.made - 90),
        to: Diagnosis(disease: .init(to), otherName: next, diagnosedOn: Self.made), Self.patient)
    }
    #expect(revision("cidp", nil, "mg", nil) == [])
    #expect(revision("cidp", nil, "cidp", nil) == unchanged)
    #expect(revision("other", "Vasculitis", "other", "Sarcoid") == [])
    #expect(
      revision("other", "Vasculitis", "other", "Vasculitis")
        == [RecordFault(.revisedTo, found: "other", .unchanged)])
  }

  @Test func `a deferral ends after the day of the decision`() {
    for until in [Self.made, Self.made - 1] {
      #expect(
        review(.deferred, until: until) == [
          RecordFault(.deferredUntil, found: until.iso, .notAfter(.day, Self.made))
        ])
    }
  }

  @Test func `a flag is about a course or none`() {
    #expect(
      review(start: nil) == [RecordFault(.therapy, found: "ivig", .without(.start))])
    #expect(
      review(therapy: nil) == [RecordFault(.start, found: "2025-01-20", .without(.therapy))])
    #expect(
      review(start: Self.today + 1) == [
        RecordFault(.start, found: "2026-01-16", .inTheFuture(today: Self.today))
      ])
  }

  @Test(
    arguments: [
      ("2026-01-15", nil), ("1961-04-02", nil),
      ("2026-01-16", .inTheFuture(today: today)),
      ("1961-04-01", .beforeBirth(born: date("1961-04-02"))),
      ("1899-12-31", .tooLongAgo(earliest: date("1900-01-01"))),
    ] as [(String, RecordFault.Kind?)])
  func `nothing is said after today or before the birth`(text: String, kind: RecordFault.Kind?) {
    let day = Self.date(text)
    func due(_ field: RecordFault.Field) -> [RecordFault] {
      kind.map { [RecordFault(field, found: text, $0)] } ?? []
    }
    #expect(review(therapy: nil, start: nil, on: day) == due(.day))
    #expect(consideration("damage", on: day) == due(.day))
    #expect(
      Self.checks.faults(of: VisitNote(day: day, illness: true), Self.patient) == due(.visitDay))
  }

  @Test func `what is considered is one line, of at most 200 characters, and somebody says so`() {
    #expect(consideration("damage", note: "line 1\nline 2") == [])
    #expect(consideration(String(repeating: "é", count: 200)) == [])
    let long = String(repeating: "é", count: 201)
    #expect(consideration(long) == [RecordFault(.row, found: long, .tooLong(limit: 200))])
    #expect(consideration(" ") == [RecordFault(.row, found: " ", .needed)])
    #expect(
      consideration("two\nlines", by: "", note: "a\u{9F}") == [
        RecordFault(.row, found: "two\nlines", .text(.unseen("\n"))),
        RecordFault(.author, found: "", .needed),
        RecordFault(.note, found: "a\u{9F}", .text(.unseen("\u{9F}"))),
      ])
  }

  @Test func `a visit says something, and days are counted from 0`() {
    func faults(_ visit: VisitNote) -> [RecordFault] { Self.checks.faults(of: visit, nil) }
    #expect(faults(VisitNote(day: Self.made, daysSinceDose: 0)) == [])
    #expect(faults(VisitNote(day: Self.made, note: "x")) == [])
    #expect(
      faults(VisitNote(day: Self.made, daysSinceDose: -1)) == [
        RecordFault(.daysSinceDose, found: "-1", .notAWholeNumberFromZero)
      ])
    #expect(
      faults(VisitNote(day: Self.made, note: " ")) == [
        RecordFault(
          .illness, found: "", .oneNeeded([.illness, .missedDoses, .daysSinceDose, .note]))
      ])
  }

  @Test
  func `fields are read by one rule, and what depends on one that cannot be read is not said`() {
    var fields = FieldReader()
    #expect(fields.countFromZero(" 0 ", .daysSinceDose) == 0)
    #expect(fields.countFromZero("21.0", .daysSinceDose) == 21)
    #expect(fields.countFromZero("", .daysSinceDose) == nil)
    #expect(fields.yesOrNo(" yes", .illness) == true)
    #expect(fields.yesOrNo("no", .illness) == false)
    #expect(fields.yesOrNo("", .illness) == nil)
    #expect(fields.faults == [])
    for text in ["-1", "2.5", "1/2", "ten", "1234567890"] {
      #expect(fields.countFromZero(text, .daysSinceDose) == nil)
      #expect(
        fields.faults.last == RecordFault(.daysSinceDose, found: text, .notAWholeNumberFromZero))
    }
    #expect(fields.yesOrNo("maybe", .missedDoses) == nil)
    #expect(
      fields.faults.last
        == RecordFault(.missedDoses, found: "maybe", .notAWord(allowed: ["yes", "no"])))
    let decision: Review.Decision? = fields.choice("agreed", .decision, needed: true)
    #expect(decision == nil)
    #expect(
      fields.faults.last
        == RecordFault(
          .decision, found: "agreed",
          .notAWord(allowed: Review.Decision.allCases.map(\.rawValue), isNeeded: true)))
    let read = fields.faults
    #expect(
      fields.faults(with: [
        RecordFault(.revisedTo, found: "", .neededWith(.decision, "diagnosis-revised")),
        RecordFault(.deferredUntil, found: "2025-01-01", .takenWith(.decision, "deferred")),
        RecordFault(.illness, found: "", .oneNeeded([.illness, .missedDoses])),
      ]) == read)
    let kept = RecordFault(.deferredUntil, found: "2025-01-01", .notAfter(.day, Self.made))
    #expect(fields.faults(with: [kept]) == read + [kept])
  }

  @Test func `blanks at the ends belong to no text`() {
    let review = Review(
      subjects: [], decision: .reopened, note: " a b\n", physician: "Dr A ", day: Self.made,
      entry: 0
    ).tidy
    #expect([review.note, review.physician] == ["a b", "Dr A"])
    let consideration = Consideration(
      disease: .init("mg"), row: " damage", state: .open, day: Self.made, author: "Dr A\n",
      note: "\u{A0}x"
    ).tidy
    #expect(
      [consideration.row, consideration.author, consideration.note] == ["damage", "Dr A", "x"])
    #expect(VisitNote(day: Self.made, note: "  ").tidy.isEmpty)
  }
}
