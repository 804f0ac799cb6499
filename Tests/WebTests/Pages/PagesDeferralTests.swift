import Clinic
import Foundation
import Outcomes
import Registry
import Testing

@testable import Web

/// Several rows of the review list deferred together, in the browser.
@Suite struct PagesDeferralTests {
  private static let twin = Patient(
    id: Patient.ID("A-18"), familyName: "Other", givenName: "Max", birthDate: nil, sex: .male)

  /// Two patients on the list.
  private func site() async throws -> PagesSite {
    let test = try await PagesSite()
    let desk = test.desk
    try desk.register(Self.twin)
    try desk.addDiagnosis(
      Diagnosis(disease: Disease.ID("mg"), diagnosedOn: PagesSite.today - 400), to: Self.twin.id)
    for days in [310, 200, 120, 60] {
      try desk.record(
        try desk.prepareScore(
          Self.twin.id, .init("mg-adl"), day: PagesSite.today - days, pairs: PagesSite.adl(10)))
    }
    try desk.startTreatment(
      TreatmentCourse(therapy: Therapy.ID("prednisone"), start: PagesSite.today - 300),
      of: Self.twin.id)
    return test
  }

  /// The boxes of the rows: name and value.
  private func ticks(_ page: Page) -> [(String, String)] {
    page.text.matches(of: #/name="(row:[^"]+)" value="([^"]+)" data-tick/#).map {
      (String($0.output.1), String($0.output.2))
    }
  }

  private func hidden(_ page: Page) -> [(String, String)] { page.hidden("/review/defer") }

  private func reviews(_ test: PagesSite) throws -> [[Review]] {
    try [PagesSite.patient.id, Self.twin.id].map { id in
      try test.desk.file.read { try $0.reviews(of: id) }.map(\.fact)
    }
  }

