import GRDB
import Outcomes
import Testing

@testable import Registry

@Suite struct RecordingTests {
  let folder: TestFolder
  let file: ClinicFile
  let a = Patient.ID("007")

  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { try $0.add(.test("007")) }
  }

  @Test func recordHoldsWhatWasStoredWithItsEntries() throws {
    let course = TreatmentCourse(
      therapy: .init("ivig"), start: date("2025-01-11"), stop: date("2025-03-01"),
      intent: .maintenance, dose: Rational(5, over: 2), unit: "g/kg", intervalDays: 28, note: "n",
      entry: 99)
    let diagnosis = Diagnosis(
      disease: .init("mg"), diagnosedOn: date("2024-12-01"), onsetOn: date("1899-06-01"),
      endedOn: date("2025-12-31"), note: "AChR+")
    try file.write(.startCourse, by: by()) { writing in
      try writing.add(course, of: a)
      try writing.add(diagnosis, of: a)
    }
    try file.write(.recordScores, by: by()) { writing in
      try writing.add(.test("2025-02-10", "1,unable"), of: .test(), for: a)
      try writing.add(.test("2025-01-10", "1,2,3", variant: "k=v"), of: .test(), for: a)
    }
    let review = Review(
      subjects: [
        .init(kind: .missingResponse, therapy: .init("ivig"), start: date("2025-01-11")),
        .init(kind: .coverageGap, therapy: nil, start: nil),
      ], decision: .diagnosisRevised, revisedTo: .init("lems"), note: "line 1\nline 2",
      physician: "Weiß", day: date("2025-05-01"), entry: 7)
    try file.write(.review, by: by()) { try $0.add(review, of: a) }

    let record = try #require(try file.read { try $0.record(of: a) })
    #expect(record.patient == .test("007"))
    #expect(record.diagnoses == [diagnosis])
    var storedCourse = course
    storedCourse.entry = 2
    #expect(record.courses == [storedCourse])
    #expect(
      record.scores == [
        Score(
          measure: .init("sum-3"), version: "1", day: date("2025-01-10"), variant: "k=v",
          total: Rational(6), part: Rational(1), answers: "1,2,3", number: 2, entry: 3),
        Score(
          measure: .init("sum-3"), version: "1", day: date("2025-02-10"), total: nil,
          part: Rational(1), answers: "1,unable", number: 1, entry: 3),
      ])
    var storedReview = review
    (storedReview.entry, storedReview.number) = (4, 1)
    #expect(record.reviews == [storedReview])
    #expect(try file.read { try $0.record(of: .init("7")) } == nil)
  }

  @Test func correctionIsANewVersionAndNewEvidence() throws {
    let number = try file.write(.recordScores, by: by("Ada")) {
      try $0.add(.test("2025-01-10", "1,2,3"), of: .test(), for: a)
    }
    try file.write(.correctScore, by: by("Bo", reason: "misread")) {
      try $0.correct(score: number, to: .test("2025-01-12", "0,0,1"), of: .test(), seen: 1)
    }
    let history = try file.read { try $0.history(ofScore: number) }
    #expect(history.map(\.version) == [1, 2])
    #expect(history.map(\.status) == [.superseded, .current])
    #expect(history.map(\.author) == ["Ada", "Bo"])
    #expect(history.map(\.reason) == ["as told", "misread"])
    #expect(history.map(\.fact.score.total) == [Rational(6), Rational(1)])
    #expect(history.map(\.fact.score.day) == [date("2025-01-10"), date("2025-01-12")])
    let scores = try #require(try file.read { try $0.record(of: a) }).scores
    #expect(scores.map(\.total) == [Rational(1)])
    #expect(scores.map(\.number) == [number])
    #expect(scores.map(\.entry) == [3])
  }

  @Test func changesNeedAReasonAndTheVersionThatWasSeen() throws {
    let number = try file.write(.recordScores, by: by()) {
      try $0.add(.test("2025-01-10", "1,2,3"), of: .test(), for: a)
    }
    func correct(reason: String, seen: Int) throws {
      try file.write(.correctScore, by: by(reason: reason)) {
        try $0.correct(score: number, to: .test("2025-01-10", "0,0,1"), of: .test(), seen: seen)
      }
    }
    #expect(throws: RegistryError.reasonNeeded) { try correct(reason: "", seen: 1) }
    try correct(reason: "misread", seen: 1)
    let error = #expect(throws: RegistryError.self) { try correct(reason: "misread", seen: 1) }
    #expect(error == .changedMeanwhile(table: "score", number: 1, seen: 1, now: 2))
    #expect(throws: RegistryError.authorNeeded) {
      try file.write(.addPatient, by: by("")) { try $0.add(.test("8")) }
    }
  }

  @Test func withdrawnFactsAreKeptButNotInForce() throws {
    let number = try file.write(.recordScores, by: by()) {
      try $0.add(.test("2025-01-10", "1,2,3"), of: .test(), for: a)
    }
    try file.write(.withdraw, by: by(reason: "wrong patient")) {
      try $0.withdraw(.score, number)
    }
    #expect(try file.read { try $0.record(of: a) }?.scores == [])
    #expect(
      try file.read { try $0.history(ofScore: number) }.map(\.status)
        == [.superseded, .withdrawn])
    let error = #expect(throws: RegistryError.self) {
      try file.write(.withdraw, by: by()) { try $0.withdraw(.score, number) }
    }
    #expect(error == .noSuchFact(table: "score", number: 1))
    // The day is free again.
    try file.write(.recordScores, by: by()) {
      try $0.add(.test("2025-01-10", "3,3,3"), of: .test(), for: a)
    }
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
  }

  @Test func oneOfAKindIsStoredOnce() throws {
    let diagnosis = Diagnosis(disease: .init("mg"), diagnosedOn: date("2024-12-01"))
    let course = TreatmentCourse(therapy: .init("ivig"), start: date("2025-01-11"))
    try file.write(.recordScores, by: by()) { writing in
      try writing.add(diagnosis, of: a)
      try writing.add(course, of: a)
      try writing.add(
        .test("2025-01-10", "1,2,3", variant: "hand=left"), of: .test(), for: a)
      // Another variant, day, version of nothing, or measure is another score.
      try writing.add(
        .test("2025-01-10", "1,2,3", variant: "hand=right"), of: .test(), for: a)
      try writing.add(.test("2025-01-11", "1,2,3", variant: "hand=left"), of: .test(), for: a)
      try writing.add(
        .test("2025-01-10", "1,2,3", variant: "hand=left"), of: .test("sum-b"), for: a)
    }
    func refusal(_ body: (Writing) throws -> Void) -> RegistryError? {
      #expect(throws: RegistryError.self) { try file.write(.recordScores, by: by(), body) }
    }
    #expect(
      refusal { try $0.add(diagnosis, of: a) }
        == .duplicateDiagnosis(a, .init("mg"), date("2024-12-01")))
    #expect(
      refusal { try $0.add(course, of: a) }
        == .duplicateCourse(a, .init("ivig"), date("2025-01-11")))
    // Of a later version of the definition, too.
    #expect(
      refusal {
        try $0.add(
          .test("2025-01-10", "0,0,0", variant: "hand=left"), of: .test(version: "2"), for: a)
      }
        == .duplicateScore(a, .init("sum-3"), date("2025-01-10"), variant: "hand=left"))
    #expect(refusal { try $0.add(.test("007")) } == .patientExists(a))
    #expect(refusal { try $0.add(.test("")) } == .emptyIdentifier)
    #expect(refusal { try $0.add(diagnosis, of: .init("7")) } == .unknownPatient(.init("7")))
  }

  @Test func anErrorLeavesNothingBehind() throws {
    let before = try dump()
    #expect(throws: RegistryError.self) {
      try file.write(.recordScores, by: by()) { writing in
        try writing.add(.test("2025-01-10", "1,2,3"), of: .test(), for: a)
        try writing.add(.test("2025-01-10", "1,2,3"), of: .test(), for: a)
      }
    }
    #expect(throws: RegistryError.self) {
      try file.bulk(by: by()) { writing in
        try writing.add(.test("new"))
        try writing.add(.test("2025-01-10", "1,2,3"), of: .test(), for: .init("nobody"))
      }
    }
    #expect(try dump() == before)
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
  }

  @Test func readsAndWritesWithoutBlocking() async throws {
    let (file, a) = (file, a)
    let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await file.asyncWrite(.recordScores, by: by(), about: a) { writing in
            try writing.add(.test(Day(number: 20_000 + number).iso, "1,2,3"), of: .test(), for: a)
          }
        }
        group.addTask {
          try await file.asyncRead { try $0.record(of: a)?.scores.count ?? -1 }
        }
      }
      try await file.asyncNoteAccess(.view, to: "chart", of: a, by: by())
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(numbers.count == 40)
    #expect(numbers.allSatisfy { (0...20).contains($0) })
    #expect(try await file.asyncRead { try $0.scores(of: a) }.count == 20)
    #expect(try await file.asyncRead { $0.verify(library: testLibrary) }.findings == [])
  }

  private func dump() throws -> [String] {
    try file.read { reading in
      try (SealedTable.all.map(\.name) + ["entry", "audit", "identifier", "sqlite_master"])
        .flatMap { table in
          try Row.fetchAll(reading.database, sql: "SELECT * FROM \(table)").map { "\($0)" }
        }
    }
  }

  @Test(arguments: [Int64.min + 1, -1, 0, 1, 999_999_999, Int64.max])
  func totalsAreExactToTheLastDigit(_ numerator: Int64) throws {
    let total = Rational(numerator, over: 10_000)
    let score = NewScore(day: date("2025-01-10"), total: total, part: -total, answers: "")
    try file.write(.recordScores, by: by()) { try $0.add(score, of: .test(), for: a) }
    let stored = try #require(try file.read { try $0.record(of: a) }?.scores.first)
    #expect(stored.total == total)
    #expect(stored.part == -total)
  }

  @Test func whatWasNotGivenStaysNotGiven() throws {
    let b = Patient.test("N2", "", "", born: nil, nil)
    try file.write(.addPatient, by: by()) { writing in
      try writing.add(b)
      try writing.add(Diagnosis(disease: .init("mg"), diagnosedOn: Day(number: 0)), of: b.id)
      try writing.add(TreatmentCourse(therapy: .init("x"), start: Day(number: -1)), of: b.id)
      try writing.add(
        NewScore(day: Day(number: -719_162), total: nil, answers: ""), of: .test(), for: b.id)
    }
    let record = try #require(try file.read { try $0.record(of: b.id) })
    #expect(record.patient == b)
    #expect(record.diagnoses.first?.onsetOn == nil)
    #expect(record.courses.first?.dose == nil)
    #expect(record.courses.first?.stop == nil)
    #expect(record.scores.first?.total == nil)
    #expect(record.scores.first?.day.iso == "0001-01-01")
    let nulls = try file.read {
      try Int.fetchOne(
        $0.database,
        sql: "SELECT count(*) FROM score WHERE total IS NULL AND scale IS NULL AND part IS NULL")
    }
    #expect(nulls == 1)
  }

  @Test func scoresKeepTheDefinitionTheyWereMadeWith() throws {
    try file.write(.recordScores, by: by()) { writing in
      try writing.add(.test("2025-01-10", "1,2,3"), of: .test(), for: a)
      try writing.add(.test("2025-01-11", "1,2,3"), of: .test(version: "2"), for: a)
      try writing.add(.test("2025-01-12", "1,2,3"), of: .test(hash: "site"), for: a)
      try writing.add(.test("2025-01-13", "1,2,3"), of: .test(), for: a)
    }
    let scores = try file.read { try $0.scores(of: a) }
    #expect(scores.map(\.fact.score.version) == ["1", "2", "1", "1"])
    #expect(
      scores.map(\.fact.definitionHash)
        == ["hash of sum-3 1", "hash of sum-3 2", "site", "hash of sum-3 1"])
    #expect(
      try file.read { try $0.definitions() }.compactMap { $0?.fields }
        == Array(repeating: ["arms", "legs", "trunk"], count: 3))
  }

  @Test func editingAPatientKeepsTheEarlierParticulars() throws {
    var married = Patient.test("007")
    married.familyName = "Weiß"
    try file.write(.editPatient, by: by(reason: "married")) { try $0.edit(married) }
    #expect(try file.read { try $0.patient(a) } == married)
    #expect(try file.read { try $0.record(of: a) }?.patient == married)
    #expect(
      try file.read { try $0.history(ofPatient: a) }.map(\.fact.familyName) == ["Łukasik", "Weiß"])
    #expect(throws: RegistryError.unknownPatient(.init("7"))) {
      try file.write(.editPatient, by: by()) { try $0.edit(.test("7")) }
    }
  }

  @Test func diagnosesAndCoursesChange() throws {
    let (diagnosis, course) = try file.write(.startCourse, by: by()) { writing in
      (
        try writing.add(Diagnosis(disease: .init("mg"), diagnosedOn: date("2025-01-01")), of: a),
        try writing.add(TreatmentCourse(therapy: .init("ivig"), start: date("2025-01-11")), of: a)
      )
    }
    try file.write(.changeCourse, by: by(reason: "stopped")) { writing in
      try writing.change(
        diagnosis: diagnosis,
        to: Diagnosis(
          disease: .init("mg"), diagnosedOn: date("2025-01-01"), endedOn: date("2025-05-01")))
      try writing.change(
        course: course,
        to: TreatmentCourse(
          therapy: .init("ivig"), start: date("2025-01-11"), stop: date("2025-05-01")))
    }
    let record = try #require(try file.read { try $0.record(of: a) })
    #expect(record.diagnoses.map(\.endedOn) == [date("2025-05-01")])
    #expect(record.courses.map(\.stop) == [date("2025-05-01")])
    #expect(record.courses.map(\.entry) == [3])
    let courses = try file.read { try $0.history(ofCourse: course) }
    #expect(courses.map(\.fact.stop?.iso) == [nil, "2025-05-01"])
    #expect(try file.read { try $0.history(ofDiagnosis: diagnosis) }.count == 2)
  }
}
