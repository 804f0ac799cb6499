import Clinic
import Exchange
import Outcomes
import Registry
import Testing

@testable import Web

/// What the browser says to each refusal there is, and where its link leads.
@Suite struct RefusalWordsTests {
  private static let a = Patient.ID("A")
  private static let day = Day(number: 20_000)
  private static let step = ChangedMeanwhile.Step(
    entry: 9, author: "Dr Weber", instant: "2026-03-12T14:03:22.000Z", reason: "misread",
    subject: .score(number: 4, .init("incat"), day, variant: ""),
    what: .changed([FieldChange(.item("arms"), "3", "1")]))

  /// Refusal, words, address of its link.
  static let cases: [(DeskRefusal, String, String?)] = [
    (
      .unknownPatient(a, near: "A1"), "No patient is registered as “A”. Did you mean “A1”?",
      "/patients"
    ),
    (.unknownMeasure("x", near: nil), "No measure has the id “x”.", "/measures"),
    (.unknownDisease("x", near: nil), "No disease has the id “x”.", "/measures?kind=diseases"),
    (.unknownTherapy("x", near: nil), "No therapy has the id “x”.", "/measures?kind=therapies"),
    (.unknownScore(4), "No score has the number 4.", nil),
    (
      .patientExists(a),
      "A patient is registered as “A” already. Choose another identifier, or find that patient.",
      "/patients/A/edit"
    ),
    (
      .alike(
        a,
        [
          LikePatient(
            Patient(id: .init("B"), familyName: "B", givenName: "", birthDate: nil, sex: nil), .name
          )
        ]), "Somebody alike is registered already. Is it the same person?", nil
    ),
    (.emptyText(.reason), "A reason is needed.", nil),
    (
      .faults([RecordFault(.visitDay, found: day.iso, .inTheFuture(today: day - 1))]),
      "A visit on 2024-10-04 lies after today (2024-10-03). Correct the date.", nil
    ),
    (
      .diagnosisExists(a, .init("cidp"), day),
      "The diagnosis CIDP of 2024-10-04 is recorded already.", nil
    ),
    (
      .noSuchDiagnosis(a, .init("cidp")), "There is no running diagnosis CIDP.", "/patients/A"
    ),
    (
      .courseExists(a, .init("ivig"), day),
      "A course of IVIG from 2024-10-04 is recorded already. Change that one.", "/patients/A"
    ),
    (.noSuchCourse(a, .init("ivig"), nil), "There is no such course of IVIG.", "/patients/A"),
    (
      .courseStopped(a, .init("ivig"), day, number: 7),
      "This course of IVIG was stopped on 2024-10-04 already. Change it to correct that.",
      "/patients/A/treatments/7"
    ),
    (
      .scoreExists(a, .init("mg-adl"), day, variant: "", number: 4),
      "MG-ADL on 2024-10-04 is recorded already as score 4. Correct that score instead.",
      "/patients/A/scores/4"
    ),
    (.nothingChanges, "Nothing was changed: give at least one new value.", nil),
    (
      .mergeRegrades(a, into: .init("B"), .init("qmg"), day),
      "The QMG of A on 2024-10-04 is graded by sex, and B is registered with another sex. Correct the sex of one of the two, then merge.",
      "/patients/B/edit"
    ),
    (
      .noOpenFlag(a, kind: "coverage-gap"), "No flag is open any more. Look at the page again.",
      "/patients/A/flag"
    ),
    (
      .noClosedFlag(a, kind: nil), "This flag is not closed any more. Look at the page again.",
      "/patients/A/flag"
    ),
    (
      .noSuchFlag(a, kind: nil), "There is no such flag any more. Look at the page again.",
      "/patients/A/flag"
    ),
    (
      .severalFlags(a, []), "Several flags are meant. Choose one on its own page.",
      "/patients/A/flag"
    ),
    (.noSuchDecision(a, 3), "There is no such decision in this record.", "/patients/A/flag"),
    (
      .noneDeferred([
        RefusedDeferral(
          Patient(id: a, familyName: "Silva", givenName: "Vera", birthDate: nil, sex: nil),
          .noOpenFlag(a, kind: nil))
      ]),
      "Silva, Vera (A): No flag is open any more. Look at the page again. None of the flags was deferred.",
      nil
    ),
    (
      .measureNeeded, "This layout has a column for each item of one measure. Choose the measure.",
      nil
    ),
    (
      .noValueTable(.init("mg-adl")),
      "MG-ADL is not compared by a value that comes from a table.", nil
    ),
    (
      .fileExists("/secret/place"), "There is a file of this name already. Choose another name.",
      nil
    ),
    (
      .badTable(file: "/secret/place", row: 3, value: "x"),
      "Row 3: found “x”. Two numbers are needed, the raw score and its value, each raw score once.",
      nil
    ),
    (.noSuchFile("/secret/place"), "The file could not be read. Check its name.", nil),
    (
      .noSuchDefinition("x", near: "y"),
      "No measure, disease or therapy has the id “x”. Did you mean “y”?", nil
    ),
    (
      .faultyDefinitions(["a.yaml:1:1: one", "a.yaml:2:1: two"]),
      "The site's own definitions have faults, so nothing of them is used: a.yaml:1:1: one; a.yaml:2:1: two",
      nil
    ),
    (
      .unknownFact(.course, 4),
      "This treatment no longer stands in the record. Look at the patient's page.", nil
    ),
    (
      .noSuchVersion(9, now: 2),
      "This form was made from a version that there is not. Open the page again, then repeat the change.",
      nil
    ),
    (
      .changedMeanwhile(
        ChangedMeanwhile(patient: a, subject: step.subject, now: 2, steps: [step])),
      "Changed meanwhile by Dr Weber at 14:03:22 UTC: Arms 3 → 1 (“misread”).", "/patients/A"
    ),
    (
      .visitChanged(a, day),
      "What is recorded of 2024-10-04 has changed since you saw it, so nothing was done. Look at it as it is now.",
      "/patients/A"
    ),
    (
      .visitNoted(a, day),
      "A note of a visit on 2024-10-04 is recorded there already, so nothing was moved.",
      "/patients/A"
    ),
    (
      .noDiagnosis(a), "No diagnosis is recorded yet that could be re-evaluated.", "/patients/A"
    ),
    (
      .unknownRow(a, "poem", near: "poems"),
      "The re-evaluation has no row “poem”. Did you mean “poems”?", "/patients/A/reevaluation"
    ),
    (
      .severalPatients("silva", [], isWhole: true), "Several patients may be meant by “silva”.",
      "/patients"
    ),
    (
      .severalDefinitions("x", ["xa", "xb"]),
      "“x” may be xa, xb. Give one of these ids.", nil
    ),
    (
      .noSuchVisit(a, day), "Nothing is recorded of 2024-10-04 any more, so nothing was done.",
      "/patients/A"
    ),
    (
      .visitStands(a, day, .init("x"), variant: "", number: 7),
      "Another visit stands on 2024-10-04: x is recorded there as score 7. Nothing was moved. Correct or withdraw that one first.",
      "/patients/A/scores/7"
    ),
  ]

