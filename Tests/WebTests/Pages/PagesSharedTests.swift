import Clinic
import Outcomes
import Testing

@testable import Web

/// What the MG-ADL and the MG Composite share is asked once, in the browser.
@Suite struct PagesSharedTests {
  private typealias Fields = [(String, String)]
  private static let day: Fields = [("date", "2026-05-30")]
  private static let shared: Fields = [("mg-adl:talking", "2"), ("mg-adl:chewing", "unable")]
  private static let adl: Fields = [
    "swallowing", "breathing", "brush-comb", "chair", "diplopia", "ptosis",
  ].map { ("mg-adl:\($0)", "1") }
  private static let mgc: Fields = [
    "ptosis", "diplopia", "eye-closure", "swallowing", "breathing", "neck", "shoulder", "hip",
  ].map { ("mgc:\($0)", "1") }

  @Test func standsBeforeBothAndIsNotAskedAgain() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let page = try await browser.get(path)
      let parts = page.text.components(separatedBy: "<section class=\"card block\"")
      #expect(
        parts[1].contains(
          "<h2 id=\"once-mg-adl-mgc\">Asked once for MG-ADL and MGC "
            + "<small>about the last week</small>"))
      for item in ["talking", "chewing"] {
        #expect(parts[1].contains("<fieldset class=\"item\" id=\"mg-adl:\(item)\""))
        #expect(page.text.components(separatedBy: "id=\"mg-adl:\(item)\"").count == 2)
        #expect(!page.text.contains("mgc:\(item)"))
      }
      #expect(parts[1].components(separatedBy: " autofocus").count == 2)
      #expect(page.text.components(separatedBy: " autofocus").count == 2)
      // Swallowing and breathing are printed differently.
      #expect(page.text.contains("id=\"mg-adl:swallowing\""))
      #expect(page.text.contains("id=\"mgc:swallowing\""))
      #expect(
        page.text.components(separatedBy: "data-takes=\"mg-adl:talking mg-adl:chewing\"").count == 3
      )
      let above = "<p class=\"aside\">Asked once, above: Talking, Chewing.</p>"
      #expect(page.text.components(separatedBy: above).count == 3)
    }
  }

  @Test func countsForEachThatWasBegun() async throws {
    for (own, stored) in [
      (Self.adl, ["mg-adl"]), (Self.mgc, ["mgc"]), (Self.adl + Self.mgc, ["mg-adl", "mgc"]),
    ] {
      let test = try await PagesSite()
      let path = try test.path("/visits")
      try await test.browse(.staff) { browser in
        let saved = try await browser.submit(path, Self.day + Self.shared + own)
        #expect(saved.status == 303)
      }
      let scores = try test.desk.record(of: PagesSite.patient.id).scores.suffix(stored.count)
      #expect(scores.map(\.measure.text).sorted() == stored)
      for score in scores {
        let measure = try #require(test.desk.library.measure(score.measure))
        let answers = measure.answers(of: score)
        let slots = ["talking", "chewing"].compactMap { measure.fieldPositions[$0] }
        #expect(slots.map { answers.slots[$0]?.text } == ["2", "unable"])
      }
    }
  }

  @Test func aloneItIsRefusedAndKept() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      for alone in [Self.shared, Self.shared + [("mgc:total", "12")]] {
        let page = try await browser.submit(path, Self.day + alone)
        #expect(page.status == 422)
        #expect(
          page.text.contains(
            "<a href=\"#mg-adl:talking\">Talking is answered, but nothing else of MG-ADL or MGC. "
              + "Answer the rest of one of them, or clear this answer."))
        #expect(page.text.contains("<a href=\"#mg-adl:chewing\">Chewing is answered"))
        #expect(page.text.contains("name=\"mg-adl:talking\" value=\"2\" checked"))
      }
    }
    #expect(try test.desk.record(of: PagesSite.patient.id).scores.count == 4)
  }

  @Test func leftOpenItIsSaidOnceForBoth() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(
        path, Self.day + [("mg-adl:talking", "2")] + Self.adl + Self.mgc)
      #expect(page.status == 422)
      #expect(
        page.text.components(separatedBy: "<a href=\"#mg-adl:chewing\">Chewing: no answer.").count
          == 2)
    }
  }

  @Test func isClearedByItsOwnButton() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let both = Self.day + Self.shared + Self.adl
      let adl = try await browser.submit(path, both + [("clear", "mg-adl")])
      #expect(adl.text.components(separatedBy: " checked").count == 3)
      #expect(adl.text.contains("name=\"mg-adl:talking\" value=\"2\" checked"))
      let once = try await browser.submit(path, both + [("clear", "once-mg-adl-mgc")])
      #expect(once.text.components(separatedBy: " checked").count == Self.adl.count + 1)
      #expect(!once.text.contains("name=\"mg-adl:talking\" value=\"2\" checked"))
    }
  }

  /// One of the two is recorded on the other day: the rest asks for itself, with what was typed.
  @Test func goesAlongToADayOnWhichOnlyOneIsAsked() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let there = try await browser.submit(
        path,
        [("date", "2026-04-02"), ("opened", "2026-05-30"), ("show", "day")] + Self.shared
          + Self.mgc)
      #expect(there.status == 200)
      #expect(!there.text.contains("once-mg-adl-mgc"))
      #expect(there.text.contains("name=\"mgc:talking\" value=\"2\" checked"))
      #expect(there.text.contains("name=\"mgc:chewing\" value=\"unable\" checked"))
      #expect(!there.text.contains("name=\"mg-adl:talking\""))
      // And back, where both can be entered.
      let back = try await browser.submit(
        path,
        [("date", "2026-05-30"), ("opened", "2026-04-02"), ("show", "day")]
          + [("mgc:talking", "2"), ("mgc:chewing", "unable")] + Self.mgc)
      #expect(back.text.contains("name=\"mg-adl:talking\" value=\"2\" checked"))
      #expect(!back.text.contains("mgc:talking"))
    }
  }

  @Test func isAskedByEachWhereItWasAnsweredDifferently() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let two = [("mgc:talking", "1"), ("mgc:chewing", "unable")]
      let page = try await browser.submit(path, Self.day + Self.shared + two + [("show", "day")])
      #expect(page.text.contains("name=\"mg-adl:talking\" value=\"2\" checked"))
      #expect(page.text.contains("name=\"mgc:talking\" value=\"1\" checked"))
      // Chewing was answered alike.
      #expect(page.text.contains("name=\"mg-adl:chewing\" value=\"unable\" checked"))
      #expect(!page.text.contains("mgc:chewing"))
    }
  }

  private func sent(_ page: String, _ use: String) -> String? {
    page.components(separatedBy: "data-\(use)-nonce=\"").dropFirst().first?
      .components(separatedBy: "\"").first
  }

  @Test func aDraftKeepsIt() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let form = try await browser.get(path + "?date=2026-05-30")
      let kept = try await browser.post(
        path + "/draft",
        Self.day + Self.shared + [
          ("mgc:neck", "1"), ("nonce", try #require(self.sent(form.text, "draft"))),
        ])
      #expect(kept.status == 200 || kept.status == 204)
      let again = try await browser.get(path + "?date=2026-05-30")
      #expect(again.text.contains("name=\"mg-adl:talking\" value=\"2\" checked"))
      #expect(again.text.contains("name=\"mg-adl:chewing\" value=\"unable\" checked"))
      #expect(again.text.contains("name=\"mgc:neck\" value=\"1\" checked"))
    }
  }

  /// The sum counts what is asked once, and only for what was begun.
  @Test func countsInTheRunningTotals() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let form = try await browser.get(path)
      let nonce = try #require(self.sent(form.text, "running"))
      let talking = Self.day + [("mg-adl:talking", "2"), ("nonce", nonce)]
      for (own, said) in [
        ([], ""), ([("mg-adl:chair", "1")], "mg-adl\t3 so far\n"),
        // The Composite weighs it.
        ([("mgc:neck", "2")], "mgc\t7 so far\n"),
      ] as [(Fields, String)] {
        let running = try await browser.post(path + "/running", talking + own)
        #expect(running.text == said)
      }
    }
  }

  @Test func isNotSharedWithWhatTheSiteLeavesOut() async throws {
    let desk = SiteDesk(visits: [.init("mg"): [.init("mg-adl")]])
    let test = try await PagesSite(desk: desk)
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let page = try await browser.get(path)
      #expect(!page.text.contains("Asked once"))
      #expect(page.text.contains("id=\"mgc:talking\""))
    }
  }

  @Test func theLastAnswerIsThatOfTheInstrumentEnteredLast() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    let items = (Self.mgc + [("mgc:talking", "1"), ("mgc:chewing", "3")]).map {
      (item: String($0.0.dropFirst(4)), value: $0.1)
    }
    try test.desk.record(
      try test.desk.prepareScore(
        PagesSite.patient.id, .init("mgc"), day: PagesSite.today - 30, pairs: items))
    try await test.browse(.staff) { browser in
      let page = try await browser.get(path)
      #expect(page.text.contains("Talking, last time 1 (2026-05-02)</legend>"))
      #expect(page.text.contains("Chewing, last time 3 (2026-05-02)</legend>"))
      #expect(page.text.contains("Rising from a chair, last time "))
    }
  }
}
