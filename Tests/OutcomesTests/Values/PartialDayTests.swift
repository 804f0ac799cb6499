import Outcomes
import Testing

@Suite struct `A day known to the month or year` {
  static func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

  @Test(
    arguments: [
      ("2023-11-05", "2023-11-05", "2023-11-05", nil),
      ("2023-11", "2023-11-01", "2023-11-30", .month),
      ("2023-12", "2023-12-01", "2023-12-31", .month),
      ("2024-02", "2024-02-01", "2024-02-29", .month),
      ("2019", "2019-01-01", "2019-12-31", .year), ("9999", "9999-01-01", "9999-12-31", .year),
      ("9999-12", "9999-12-01", "9999-12-31", .month),
    ] as [(String, String, String, PartialDay.Precision?)])
  func `has a first and a last day, and is written as it was given`(
    text: String, first: String, last: String, precision: PartialDay.Precision?
  ) throws {
    let read = try #require(PartialDay(iso: text))
    #expect(read.earliest == Self.day(first))
    #expect(read.latest == Self.day(last))
    #expect(read.precision == precision)
    #expect(read.text == text)
    // Whichever of its days a fact holds.
    #expect(PartialDay(read.latest, precision) == read)
    #expect(PartialDay(read.earliest, precision) == read)
  }

  @Test(arguments: [
    "", "23", "202", "2023-13", "2023-1", "2023-00", "0000", "11.2023", "2023-02-29",
  ])
  func `is nothing else`(text: String) {
    #expect(PartialDay(iso: text) == nil)
  }

  @Test func `counts as its earliest day or as its latest one`() throws {
    let year = try #require(PartialDay(iso: "2019"))
    var patient = Patient(
      id: .init("1"), familyName: "A", givenName: "", birthDate: nil, sex: nil)
    patient.bornGiven = year
    #expect(patient.birthDate == Self.day("2019-01-01"))
    #expect(patient.wholeBirthDate == nil)
    var diagnosis = Diagnosis(disease: .init("mg"), diagnosedOn: Self.day("2020-01-01"))
    (diagnosis.diagnosedGiven, diagnosis.onsetGiven) = (year, year)
    #expect(diagnosis.diagnosedOn == Self.day("2019-01-01"))
    #expect(diagnosis.onsetOn == Self.day("2019-01-01"))
    diagnosis.diagnosedGiven = .unknown
    #expect(diagnosis.diagnosedOn == RecordChecks.earliest)
    #expect(diagnosis.diagnosedGiven.text == "")
    var course = TreatmentCourse(therapy: .init("ivig"), start: Self.day("2020-01-01"))
    (course.startGiven, course.stopGiven) = (year, year)
    #expect(course.tidy.start == Self.day("2019-12-31"))
    #expect(course.stop == Self.day("2019-12-31"))
    // The first dose is never after the last one.
    course.stopGiven = PartialDay(iso: "2019-06-30")
    #expect(course.tidy.start == Self.day("2019-06-30"))
    #expect(course.tidy.startGiven.text == "2019")
    course.stopGiven = nil
    #expect(course.tidy.start == Self.day("2019-12-31"))
  }
}