  @Test func everyRefusalIsSaidInTheWordsOfThePage() async throws {
    let test = try await PagesSite()
    let key = { (id: String) in try test.site.pageKeys.key(for: Patient.ID(id)) }
    let request = try request(test)
    let words = RefusalWords(library: try PagesSite.definitions.get().library, now: "2026-03-12")
    var named: Set<Int> = []
    for (refusal, text, address) in Self.cases {
      named.insert(Self.place(refusal))
      #expect(words.text(refusal) == text)
      let expected = try address?.replacing("/patients/A", with: "/patients/\(key("A"))")
        .replacing("/patients/B", with: "/patients/\(key("B"))")
      #expect(try request.link(refusal.way)?.address == expected, "\(text)")
    }
    #expect(named == Set(0..<Self.cases.count))
  }

  /// Where each case stands in the table: a new one cannot be left out.
  private static func place(_ refusal: DeskRefusal) -> Int {
    switch refusal {
    case .unknownPatient: 0
    case .unknownMeasure: 1
    case .unknownDisease: 2
    case .unknownTherapy: 3
    case .unknownScore: 4
    case .patientExists: 5
    case .alike: 6
    case .emptyText: 7
    case .faults: 8
    case .diagnosisExists: 9
    case .noSuchDiagnosis: 10
    case .courseExists: 11
    case .noSuchCourse: 12
    case .courseStopped: 13
    case .scoreExists: 14
    case .nothingChanges: 15
    case .mergeRegrades: 16
    case .noOpenFlag: 17
    case .noClosedFlag: 18
    case .noSuchFlag: 19
    case .severalFlags: 20
    case .noSuchDecision: 21
    case .noneDeferred: 22
    case .measureNeeded: 23
    case .noValueTable: 24
    case .fileExists: 25
    case .badTable: 26
    case .noSuchFile: 27
    case .noSuchDefinition: 28
    case .faultyDefinitions: 29
    case .unknownFact: 30
    case .noSuchVersion: 31
    case .changedMeanwhile: 32
    case .noDiagnosis: 33
    case .unknownRow: 34
    case .visitChanged: 35
    case .visitNoted: 36
    case .severalPatients: 37
    case .severalDefinitions: 38
    case .noSuchVisit: 39
    case .visitStands: 40
    }
  }

