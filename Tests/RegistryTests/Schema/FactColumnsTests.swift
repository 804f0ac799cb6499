import GRDB
import Outcomes
import Testing

@testable import Registry

/// The lists of columns, which no released file allows to change.
@Suite struct FactColumnsTests {
  static let sealed: [(SealedTable, String)] = [
    (.patient, "row number version entry patient family_name given_name birth_date sex"),
    (
      .diagnosis,
      "row number version entry patient withdrawn disease diagnosed_on onset_on ended_on note"
    ),
    (
      .course,
      "row number version entry patient withdrawn therapy start stop intent dose dose_scale unit"
        + " interval_days note"
    ),
    (
      .score,
      "row number version entry patient withdrawn measure definition day variant total scale part"
        + " part_scale answers rater note"
    ),
    (
      .review,
      "row number version entry patient subjects decision revised_to deferred_until note physician"
        + " day"
    ),
    (.definition, "row entry measure name version hash fields"),
    (.merge, "row entry patient survivor"),
    (.siteTable, "row entry measure raw centile centile_scale source"),
    (.studyCode, "row entry patient code"),
  ]

  /// Those of the second schema.
  static let sealedSince: [(SealedTable, String)] = [
    (
      .consideration,
      "row number version entry patient disease considered state day author note"
    ),
    (
      .visit,
      "row number version entry patient day illness missed_doses days_since_dose note"
    ),
  ]

  @Test func theSecondSchemaSealsTheseColumnsInThisOrder() {
    for (table, columns) in Self.sealedSince {
      #expect(table.at(version: 1) == nil)
      #expect(table.at(version: 2)?.content.joined(separator: " ") == columns)
    }
    #expect(
      SealedTable.all.filter { $0.since == 2 }.map(\.name) == Self.sealedSince.map(\.0.name))
  }

  @Test func theThirdSchemaNamesWhoIsResponsible() {
    #expect(
      SealedTable.all.flatMap { $0.columns.filter { $0.since == 3 } }.map(\.name) == ["physician"])
    #expect(SealedTable.patient.content.last == "physician")
  }

  @Test func theFourthSchemaKeepsMappings() {
    #expect(SealedTable.all.filter { $0.since == 4 }.map(\.name) == ["mapping"])
    #expect(SealedTable.mapping.at(version: 3) == nil)
    #expect(SealedTable.mapping.content.joined(separator: " ") == "row entry name text hash")
  }

  @Test func theFirstSchemaSealsTheseColumnsInThisOrder() {
    for (table, columns) in Self.sealed {
      #expect(table.at(version: 1)?.content.joined(separator: " ") == columns)
    }
    #expect(
      SealedTable.all.compactMap { $0.at(version: 1)?.name } == Self.sealed.map(\.0.name))
  }

  @Test func laterColumnsComeAfterAllOthers() {
    for table in SealedTable.all {
      let versions = table.columns.map { max($0.since, table.since) }
      #expect(versions == versions.sorted(), "\(table.name)")
    }
  }

  @Test func aFactIsReadAsItWasWritten() throws {
    let folder = try TestFolder()
    let file = try ClinicFile.create(path: folder.clinic)
    var patient = Patient.test("007", "Family", "Given", born: "1960-02-29", .other)
    patient.birthPrecision = .year
    var diagnosis = Diagnosis(
      disease: .init("mg"), otherName: "of a list", diagnosedOn: date("2024-12-01"),
      onsetOn: date("2024-06-01"),
      endedOn: date("2025-06-01"), note: "AChR")
    var course = TreatmentCourse(
      therapy: .init("ivig"), start: date("2025-01-11"), stop: date("2025-03-11"),
      intent: .maintenance, dose: Rational(5, over: 2), unit: "g/kg", intervalDays: 28, note: "n")
    (diagnosis.diagnosedPrecision, diagnosis.onsetPrecision) = (.unknown, .month)
    (course.startPrecision, course.stopPrecision) = (.year, .month)
    course.otherName = "of a list"
    var review = Review(
      subjects: [
        .init(kind: .missingResponse, therapy: .init("ivig"), start: course.start),
        .init(kind: .diagnosisUnanswered, therapy: nil, start: nil, disease: .init("mg")),
      ],
      decision: .diagnosisRevised, revisedTo: .init("cidp"), deferredUntil: date("2025-07-01"),
      note: "r", physician: "Weiß", day: date("2025-05-01"), entry: 0)
    var consideration = Consideration(
      disease: .init("mg"), row: "damage", state: .confirmed, day: date("2025-05-02"),
      author: "Weiß", note: "c")
    var visit = VisitNote(
      day: date("2025-05-03"), illness: false, missedDoses: true, daysSinceDose: 9, note: "v")
    try file.write(.addPatient, by: by()) { writing in
      try writing.add(patient)
      try writing.add(diagnosis, of: patient.id)
      try writing.add(course, of: patient.id)
      try writing.add(review, of: patient.id)
      try writing.add(consideration, of: patient.id)
      try writing.add(visit, of: patient.id)
    }
    (consideration.number, visit.number) = (1, 1)
    (course.entry, review.entry, review.number) = (1, 1, 1)
    let record = try #require(try file.read { try $0.record(of: patient.id) })
    #expect(record.patient == patient)
    #expect(record.diagnoses == [diagnosis])
    #expect(record.courses == [course])
    #expect(record.reviews == [review])
    #expect(record.considerations == [consideration])
    #expect(record.visits == [visit])
    #expect(try file.read { try $0.history(ofPatient: patient.id) }.map(\.fact) == [patient])
    #expect(try file.read { try $0.history(ofDiagnosis: 1) }.map(\.fact) == [diagnosis])
    #expect(try file.read { try $0.history(ofCourse: 1) }.map(\.fact) == [course])
    #expect(try file.read { try $0.reviews(of: patient.id) }.map(\.fact) == [review])
    #expect(
      try file.read { try $0.considerations(of: patient.id) }.map(\.fact) == [consideration])
    #expect(try file.read { try $0.visits(of: patient.id) }.map(\.fact) == [visit])
    try file.bulk(by: by()) { writing in
      let (disease, therapy) = (diagnosis.disease, course.therapy)
      let found = (
        try writing.stored(patient: patient.id)?.content,
        try writing.stored(diagnosis: disease, on: diagnosis.diagnosedOn, of: patient.id)?.content,
        try writing.stored(course: therapy, start: course.start, of: patient.id)?.content
      )
      (course.entry, review.entry, review.number) = (0, 0, 0)
      (consideration.number, visit.number) = (0, 0)
      #expect(try writing.earlierReviews(of: patient.id) == [review])
      #expect(try writing.earlierConsiderations(of: patient.id) == [consideration])
      #expect(try writing.earlierVisits(of: patient.id) == [visit])
      try writing.add(visit, of: patient.id)
      #expect(try writing.earlierVisits(of: patient.id) == [visit], "written by this entry")
      #expect(found.0 == patient)
      #expect(found.1 == diagnosis)
      #expect(found.2 == course)
    }
  }

  @Test func theIndexesOfFactsInForceAreThoseOfTheFirstSchema() throws {
    let objects = try Schema.released.objects(at: 1)
    func words(_ sql: String?) -> String? {
      sql?.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
    for table in SealedTable.facts.compactMap({ $0.at(version: 1) }) where table.name != "review" {
      #expect(words(table.indexInForce) == words(objects["\(table.name)_current"]))
    }
    #expect(SealedTable.review.indexInForce == nil)
  }
}
