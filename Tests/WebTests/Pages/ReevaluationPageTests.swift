import Clinic
import Outcomes
import Registry
import Testing

@testable import Web

/// Saying in the browser what was ruled out, asked for or found, and what was asked at a visit.
@Suite struct ReevaluationPageTests {
  private let day = "2026-05-30"

  /// As it is read: without what marks days.
  private func words(_ page: Page) -> String {
    page.text.replacing("<time>", with: "").replacing("</time>", with: "")
      .replacing("&quot;", with: "\"")
  }

  @Test func everyRowIsShownAndNoneIsFilledIn() async throws {
    let test = try await PagesSite()
    let path = try test.path("/reevaluation")
    try await test.browse(.staff) { browser in
      let page = try await browser.get(path)
      #expect(page.status == 200)
      for name in ["Missed doses?", "Intercurrent illness?", "Congenital myasthenic syndrome"] {
        #expect(page.text.contains(name), "\(name)")
      }
      #expect(!page.text.contains("stands\">"))
      #expect(page.text.components(separatedBy: "value=\"\" selected").count > 20)
    }
  }

  @Test func whatIsSaidStandsAtTheFlagAndOnThePatientsPage() async throws {
    let test = try await PagesSite()
    let path = try test.path("/reevaluation")
    let (flag, home) = (try test.path("/flag"), try test.path())
    try await test.browse(.physician) { browser in
      let saved = try await browser.submit(
        path,
        [
          ("day", day), ("state:missed-doses", "excluded"), ("note:missed-doses", "diary <kept>"),
          ("state:damage", "requested"), ("new", "second opinion"), ("state:new", "requested"),
        ])
      #expect(saved.status == 303)
      #expect(saved.location == path)
      let said = "Excluded on 2026-05-30, Full physician: \"diary &lt;kept&gt;\"."
      for page in [flag, home, path] {
        let text = words(try await browser.get(page))
        #expect(text.contains(said), "\(page)")
        #expect(text.contains("econd opinion"), "\(page)")
      }
      #expect(
        words(try await browser.get(flag)).contains(
          "Re-evaluation of MG: 1 excluded, 2 requested; last on 2026-05-30, Full physician."))
    }
    let stored = try test.desk.record(of: PagesSite.patient.id).considerations
    #expect(stored.map(\.row) == ["missed-doses", "damage", "second opinion"])
    #expect(stored.allSatisfy { $0.author == "Full physician" && $0.disease.text == "mg" })
    #expect(try test.desk.verify().hasPrefix("No fault"))
  }

  @Test func nothingIsHalfSaved() async throws {
    let test = try await PagesSite()
    let path = try test.path("/reevaluation")
    let cases: [(fields: [(String, String)], message: String)] = [
      ([("day", day)], "Nothing was chosen."),
      ([("day", ""), ("state:damage", "open")], "The day is needed."),
      ([("day", "2026-06-02"), ("state:damage", "open")], "lies after today"),
      (
        [("day", day), ("state:damage", "open"), ("note:illness", "flu")],
        "the note alone is not kept"
      ),
      (
        [("day", day), ("state:damage", "open"), ("note:new", "x")],
        "What is considered is needed and was left empty."
      ),
      ([("day", day), ("state:damage", "open"), ("new", "x")], "Say where this row stands."),
      (
        [("day", day), ("new", "illness"), ("state:new", "open")], "This row is in the list above."
      ),
    ]
    try await test.browse(.staff) { browser in
      for (fields, message) in cases {
        let page = try await browser.submit(path, fields)
        #expect(page.status == 422, "\(message)")
        #expect(page.text.contains(message), "\(message)")
      }
    }
    #expect(try test.desk.record(of: PagesSite.patient.id).considerations.isEmpty)
  }

  @Test func oneWhoSpeaksLaterSeesWhatAnotherSaid() async throws {
    let test = try await PagesSite()
    let path = try test.path("/reevaluation")
    try await test.browse(.physician) { browser in
      let old = try await browser.get(path).hidden(path)
      _ = try await browser.submit(path, [("day", day), ("state:damage", "excluded")])
      let late = try await browser.post(
        path, [("day", day), ("state:damage", "open"), ("note:damage", "NCS")] + old)
      #expect(late.status == 422)
      #expect(words(late).contains("Recorded meanwhile by Full physician"))
      #expect(late.text.contains("value=\"NCS\""))
      #expect(words(late).contains("Excluded on 2026-05-30, Full physician."))
    }
    let stored = try test.desk.record(of: PagesSite.patient.id).considerations
    #expect(stored.map(\.state) == [.excluded])
  }

  @Test func whatIsAskedAtAVisitIsSavedWithItsScoresOrAlone() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    let home = try test.path()
    try await test.browse(.staff) { browser in
      let alone = try await browser.submit(
        path, [("date", day), ("illness", "no"), ("days-since-dose", "20")])
      #expect(alone.status == 303)
      let form = try await browser.get(path + "?date=" + day)
      #expect(
        words(form).contains(
          "Noted already: 2026-05-30: no other illness; 20 days since the last dose"))
      let more = try await browser.submit(
        path + "?date=" + day, to: path,
        [("date", day), ("missed-doses", "yes"), ("visit-note", "holiday")]
          + PagesSite.adl(9).map { ("mg-adl:\($0.item)", $0.value) })
      #expect(more.status == 303)
      let page = try await browser.get(home)
      #expect(
        words(page).contains("no other illness; doses missed or late; 20 days since the last dose"))
    }
    let record = try test.desk.record(of: PagesSite.patient.id)
    #expect(record.visitNotes.map(\.note) == ["holiday"])
    #expect(record.visits.count == 2)
    #expect(record.scores.contains { $0.day.iso == day })
  }

  @Test func aWrongNumberOfDaysIsRefusedAndNothingStored() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      for wrong in ["-1", "2.5", "x"] {
        let page = try await browser.submit(
          path,
          [("date", day), ("days-since-dose", wrong)]
            + PagesSite.adl(9).map { ("mg-adl:\($0.item)", $0.value) })
        #expect(page.status == 422, "\(wrong)")
        #expect(page.text.contains("whole number from 0"), "\(wrong)")
        #expect(page.text.contains("value=\"\(wrong)\""), "\(wrong)")
      }
    }
    let record = try test.desk.record(of: PagesSite.patient.id)
    #expect(record.visits.isEmpty)
    #expect(!record.scores.contains { $0.day.iso == day })
  }
}
