import Clinic
import Outcomes
import Registry
import TestSupport
import Testing

@testable import Web

/// What was entered in error is taken back from its own page; the history keeps it.
@Suite struct PagesWithdrawTests {
  private static let patient = PagesSite.patient.id

  private struct Case: Sendable {
    let folder: String
    let number: Int
    let done: String
  }

  private func cases(_ test: PagesSite) throws -> [Case] {
    try test.desk.file.read { reading in
      [
        Case(
          folder: "scores", number: try reading.scores(of: Self.patient)[0].number,
          done: "Score withdrawn"),
        Case(
          folder: "treatments", number: try reading.courses(of: Self.patient)[0].number,
          done: "Treatment withdrawn"),
        Case(
          folder: "diagnoses", number: try reading.diagnoses(of: Self.patient)[0].number,
          done: "Diagnosis withdrawn"),
      ]
    }
  }

  @Test func aFactIsWithdrawnWithAReason() async throws {
    let test = try await PagesSite()
    let cases = try cases(test)
    let before = try test.desk.record(of: Self.patient)
    try await test.browse(.staff) { browser in
      for each in cases {
        let page = try test.path("/\(each.folder)/\(each.number)")
        #expect(try await browser.get(page).text.contains("Entered in error"), "\(each)")
        let empty = try await browser.submit(
          page, to: page + "/withdraw", [("withdraw-reason", "")])
        #expect(empty.status == 422 && empty.text.contains("Say why it is withdrawn."), "\(each)")
        let done = try await browser.submit(
          page, to: page + "/withdraw", [("withdraw-reason", "another patient's")])
        #expect(done.status == 303, "\(each)")
        let after = try await browser.get(done.location ?? "")
        #expect(after.text.contains(each.done), "\(each)")
        #expect(try await browser.get(page).status == 404, "\(each)")
      }
      let history = try await browser.get(try test.path("/history")).text
      let withdrawn = history.components(separatedBy: "withdrawn: entered in error")
      #expect(withdrawn.count == cases.count + 1)
      #expect(history.components(separatedBy: "another patient&#39;s").count == cases.count + 1)
    }
    let record = try test.desk.record(of: Self.patient)
    #expect(record.scores.count == before.scores.count - 1)
    #expect(record.courses.count == before.courses.count - 1)
    #expect(record.diagnoses.isEmpty)
    #expect(try test.desk.verify().hasPrefix("No fault"))
  }

  /// An ended diagnosis can be revised or ended no more, but it can have been entered in error.
  @Test func anEndedDiagnosisIsWithdrawn() async throws {
    let test = try await PagesSite()
    let stored = try #require(
      try test.desk.file.read { try $0.diagnoses(of: Self.patient) }.first)
    try test.desk.endDiagnosis(
      stored.fact.disease, of: Self.patient, on: PagesSite.today, reason: "given up")
    let page = try test.path("/diagnoses/\(stored.number)")
    try await test.browse(.staff) { browser in
      let patient = try await browser.get(try test.path("")).text
      #expect(patient.contains("href=\"\(page)\">entered in error?"))
      #expect(!patient.contains("revise or end"))
      let shown = try await browser.get(page).text
      #expect(shown.contains("Entered in error") && !shown.contains("Revise to another one"))
      let done = try await browser.submit(
        page, to: page + "/withdraw", [("withdraw-reason", "of a namesake")])
      #expect(done.status == 303)
    }
    #expect(try test.desk.record(of: Self.patient).diagnoses.isEmpty)
    #expect(try test.desk.verify().hasPrefix("No fault"))
  }
}
