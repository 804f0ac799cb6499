import Clinic
import Foundation
import Outcomes
import Registry
import Testing

@testable import Web

@Suite struct PagesReviewListTests {
  /// After every kind of entry the kept list is the one that is judged afresh.
  @Test func theKeptListIsTheOneJudgedAfresh() async throws {
    let test = try await PagesSite()
    let desk = test.desk
    let cache = test.site.reviewList
    let id = PagesSite.patient.id
    func compare(_ step: String, _ desk: Desk) throws -> Int {
      let kept = try cache.lines(desk).map(\.cells)
      #expect(try kept == desk.reviewLines().map(\.cells), "\(step)")
      return kept.count
    }
    #expect(try compare("first", desk) == 1)
    _ = try desk.closeFlags(of: id, decision: .trialInadequate, note: "low dose")
    #expect(try compare("closed", desk) == 0)
    let number = try #require(try desk.record(of: id).scores.last?.number)
    _ = try desk.correctScore(number, pairs: [("chair", "3")], reason: "misread")
    #expect(try compare("corrected", desk) == 1)
    #expect(try compare("earlier day", desk.with(asOf: PagesSite.today - 280)) == 0)
    #expect(try compare("day again", desk) == 1)
    let twin = Patient(
      id: Patient.ID("A-18"), familyName: "Other", givenName: "", birthDate: nil, sex: nil)
    try desk.register(twin, evenIfSimilar: true)
    try desk.addDiagnosis(
      Diagnosis(disease: Disease.ID("mg"), diagnosedOn: PagesSite.today - 300), to: twin.id)
    try desk.startTreatment(
      TreatmentCourse(therapy: Therapy.ID("ivig"), start: PagesSite.today - 200), of: twin.id)
    #expect(try compare("another patient", desk) == 2)
    try desk.merge(twin.id, into: id, reason: "one person")
    #expect(try compare("merged", desk) == 1)
    try desk.record(
      try desk.prepareScore(
        twin.id, .init("mg-adl"), day: PagesSite.today - 2, pairs: PagesSite.adl(9)))
    #expect(try compare("entered for the merged one", desk) == 1)
    try desk.unmerge(twin.id, reason: "two persons")
    #expect(try compare("unmerged", desk) == 2)
  }
}