  @Test func oneDayAndOneReasonForAllThatIsTicked() async throws {
    let test = try await site()
    try await test.browse(.physician) { browser in
      let list = try await browser.get("/review?disease=mg")
      let ticks = self.ticks(list)
      #expect(ticks.count == 2)
      #expect(
        list.text.contains("aria-label=\"Defer Other, Max (A-18): No response to Prednisone\""))
      let done = try await browser.post(
        "/review/defer",
        self.hidden(list) + ticks + [("until", "1.9.2026"), ("note", "after the holidays")])
      #expect(done.status == 303)
      #expect(done.location == "/review?disease=mg&page=1")
      let after = try await browser.get("/review?disease=mg&page=1")
      #expect(after.text.contains("2 flags deferred until 2026-09-01, "))
      #expect(after.text.contains("0 patients to review"))
    }
    for reviews in try reviews(test) {
      #expect(reviews.map(\.decision) == [.deferred])
      #expect(reviews.map(\.physician) == ["Full physician"])
      #expect(reviews.map(\.note) == ["after the holidays"])
      #expect(reviews.map { $0.deferredUntil?.iso } == ["2026-09-01"])
    }
    let trail = try test.desk.file.read { try $0.audit(AuditFilter(author: "Full physician")) }
    #expect(
      Set(trail.filter { $0.subject == "review" }.compactMap(\.patient))
        == [PagesSite.patient.id, Self.twin.id])
  }

  @Test func whatIsMissingIsSaidAndWhatWasTickedStays() async throws {
    let test = try await site()
    try await test.browse(.physician) { browser in
      let list = try await browser.get("/review")
      let tick = try #require(self.ticks(list).last)
      let nothing = try await browser.post("/review/defer", self.hidden(list))
      #expect(nothing.status == 422)
      #expect(
        nothing.text.contains("<a href=\"#until\">The day until which it is deferred is needed"))
      #expect(nothing.text.contains("<a href=\"#note\">A note is needed and was left empty.</a>"))
      #expect(nothing.text.contains("No row is ticked."))
      let past = try await browser.post(
        "/review/defer",
        self.hidden(nothing) + [tick, ("until", "2026-06-01"), ("note", "<wait>")])
      #expect(past.status == 422)
      #expect(past.text.contains("The end of the deferral on 2026-06-01 does not lie after"))
      #expect(past.text.contains("value=\"&lt;wait&gt;\""))
      #expect(past.text.components(separatedBy: "\" checked>").count == 2)
      #expect(past.text.contains("data-ticked>1</output>"))
      // Without script a button ticks the whole page.
      let all = try await browser.post(
        "/review/defer", self.hidden(past) + [("until", ""), ("note", "wait"), ("tick", "all")])
      #expect(all.status == 200)
      #expect(all.text.components(separatedBy: "\" checked>").count == 3)
      #expect(all.text.contains("value=\"wait\""))
    }
    #expect(try reviews(test) == [[], []])
  }

  @Test func whatChangedMeanwhileRefusesAllOfThem() async throws {
    let test = try await site()
    try await test.browse(.physician) { browser in
      let list = try await browser.get("/review")
      let ticks = self.ticks(list)
      try test.desk.record(
        try test.desk.prepareScore(
          Self.twin.id, .init("mg-adl"), day: PagesSite.today - 1, pairs: PagesSite.adl(10)))
      let typed = ticks + [("until", "2026-09-01"), ("note", "wait")]
      let late = try await browser.post("/review/defer", self.hidden(list) + typed)
      #expect(late.status == 422)
      #expect(
        late.text.contains(
          "<a href=\"#row-A-18\">Other, Max (A-18): MG-ADL of 2026-05-31 recorded meanwhile by Setup at "
        ))
      #expect(late.text.contains("None of the flags was deferred"))
      #expect(late.text.components(separatedBy: "\" checked>").count == 3)
      #expect(try self.reviews(test) == [[], []])
      let again = try await browser.post("/review/defer", self.hidden(late) + typed)
      #expect(again.status == 303)
    }
    #expect(try reviews(test).map(\.count) == [1, 1])
  }

  @Test func aFlagThatWasClosedMeanwhileIsNotTickedAnyMore() async throws {
    let test = try await site()
    try await test.browse(.physician) { browser in
      let list = try await browser.get("/review")
      let ticks = self.ticks(list)
      let seen = try test.desk.seenUpTo(of: Self.twin.id)
      _ = try test.desk.closeFlags(
        of: Self.twin.id, seen: seen, decision: .diagnosisConfirmed, note: "", .all)
      let late = try await browser.post(
        "/review/defer",
        self.hidden(list) + ticks + [("until", "2026-09-01"), ("note", "wait")])
      #expect(late.status == 422)
      #expect(
        late.text.contains("Other, Max (A-18): Review of 2026-06-01 recorded meanwhile by Setup"))
      #expect(late.text.contains("A-18 does not stand on this page of the list any more"))
      #expect(late.text.components(separatedBy: "\" checked>").count == 2)
    }
    #expect(try reviews(test).map(\.count) == [0, 1])
  }

  @Test func onlyPhysiciansDeferAndNothingElseIsDone() async throws {
    let test = try await site()
    try await test.browse(.staff) { browser in
      let list = try await browser.get("/review")
      #expect(list.status == 200)
      #expect(!list.text.contains("data-tick") && !list.text.contains("/review/defer"))
    }
    try await test.browse(.physician) { browser in
      let list = try await browser.get("/review")
      let typed = self.ticks(list) + [("until", "2026-09-01"), ("note", "wait")]
      // Another decision is no field of this form.
      let other = try await browser.post(
        "/review/defer", self.hidden(list) + typed + [("decision", "diagnosis-confirmed")])
      #expect(other.status == 400)
      let made = try await browser.post(
        "/review/defer", self.hidden(list) + typed.dropLast(2) + [("row:x", "y")])
      #expect(made.status == 400)
      let without = try await browser.post(
        "/review/defer", self.hidden(list).filter { $0.0 != "nonce" } + typed)
      #expect(without.status == 403)
      let twice = try await browser.post("/review/defer", self.hidden(list) + typed)
      #expect(twice.status == 303)
      let again = try await browser.post("/review/defer", self.hidden(list) + typed)
      #expect(again.status == 409)
    }
    #expect(try reviews(test).map(\.count) == [1, 1])
  }
}