  private func request(_ test: PagesSite) throws -> PageRequest {
    PageRequest(
      site: test.site, route: try #require(SiteMap.routes.first), path: "/", parameters: [:],
      query: .none, form: .none, file: [], address: "", now: .now, visitor: nil)
  }

  /// What was done meanwhile, on another day too.
  @Test func whatWasDoneIsSaidWithTimeAndDay() {
    func said(_ what: ChangedMeanwhile.What, _ subject: ChangedMeanwhile.Subject, now: String)
      -> String
    {
      let words = RefusalWords(
        library: Library(measures: [], diseases: [], therapies: []), now: now)
      let step = ChangedMeanwhile.Step(
        entry: 1, author: "Dr Weber", instant: "2026-03-12T14:03:22.000Z", reason: "",
        subject: subject, what: what)
      return MeanwhileWords(words: words).lines(
        ChangedMeanwhile(patient: Self.a, subject: .record, now: nil, steps: [step])
      ).joined()
    }
    #expect(
      said(.recorded, .score(number: 4, .init("x"), Self.day, variant: ""), now: "2026-03-12")
        == "x of 2024-10-04 recorded meanwhile by Dr Weber at 14:03:22 UTC.")
    #expect(
      said(.withdrawn, .treatment(.init("t"), Self.day), now: "2026-03-13")
        == "t from 2024-10-04 withdrawn meanwhile by Dr Weber on 2026-03-12 at 14:03:22 UTC.")
    #expect(
      said(
        .changed([FieldChange(.note, "", "a b"), FieldChange(.sex, "male", "")]), .particulars,
        now: "2026-03-12")
        == "Particulars changed meanwhile by Dr Weber at 14:03:22 UTC: Note (empty) → “a b”, Sex male → (empty)."
    )
    #expect(
      said(.merged(Self.a, into: .init("B")), .record, now: "2026-03-12")
        == "A was put together with B by Dr Weber at 14:03:22 UTC.")
  }

  private static let errors: [RegistryError] = [
    .noFile(path: "/secret"), .fileExists(path: "/secret"), .isDirectory(path: "/secret"),
    .isSymbolicLink(path: "/secret"), .isNoRegularFile(path: "/secret"),
    .hasHardLinks(path: "/secret", count: 2), .onNetwork(path: "/secret", system: "nfs"),
    .noDirectory(path: "/secret"), .notPermitted(path: "/secret", what: "open"),
    .notSQLite(path: "/secret"), .notClinicFile(path: "/secret"),
    .newerSchema(path: "/secret", found: 2, known: 1),
    .writtenByAnother(path: "/secret", holder: "secret"), .openedForReading,
    .replacedMeanwhile(path: "/secret"),
    .storage(code: 5, what: "secret"), .storage(code: 11, what: "secret"),
    .storage(code: 13, what: "secret"), .storage(code: 275, what: "secret"),
    .unconfirmed(what: "secret"), .writingStopped,
    .unreadable(table: "secret", row: 1, column: "x"),
    .systemCall(what: "x", path: "/secret", why: "secret"), .authorNeeded, .reasonNeeded,
    .emptyIdentifier, .unknownPatient(a), .patientExists(a),
    .duplicateDiagnosis(a, .init("mg"), day), .duplicateCourse(a, .init("ivig"), day),
    .duplicateScore(a, .init("mg-adl"), day, variant: ""),
    .noSuchFact(table: "secret", number: 1),
    .changedMeanwhile(table: "secret", number: 1, seen: 1, now: 2), .mergeWithItself(a),
    .alreadyMerged(a, into: .init("B")), .notMerged(a),
    .mergeConflicts(
      a, into: .init("B"),
      [MergeConflict(subject: .course(.init("ivig"), day), number: 1, survivorNumber: 2)]),
    .emptyConversionTable(.init("i-rods")), .sideFilesExist(path: "/secret", files: ["secret"]),
    .damagedCopy(path: "/secret", findings: []), .nameUnconfirmed(path: "/secret"),
  ]

  /// Neither the clinic file's place nor what the system says of it reaches a browser, nor a command.
  @Test(arguments: errors)
  func noErrorOfTheFileTellsOfTheMachine(_ error: RegistryError) throws {
    let words = RefusalWords(library: try PagesSite.definitions.get().library, now: "2026-03-12")
    let text = try #require(words.text(error))
    #expect(text.hasSuffix(".") && !text.contains("secret") && !text.contains("recheck"))
    if case .unconfirmed = error {
      #expect(RegistryErrorWords.title(error) == "It is not certain whether this was saved")
      #expect(!text.contains("Nothing was saved"))
    }
  }
}
