import Clinic
import Outcomes
import Registry
import TestSupport
import Testing

@testable import Web

@Suite struct PagesMergeTests {
  private static let twin = Patient(
    id: Patient.ID("B-2"), familyName: "Lukasik", givenName: "Tove",
    birthDate: Day(iso: "1960-03-01"), sex: .female)

  /// Staff take a merge back from the page of corrections, two clicks from the patient.
  @Test func aMergeIsUndoneWhereTheHistoryShowsIt() async throws {
    let test = try await PagesSite()
    try test.desk.register(Self.twin, evenIfSimilar: true)
    try test.desk.addDiagnosis(
      Diagnosis(disease: Disease.ID("cidp"), diagnosedOn: PagesSite.today - 90), to: Self.twin.id)
    let (history, undo) = (try test.path("/history"), try test.path("/unmerge"))
    try await test.browse(.staff) { browser in
      #expect(!(try await browser.get(history).text.contains(undo)))
      #expect(try await browser.get(undo).text.contains("No other identifier"))
      try test.desk.merge(Self.twin.id, into: PagesSite.patient.id, reason: "same <b>address")
      let shown = try await browser.get(history).text
      for part in ["B-2", "Setup", "same &lt;b&gt;address", "href=\"\(undo)\""] {
        #expect(shown.contains(part), "\(part)")
      }
      let empty = try await browser.submit(undo, [("other", "B-2")])
      #expect(empty.status == 422 && empty.text.contains("two persons"))
      let other = try await browser.submit(undo, [("other", "A-17"), ("reason", "mistaken")])
      #expect(other.status == 422 && other.text.contains("Choose the identifier."))
      #expect(try test.desk.record(of: PagesSite.patient.id).diagnoses.count == 2)
      let done = try await browser.submit(undo, [("other", "B-2"), ("reason", "two persons")])
      #expect(done.status == 303)
      #expect(done.location == "/patients/\(try test.site.pageKeys.key(for: Self.twin.id))")
    }
    #expect(try test.desk.record(of: Self.twin.id).diagnoses.map(\.disease.text) == ["cidp"])
    #expect(
      try test.desk.record(of: PagesSite.patient.id).diagnoses.map(\.disease.text) == ["mg"])
  }

  /// The merged identifier's own pages are the survivor's, and it can be separated from there too.
  @Test func theMergedIdentifierLeadsToTheSurvivor() async throws {
    let test = try await PagesSite()
    try test.desk.register(Self.twin, evenIfSimilar: true)
    try test.desk.merge(Self.twin.id, into: PagesSite.patient.id, reason: "one person")
    let path = "/patients/\(try test.site.pageKeys.key(for: Self.twin.id))/unmerge"
    try await test.browse(.physician) { browser in
      #expect(try await browser.get(path).text.contains("<dd>A-17</dd>"))
      let done = try await browser.submit(path, [("other", "B-2"), ("reason", "two persons")])
      #expect(done.status == 303)
    }
    #expect(try test.desk.file.read { try $0.merged() }.isEmpty)
  }
}
