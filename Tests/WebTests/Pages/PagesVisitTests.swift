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
      #expect(page.text.contains("last time 2 (2026-04-02)"))
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
      #expect(saved.location == home)
      let page = try await browser.get(home)
      #expect(try page.text.contains(Regex("Saved [0-9]{2}:[0-9]{2}:[0-9]{2} UTC")))
      #expect(page.text.contains("2026-05-30"))
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
      let open = answers(10).filter { $0.0 != "mg-adl:chewing" } + [("date", "2026-05-30")]
      let page = try await browser.submit(path, open)
      #expect(page.status == 422)
      #expect(page.text.contains("<a href=\"#mg-adl:chewing\">MG-ADL, Chewing: no answer."))
      #expect(page.text.components(separatedBy: " checked").count == 8)
      let reason = try await browser.post(
        path, open + [("mg-adl:chewing", "unable"), ("nonce", page.nonce(path))])
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
      let again = try await browser.get(path)
      #expect(again.text.contains("Not saved yet"))
      #expect(again.text.contains("value=\"2026-05-29\""))
      #expect(again.text.contains("name=\"mg-adl:talking\" value=\"3\" checked"))
      _ = try await browser.post(path + "/discard", [("nonce", again.nonce(path + "/discard"))])
      #expect(try await !(browser.get(path)).text.contains("Not saved yet"))
    }
  }
}
