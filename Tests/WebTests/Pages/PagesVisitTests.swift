import Clinic
import Foundation
import Outcomes
import Registry
import Testing

@testable import Web

@Suite struct PagesVisitTests {
  private func answers(_ total: Int) -> [(String, String)] {
    PagesSite.adl(total).map { ("mg-adl:\($0.item)", $0.value) }
  }

  @Test func nothingIsFilledInAndTheLastAnswersStandBeside() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let page = try await browser.get(path)
      #expect(page.status == 200)
      #expect(!page.text.contains(" checked"))
      #expect(page.text.contains("Talking, last time 2 (2026-04-02)</legend>"))
      #expect(
        page.text.contains(
          "<label class=\"last\"><input type=\"radio\" name=\"mg-adl:talking\" value=\"2\""))
      #expect(page.text.contains("name=\"mg-adl:talking\""))
      #expect(page.text.contains("value=\"not-done\""))
    }
  }

  @Test func aVisitIsSavedAndSaidSoAfterwards() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    let home = try test.path()
    try await test.browse(.staff) { browser in
      let saved = try await browser.submit(path, answers(10) + [("date", "2026-05-30")])
      #expect(saved.status == 303)
      #expect(saved.location == home + "/visits/2026-05-30")
      let page = try await browser.get(home + "/visits/2026-05-30")
      #expect(try page.text.contains(Regex("Saved [0-9]{2}:[0-9]{2}:[0-9]{2} UTC")))
      #expect(page.text.contains("MG-ADL 10 points</a>"))
      #expect(
        page.text.contains(
          "Since <time>2026-04-02</time>: 9 to 10, worse by 1.</span> <span>Since the baseline of Prednisone (<time>2025-07-26</time>): worse by 1.</span>"
        ))
      #expect(page.text.contains("Not entered: QMG, MGC, MG-QOL15r, MGFA class."))
      #expect(page.text.contains("<b>Prednisone (MG)</b>: "))
      #expect(try await !(browser.get(home)).text.contains("Saved "))
      let scores = try test.desk.record(of: PagesSite.patient.id).scores
      #expect(scores.map(\.total).last == Rational(10))
    }
    let entry = try test.desk.file.read { try $0.scores(of: PagesSite.patient.id) }.last
    #expect(entry?.author == "Full staff")
  }

  @Test func anItemLeftOpenIsRefusedAndTheInputKept() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let open = answers(10).filter { $0.0 != "mg-adl:chair" } + [("date", "2026-05-30")]
      let page = try await browser.submit(path, open)
      #expect(page.status == 422)
      #expect(
        page.text.contains("<a href=\"#mg-adl:chair\">MG-ADL, Rising from a chair: no answer."))
      #expect(page.text.components(separatedBy: " checked").count == 8)
      let reason = try await browser.post(
        path, open + [("mg-adl:chair", "unable"), ("nonce", page.nonce(path))])
      #expect(reason.status == 303)
    }
    let last = try test.desk.record(of: PagesSite.patient.id).scores.last
    #expect(last?.total == nil)
    #expect(last?.day == Day(iso: "2026-05-30"))
  }

  @Test func anUnusualStepIsAskedAbout() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    let high = PagesSite.items.map { ("mg-adl:\($0)", "3") } + [("date", "2026-05-30")]
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(path, high)
      #expect(page.status == 422)
      #expect(page.text.contains("unusually large step"))
      let sure = try await browser.post(
        path, high + [("confirm", "yes"), ("nonce", page.nonce(path))])
      #expect(sure.status == 303)
    }
  }

  @Test(arguments: [
    ("2026-06-02", "lies after today"), ("1950-01-01", "before the patient"),
    ("32.6.2026", "is no date"),
    ("1.6.26", "is no date"), ("1/6/2026", "can be 1 June 2026 or 6 January 2026"),
    ("", "is needed"), ("2026-04-02", "is recorded already"),
  ])
  func aDayThatCannotBeIsRefused(day: String, why: String) async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(path, answers(10) + [("date", day)])
      #expect(page.status == 422)
      #expect(page.text.contains(why))
    }
    #expect(try test.desk.record(of: PagesSite.patient.id).scores.count == 4)
  }

  @Test func aFieldOfAnotherFormIsRefused() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(
        path, answers(10) + [("date", "2026-05-30"), ("mg-adl:sum", "3")])
      #expect(page.status == 400)
    }
  }

  @Test func aTotalFromALetterIsMarkedAndGivesWayToItsItems() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    let home = try test.path()
    let id = PagesSite.patient.id
    try await test.browse(.staff) { browser in
      let letter = [("date", "2026-05-30"), ("mg-adl:total", "10")]
      let out = try await browser.submit(path, [("date", "2026-05-30"), ("mg-adl:total", "25")])
      #expect(out.status == 422)
      #expect(out.text.contains("<a href=\"#mg-adl:total\">MG-ADL, total: found"))
      let saved = try await browser.submit(path, letter)
      #expect(saved.status == 303)
      let shown = try await browser.get(home)
      #expect(shown.text.contains("10 (total only)"))
      let scores = try test.desk.record(of: id).scores
      let stored = try #require(scores.first { $0.isTotalOnly })
      #expect(stored.total == Rational(10))
      let address = home + "/scores/\(stored.number)"
      let page = try await browser.get(address)
      #expect(page.text.contains("MG-ADL 10 (total only) on 2026-05-30"))
      let items = PagesSite.adl(10).map { ($0.item, $0.value) }
      let corrected = try await browser.submit(
        address,
        items + [
          ("day", "2026-05-30"), ("total", "10"), ("seen", "1"), ("reason", "the sheet was found"),
        ])
      #expect(corrected.status == 303)
    }
    let scores = try test.desk.record(of: id).scores
    #expect(scores.count { $0.isTotalOnly } == 0)
    #expect(scores.last?.total == Rational(10))
  }

  @Test func aStopSaysWhyAndTheChangeFormShowsIt() async throws {
    let test = try await PagesSite()
    let id = PagesSite.patient.id
    let courses = try test.desk.file.read { try $0.courses(of: id) }
    let course = try #require(courses.first { $0.fact.stop == nil })
    let address = try test.path("/treatments/\(course.number)")
    let home = try test.path()
    try await test.browse(.staff) { browser in
      let unsaid = try await browser.post(
        address + "/stop",
        [
          ("stop-on", "2026-05-20"), ("seen", "1"),
          ("nonce", browser.get(address).nonce(address + "/stop")),
        ])
      #expect(unsaid.status == 422)
      let stopped = try await browser.post(
        address + "/stop",
        [
          ("stop-on", "2026-05-20"), ("stop-because", "no-effect"), ("seen", "1"),
          ("nonce", browser.get(address).nonce(address + "/stop")),
        ])
      #expect(stopped.status == 303)
      let shown = try await browser.get(home)
      #expect(shown.text.contains("to 2026-05-20 (no effect)"))
      let form = try await browser.get(address)
      #expect(form.text.contains("name=\"because\" value=\"no-effect\" checked"))
    }
    let now = try test.desk.file.read { try $0.history(ofCourse: course.number) }.last
    #expect(now?.fact.stopReason == .noEffect)
    #expect(now?.reason == "no effect")
  }

  @Test func aDraftComesBackAndCanBeDiscarded() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let form = try await browser.get(path)
      let nonce = try #require(
        form.text.firstMatch(of: try Regex("data-draft-nonce=\"([^\"]+)\""))?.output[1].substring)
      let kept = try await browser.post(
        path + "/draft",
        [("mg-adl:talking", "3"), ("date", "2026-05-29"), ("nonce", String(nonce))])
      #expect(kept.status == 204)
      // It fills the form of its own day alone; elsewhere it is named.
      let link = "<a href=\"\(path)?date=2026-05-29\">"
      let today = try await browser.get(path)
      #expect(!today.text.contains("Not saved yet") && !today.text.contains(" checked"))
      let home = try await browser.get(try test.path())
      let list = try await browser.get("/review")
      for page in [today, home, list] {
        #expect(page.text.contains("Begun and not saved yet"))
        #expect(page.text.contains(link))
      }
      #expect(list.text.contains(link + "Łukasik, Tove &lt;i&gt;, visit of"))
      let own = path + "?date=2026-05-29"
      let again = try await browser.get(own)
      #expect(again.text.contains("Not saved yet"))
      #expect(!again.text.contains("Begun and not saved yet"))
      #expect(again.text.contains("name=\"mg-adl:talking\" value=\"3\" checked"))
      let gone = try await browser.post(
        path + "/discard",
        [("date", "2026-05-29"), ("nonce", again.nonce(path + "/discard"))])
      #expect(gone.location == own)
      #expect(try await !(browser.get(own)).text.contains("Not saved yet"))
      #expect(try await !(browser.get("/review")).text.contains("Begun and not saved yet"))
    }
  }

  @Test func anotherDayKeepsWhatWasTypedAndTheDraftGoesAlong() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let shown = try await browser.submit(
        path, [("mg-adl:talking", "3"), ("date", "2026-03-01"), ("show", "day")])
      #expect(shown.status == 200)
      #expect(shown.text.contains("name=\"mg-adl:talking\" value=\"3\" checked"))
      #expect(shown.text.contains("name=\"opened\" value=\"2026-03-01\""))
      #expect(shown.text.contains("Talking, last time 2 (2026-02-01)</legend>"))
      let further = try await browser.post(
        path,
        [
          ("mg-adl:talking", "3"), ("mg-adl:chewing", "1"), ("date", "2026-03-01"),
          ("opened", "2026-03-01"), ("add", "fvc"), ("measures", "mgii"), ("show", "measure"),
          ("nonce", shown.nonce(path)),
        ])
      #expect(further.text.contains("name=\"measures\" value=\"mgii fvc\""))
      #expect(
        further.text.contains("data-measure=\"fvc\"")
          && further.text.contains("data-measure=\"mgii\""))
      #expect(further.text.contains("name=\"mg-adl:chewing\" value=\"1\" checked"))
      let entries = try await browser.get(path)
      #expect(entries.text.contains("visit of <time>2026-03-01</time>"))
      let cleared = try await browser.post(
        path,
        [
          ("mg-adl:chair", "3"), ("fvc:value", "80"), ("date", "2026-03-01"),
          ("opened", "2026-03-01"), ("measures", "fvc"), ("clear", "mg-adl"),
          ("nonce", further.nonce(path)),
        ])
      #expect(!cleared.text.contains(" checked"))
      // A form without an entry is no unfinished one.
      let empty = try await browser.submit(path, [("date", "2026-05-02"), ("show", "day")])
      #expect(empty.text.contains("name=\"opened\" value=\"2026-05-02\""))
      #expect(try await !browser.get(path).text.contains("2026-05-02"))
    }
    #expect(try test.desk.record(of: PagesSite.patient.id).scores.count == 4)
  }

  @Test func aRefusedFormMayBeSentAgainAndASavedOneNot() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let nonce = try await browser.get(path).nonce(path)
      let open =
        answers(10).filter { $0.0 != "mg-adl:chewing" }
        + [("date", "2026-05-30"), ("nonce", nonce)]
      for _ in 0..<2 {
        let page = try await browser.post(path, open)
        #expect(page.status == 422)
        #expect(page.text.contains("name=\"mg-adl:talking\" value=\"2\" checked"))
      }
      let whole = open + [("mg-adl:chewing", "1")]
      #expect(try await browser.post(path, whole).status == 303)
      #expect(try await browser.post(path, whole).status == 409)
    }
  }

  @Test func refusalsUsePrintedNames() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits?measures=grip-vigorimeter")
    let action = try test.path("/visits")
    let id = PagesSite.patient.id
    try test.desk.record(
      try test.desk.prepareScore(
        id, .init("grip-vigorimeter"), day: PagesSite.today - 60, variant: "hand=right",
        pairs: [("value", "88")]))
    @Sendable func grip(_ right: String) -> [(String, String)] {
      [("date", "2026-05-30"), ("grip-vigorimeter.right:value", right)]
    }
    try await test.browse(.staff) { browser in
      let words = try await browser.submit(path, to: action, grip("7i"))
      #expect(
        words.text.contains(
          "Grip strength by Martin vigorimeter, right: “7i” is no number. Write a number from 0 to 160 kPa in steps of 0.1."
        ))
      let thousands = try await browser.submit(path, to: action, grip("1,234"))
      #expect(thousands.text.contains("“1,234” is no number"))
      #expect(thousands.text.contains(": 1.234 or 1234."))
      let jump = try await browser.submit(path, to: action, grip("7,5"))
      #expect(jump.text.contains("Grip (Martin) (right hand) goes from 88 on 2026-04-02 to 7.5"))
      let sure = try await browser.post(
        action,
        grip("7,5") + [
          ("confirm", "yes"), ("measures", "grip-vigorimeter"), ("nonce", jump.nonce(action)),
        ])
      #expect(sure.status == 303)
    }
    #expect(try test.desk.record(of: id).scores.last?.total == Rational(75, over: 10))
  }

  @Test func aVisitIsMovedAndWithdrawnAsAWhole() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits/2026-04-02")
    let other = Patient(
      id: Patient.ID("B-2"), familyName: "Other", givenName: "O", birthDate: nil, sex: .female)
    try test.desk.register(other)
    let id = PagesSite.patient.id
    try test.desk.note(
      VisitNote(day: Day(iso: "2026-04-02") ?? PagesSite.today, note: "tired"), of: id, seen: 0)
    try await test.browse(.staff) { browser in
      let unsaid = try await browser.submit(
        path, to: path + "/withdraw", [("withdraw-reason", "")])
      #expect(unsaid.status == 422)
      let moved = try await browser.submit(
        path, to: path + "/move",
        [("to-patient", "B-2"), ("to-day", "2026-04-03"), ("reason", "wrong patient")])
      #expect(moved.status == 303)
      let there = try await browser.get(moved.location ?? "")
      #expect(there.text.contains("MG-ADL 9 points") && there.text.contains("tired"))
      #expect(try await browser.get(path).text.contains("Nothing is recorded of this day."))
      let place = moved.location ?? ""
      let page = try await browser.get(place)
      try test.desk.record(
        try test.desk.prepareScore(
          other.id, .init("fvc"), day: Day(iso: "2026-04-03") ?? PagesSite.today,
          pairs: [("value", "80")]))
      let late = try await browser.post(
        place + "/withdraw",
        page.hidden(place + "/withdraw") + [("withdraw-reason", "both wrong")])
      #expect(late.status == 422)
      #expect(late.text.contains("has changed since you saw it"))
      let gone = try await browser.submit(
        place, to: place + "/withdraw", [("withdraw-reason", "both wrong")])
      #expect(gone.status == 303)
    }
    #expect(try test.desk.record(of: id).scores.count == 3)
    #expect(try test.desk.record(of: id).visitNotes.isEmpty)
    #expect(try test.desk.record(of: other.id).scores.isEmpty)
    #expect(try test.desk.record(of: other.id).visitNotes.isEmpty)
    _ = try test.desk.verify()
  }
}
