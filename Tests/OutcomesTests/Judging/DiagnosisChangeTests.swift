import Outcomes
import Testing

/// The last paragraph of response.md section 4: to which diagnosis a course belongs.
@Suite struct DiagnosisChangeTests {
  /// Diagnosed as `one` long ago; revised on the day to a disease with the same measure.
  private func revised(
    on offset: Int, begins: Int? = nil, stop: Int? = nil, scores: [Score] = []
  ) -> PatientRecord {
    var record = Scenario(stop: stop, scores).record
    record.diagnoses[0].endedOn = day(offset)
    record.diagnoses.append(
      Diagnosis(disease: Disease.ID("acute"), diagnosedOn: day(begins ?? offset)))
    return record
  }

  private func diseases(_ record: PatientRecord, at offset: Int) -> [String?] {
    library.judge(record, asOf: day(offset)).courses.map(\.diseaseID?.text)
  }

  @Test(arguments: [(nil, "acute"), (51, "acute"), (50, "one"), (49, "one")] as [(Int?, String)])
  func `a course that runs or is stopped later belongs to the new one`(stop: Int?, disease: String)
  {
    #expect(diseases(revised(on: 50, stop: stop), at: 100) == [disease])
  }

  @Test func `from that day on, with its first dose and baseline as they are`() throws {
    let record = revised(on: 50, scores: adlScores((-10, 12), (80, 12)))
    #expect(diseases(record, at: 49) == ["one"])
    #expect(diseases(record, at: 50) == ["acute"])
    let judged = try #require(library.judge(record, asOf: day(90)).courses.first)
    #expect(judged.course.start == firstDose)
    #expect(judged.measures.first?.baseline?.day == day(-10))
    #expect(judged.verdict == .noResponse)
  }

  @Test func `where the next diagnosis begins some days later it moves on that day`() {
    let record = revised(on: 50, begins: 60)
    #expect(diseases(record, at: 59) == ["one"])
    #expect(diseases(record, at: 60) == ["acute"])
    #expect(diseases(revised(on: 50, begins: 60, stop: 60), at: 100) == ["one"])
    #expect(diseases(revised(on: 50, begins: 60, stop: 61), at: 100) == ["acute"])
  }

  @Test func `a diagnosis that was there before takes no course of one that ends`() {
    #expect(diseases(revised(on: 50, begins: -5), at: 100) == ["acute"])
    #expect(diseases(revised(on: 50, begins: 10), at: 100) == ["one"])
  }

  @Test func `revised twice it moves twice`() {
    var record = revised(on: 50)
    record.diagnoses[1].endedOn = day(80)
    record.diagnoses.append(Diagnosis(disease: Disease.ID("mg"), diagnosedOn: day(80)))
    #expect([60, 80].map { diseases(record, at: $0) } == [["acute"], ["mg"]])
  }

  @Test func `before any diagnosis it is not judged, then it belongs to the first`() {
    var record = Scenario(adlScores((-10, 12), (80, 12))).record
    record.diagnoses[0].diagnosedOn = day(30)
    #expect(library.judge(record, asOf: day(29)).courses.map(\.verdict) == [.notJudged])
    #expect(diseases(record, at: 30) == ["one"])
    #expect(library.judge(record, asOf: day(90)).courses.map(\.verdict) == [.noResponse])
  }

  @Test func `revised to a disease that is not judged nothing is asked any more`() {
    var record = revised(on: 85, scores: adlScores((0, 12), (80, 12)))
    record.diagnoses[1].disease = Disease.ID("mimic")
    #expect(library.judge(record, asOf: day(84)).headline?.kind == .missingResponse)
    let after = library.judge(record, asOf: day(85))
    #expect(after.courses.map(\.verdict) == [.notJudged])
    #expect(after.flags.isEmpty)
  }
}
