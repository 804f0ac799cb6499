import Clinic
import Foundation
import Outcomes
import Registry
import TestSupport
import Testing

@testable import Web

/// Two people, one record: whoever saves second is told what changed, loses nothing, and takes
/// nothing back.
@Suite struct PagesMeanwhileTests {
  private static let id = PagesSite.patient.id

  /// Two browsers, of a nurse and of a physician, that have both opened a page.
  private func together(
    _ test: PagesSite, _ path: String,
    _ body: @Sendable (_ nurse: Browser, _ physician: Browser, _ opened: Page) async throws -> Void
  ) async throws {
    try await test.browse(.staff) { nurse in
      let physician = nurse.another
      try await physician.signIn("physician")
      try await body(nurse, physician, try await physician.get(path))
    }
  }

  private func course(_ test: PagesSite) throws -> FactVersion<TreatmentCourse> {
    try #require(try test.desk.file.read { try $0.courses(of: Self.id) }.first)
  }

  @Test func aLaterSaveOfParticularsTakesNothingBack() async throws {
    let test = try await PagesSite()
    let path = try test.path("/edit")
    try await together(test, path) { nurse, physician, opened in
      let saved = try await nurse.save(path, [("born", "1961-02-02"), ("reason", "misread")])
      #expect(saved.status == 303)

      let late = try await physician.post(
        path, opened.filled(path, [("given", "Anna"), ("reason", "as in the passport")]))
      #expect(late.status == 422)
      let said = try #require(
        late.text.firstMatch(
          of: /<li>(Changed meanwhile by Full staff at [0-9:]{8} UTC: [^<]*)<\/li>/))
      #expect(said.1.hasSuffix("Date of birth 1960-03-01 → 1961-02-02 (“misread”)."))
      // What was typed is kept, what stands now stands beside it.
      #expect(late.value(path, "given") == "Anna")
      #expect(late.value(path, "born") == "1961-02-02")
      #expect(late.value(path, "reason") == "as in the passport")
      #expect(late.value(path, "seen") == "2")
      #expect(late.text.contains("Stands now: “Tove &lt;i&gt;”. You entered: “Anna”."))
      #expect(late.text.contains("Changed meanwhile: 1960-03-01 → 1961-02-02. Such as"))
      #expect(late.value(path, "confirm") == nil && late.value(path, "asked") == nil)
      // Going on with both.
      #expect(try await physician.post(path, late.filled(path)).status == 303)
    }
    let now = try test.desk.patient(Self.id)
    #expect(now.birthDate == Day(iso: "1961-02-02") && now.givenName == "Anna")
    #expect(now.familyName == PagesSite.patient.familyName)
    let history = try test.desk.file.read { try $0.history(ofPatient: Self.id) }
    #expect(history.map(\.reason).dropFirst() == ["misread", "as in the passport"])
  }

  @Test func aLaterCorrectionTakesNothingBack() async throws {
    let test = try await PagesSite()
    let number = try #require(try test.desk.record(of: Self.id).scores.last?.number)
    let path = try test.path("/scores/\(number)")
    try await together(test, path) { nurse, physician, opened in
      let saved = try await nurse.save(path, [("talking", "3"), ("reason", "wrong line")])
      #expect(saved.status == 303)

      let late = try await physician.post(
        path, opened.filled(path, [("chewing", "0"), ("reason", "misheard")]))
      #expect(late.status == 422)
      #expect(late.text.contains("UTC: Talking 2 → 3 (“wrong line”)."))
      #expect(late.value(path, "talking") == "3" && late.value(path, "chewing") == "0")
      #expect(late.text.contains("Stands now: 1. You entered: 0."))
      #expect(try await physician.post(path, late.filled(path)).status == 303)
    }
    let versions = try test.desk.file.read { try $0.history(ofScore: number) }
    #expect(
      versions.map(\.fact.score.answers) == [
        "2,1,1,1,1,1,1,1", "3,1,1,1,1,1,1,1", "3,0,1,1,1,1,1,1",
      ])
  }

  @Test func whoeverChangedTheSameFieldIsAsked() async throws {
    let test = try await PagesSite()
    let number = try #require(try test.desk.record(of: Self.id).scores.last?.number)
    let path = try test.path("/scores/\(number)")
    try await together(test, path) { nurse, physician, opened in
      let saved = try await nurse.save(path, [("talking", "3"), ("reason", "wrong line")])
      #expect(saved.status == 303)

      let late = try await physician.post(
        path, opened.filled(path, [("talking", "0"), ("reason", "misheard")]))
      #expect(late.text.contains("Talking stands now as 3, you entered 0. Which is right?"))
      #expect(late.value(path, "talking") == "0" && late.value(path, "asked") == "talking")
      // Sent again as it is, it is asked again.
      let again = try await physician.post(path, late.filled(path))
      #expect(again.status == 422)
      #expect(again.text.contains("Compare the marked fields, then confirm."))
      #expect(again.text.contains("Talking stands now as 3, you entered 0."))
      let sure = again.filled(path, [("confirm", "yes")])
      #expect(try await physician.post(path, sure).status == 303)
    }
    let score = try #require(try test.desk.score(number, of: Self.id, seen: nil))
    #expect(score.now.fact.score.answers == "0,1,1,1,1,1,1,1" && score.now.version == 3)
  }

  @Test func takingWhatStandsSettlesTheQuestion() async throws {
    let test = try await PagesSite()
    let number = try #require(try test.desk.record(of: Self.id).scores.last?.number)
    let path = try test.path("/scores/\(number)")
    try await together(test, path) { nurse, physician, opened in
      let saved = try await nurse.save(path, [("talking", "3"), ("reason", "wrong line")])
      #expect(saved.status == 303)
      let late = try await physician.post(
        path, opened.filled(path, [("talking", "0"), ("ptosis", "2"), ("reason", "misheard")]))
      let settled = late.filled(path, [("talking", "3")])
      #expect(try await physician.post(path, settled).status == 303)
    }
    let score = try #require(try test.desk.score(number, of: Self.id, seen: nil))
    #expect(score.now.fact.score.answers == "3,1,1,1,1,1,1,2")
  }

  @Test func aTreatmentIsChangedAndStoppedByTwo() async throws {
    let test = try await PagesSite()
    // As an earlier version of the program took it.
    let stored = try course(test)
    try test.desk.file.write(.changeCourse, by: test.desk.by(reason: "letter")) { writing in
      var course = stored.fact
      course.note = " in the\nmorning "
      try writing.change(course: stored.number, to: course, seen: stored.version)
    }
    let path = try test.path("/treatments/\(stored.number)")
    try await together(test, path) { nurse, physician, opened in
      let saved = try await nurse.save(
        path, to: path + "/stop", [("stop-on", "2026-05-20"), ("stop-reason", "worse")])
      #expect(saved.status == 303)

      // The dose is changed from a page on which the course still ran: it stays stopped.
      let late = try await physician.post(
        path, opened.filled(path, [("dose", "20"), ("unit", "mg"), ("reason", "less")]))
      #expect(late.status == 422)
      #expect(late.text.contains("UTC: Last dose (empty) → 2026-05-20 (“worse”)."))
      #expect(late.value(path, "stop") == "2026-05-20" && late.value(path, "dose") == "20")
      #expect(try await physician.post(path, late.filled(path)).status == 303)
    }
    let now = try course(test)
    #expect(now.fact.stop == Day(iso: "2026-05-20") && now.fact.dose == Rational(20))
    // A note that nobody touched is as it was, down to its blanks and line breaks.
    #expect(now.fact.note == " in the\nmorning ")
  }

  @Test func whoStopsWhatWasStoppedIsAskedForTheDay() async throws {
    let test = try await PagesSite()
    let path = try test.path("/treatments/\(try course(test).number)")
    try await together(test, path) { nurse, physician, opened in
      let saved = try await nurse.save(
        path, to: path + "/stop", [("stop-on", "2026-05-20"), ("stop-reason", "worse")])
      #expect(saved.status == 303)
      let late = try await physician.post(
        path + "/stop",
        opened.filled(path + "/stop", [("stop-on", "2026-05-10"), ("stop-reason", "no effect")]))
      #expect(late.status == 422)
      #expect(
        late.text.contains("Last dose stands now as 2026-05-20, you entered 2026-05-10."))
      #expect(late.value(path, "stop") == "2026-05-10")
      #expect(late.value(path, "reason") == "no effect")
      let sure = late.filled(path, [("confirm", "yes")])
      #expect(try await physician.post(path, sure).status == 303)
    }
    #expect(try course(test).fact.stop == Day(iso: "2026-05-10"))
  }

  @Test func aDiagnosisThatEndedMeanwhileKeepsWhatWasTyped() async throws {
    let test = try await PagesSite()
    let diagnosis = try #require(
      try test.desk.file.read { try $0.diagnoses(of: Self.id) }.first)
    let path = try test.path("/diagnoses/\(diagnosis.number)")
    try await together(test, path) { nurse, physician, opened in
      let saved = try await nurse.save(
        path, to: path + "/end", [("ended-on", "2026-05-20"), ("end-reason", "not confirmed")])
      #expect(saved.status == 303)
      let late = try await physician.post(
        path + "/revise",
        opened.filled(
          path + "/revise",
          [("disease", "lems"), ("revised-on", "2026-05-10"), ("revise-reason", "VGCC")]))
      #expect(late.status == 422)
      #expect(late.text.contains("UTC: Given up on (empty) → 2026-05-20 (“not confirmed”)."))
      for line in ["Disease: lems", "<li>Day: <time>2026-05-10</time></li>", "Reason: VGCC"] {
        #expect(late.text.contains(line), "\(line)")
      }
      let withdraw = try await physician.post(
        path + "/withdraw", opened.filled(path + "/withdraw", [("withdraw-reason", "namesake")]))
      #expect(withdraw.status == 422 && withdraw.text.contains("value=\"namesake\""))
      let now = try await physician.post(
        path + "/withdraw", withdraw.filled(path + "/withdraw"))
      #expect(now.status == 303)
    }
    #expect(try test.desk.record(of: Self.id).diagnoses.isEmpty)
  }

  @Test func whatWasWithdrawnMeanwhileIsSaidWithWhatWasTyped() async throws {
    let test = try await PagesSite()
    let number = try #require(try test.desk.record(of: Self.id).scores.last?.number)
    let path = try test.path("/scores/\(number)")
    try await together(test, path) { nurse, physician, opened in
      let saved = try await nurse.save(
        path, to: path + "/withdraw", [("withdraw-reason", "other patient")])
      #expect(saved.status == 303)
      for (action, typed) in [
        (path, [("chewing", "0"), ("reason", "misheard")]),
        (path + "/withdraw", [("withdraw-reason", "misheard")]),
      ] {
        let late = try await physician.post(action, opened.filled(action, typed))
        #expect(late.status == 422)
        let said = /Withdrawn meanwhile by Full staff at [0-9:]{8} UTC \(“other patient”\)\./
        #expect(late.text.contains(said))
        #expect(late.text.contains("Reason: misheard"))
        if action == path { #expect(late.text.contains("<li>Chewing: 0</li>")) }
      }
      #expect(try await physician.get(path).status == 404)
    }
  }

  @Test func whatBelongsToAnotherPatientNowLeadsThere() async throws {
    let test = try await PagesSite()
    let other = Patient(
      id: Patient.ID("B-2"), familyName: "Moreau", givenName: "Léa", birthDate: nil, sex: .female)
    try test.desk.register(other)
    let number = try #require(try test.desk.record(of: Self.id).scores.last?.number)
    let (score, edit) = (try test.path("/scores/\(number)"), try test.path("/edit"))
    let there = "/patients/\(try test.site.pageKeys.key(for: other.id))"
    try await together(test, score) { nurse, physician, opened in
      let particulars = try await physician.get(edit)
      try test.desk.merge(Self.id, into: other.id, reason: "one person")
      let said = "A-17 was put together with B-2 by Setup at "
      let late = try await physician.post(
        score, opened.filled(score, [("chewing", "0"), ("reason", "misheard")]))
      #expect(late.status == 422 && late.text.contains(said))
      #expect(late.text.contains("<a href=\"\(there)\">To B-2</a>"))
      let typed = try await physician.post(
        edit, particulars.filled(edit, [("given", "Anna"), ("reason", "passport")]))
      #expect(typed.status == 422 && typed.text.contains(said))
      #expect(typed.text.contains("<li>Given name: Anna</li>"))
      #expect(try await physician.get(edit).text.contains(said))
      // And back again.
      let moved = "\(there)/scores/\(number)"
      let page = try await physician.get(moved)
      try test.desk.unmerge(Self.id, reason: "two persons")
      let apart = try await physician.post(
        moved, page.filled(moved, [("chewing", "0"), ("reason", "misheard")]))
      #expect(apart.status == 422)
      #expect(apart.text.contains("A-17 was made a patient of its own again by Setup at "))
    }
    #expect(try test.desk.patient(Self.id).givenName == PagesSite.patient.givenName)
  }

  @Test func whatIsComparedBeforeAMergeMustStand() async throws {
    let test = try await PagesSite()
    let twin = Patient(
      id: Patient.ID("B-2"), familyName: "Moreau", givenName: "Léa", birthDate: nil, sex: .female)
    try test.desk.register(twin)
    let path = try test.path("/merge")
    try await test.browse(.physician) { browser in
      let start = try await browser.get(path)
      let compare = try await browser.post(
        path, start.filled(path, [("other", "B-2"), ("reason", "same address")]))
      try test.desk.edit(twin.id, given: "Noa", reason: "misread")
      let late = try await browser.post(path, compare.filled(path, [("same", "yes")]))
      #expect(late.status == 422)
      #expect(late.text.contains("UTC: Given name “Léa” → “Noa” (“misread”)."))
      #expect(late.text.contains("Moreau, Noa"))
      #expect(try await browser.post(path, late.filled(path, [("same", "yes")])).status == 303)
    }
    #expect(try test.desk.file.read { try $0.merged() }.map(\.patient) == [twin.id])
  }

  @Test func aFormWithoutItsVersionIsNotTaken() async throws {
    let test = try await PagesSite()
    let number = try #require(try test.desk.record(of: Self.id).scores.last?.number)
    let diagnosis = try #require(
      try test.desk.file.read { try $0.diagnoses(of: Self.id) }.first?.number)
    let paths = [
      ("/edit", ""), ("/scores/\(number)", ""), ("/scores/\(number)", "/withdraw"),
      ("/treatments/\(try course(test).number)", ""),
      ("/treatments/\(try course(test).number)", "/stop"),
      ("/diagnoses/\(diagnosis)", "/end"), ("/diagnoses/\(diagnosis)", "/revise"), ("/flag", ""),
    ]
    let before = try test.desk.file.read { try $0.lastEntry() }
    try await test.browse(.physician) { browser in
      for (page, rest) in paths {
        let action = try test.path(page) + rest
        let shown = try await browser.get(try test.path(page))
        #expect(shown.value(action, "seen") != nil, "\(action)")
        for seen in [[], [("seen", "")], [("seen", "x")]] {
          let sent = try await browser.post(
            action, seen + [("nonce", shown.nonce(action))])
          #expect(sent.status == 400, "\(action)")
        }
      }
    }
    #expect(try test.desk.file.read { try $0.lastEntry() } == before)
  }
}
