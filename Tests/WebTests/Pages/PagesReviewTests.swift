import Clinic
import Foundation
import Outcomes
import Registry
import Testing

@testable import Web

@Suite struct PagesReviewTests {
  @Test func theListLeadsToTheEvidence() async throws {
    let test = try await PagesSite()
    let flag = try test.path("/flag")
    try await test.browse(.physician) { browser in
      let list = try await browser.get("/review")
      #expect(list.text.contains("1 patient to review: 1 red, 0 amber"))
      #expect(list.text.contains("href=\"\(flag)\">Łukasik, Tove &lt;i&gt;</a>"))
      #expect(list.text.contains("<b>No response to Prednisone</b>"))
      #expect(list.text.contains("week 42 of 13"))
      #expect(list.text.contains("<span>MG-ADL 9 \u{2192} 9"))
      #expect(list.text.contains("F 66 · A-17"))
      #expect(try await (browser.get("/review?disease=cidp")).text.contains("0 patients (of 1)"))
      #expect(
        try await
          (browser.get("/review?disease=mg&therapy=prednisone&flag=missing-response&physician=-"))
          .text.contains("1 patient to review"))
      let page = try await browser.get(flag)
      let parts = [
        "<h1>No objective response", "<h2>All immunotherapies under MG</h2>",
        "data-panel=\"mg-adl\"", "data-panel=\"response-index\"", "id=\"close\"",
        "<h2>What would turn it off</h2>", "<h2>Reviewed before</h2>", "<h2>Values</h2>",
        "<h2>Rule out first</h2>", "<h2>Alternatives to consider</h2>",
        "<h2>Verdict, and why</h2>", "<h2>Sources</h2>",
      ]
      var rest = page.text[...]
      for part in parts {
        let range = try #require(rest.range(of: part), "\(part) is missing or out of order")
        rest = rest[range.upperBound...]
      }
    }
    let audit = try test.desk.file.read { try $0.audit(AuditFilter(author: "Full physician")) }
    #expect(
      audit.contains {
        $0.action == "view" && $0.subject == "flag" && $0.patient == PagesSite.patient.id
      })
  }

  @Test func aDecisionClosesTheFlagAndACorrectionOpensItAgain() async throws {
    let test = try await PagesSite()
    let flag = try test.path("/flag")
    try await test.browse(.physician) { browser in
      let page = try await browser.get(flag)
      let seen = try #require(
        page.text.firstMatch(of: try Regex("name=\"seen\" value=\"([0-9]+)\""))?.output[1].substring
      )
      let without = try await browser.post(
        flag,
        [("decision", "trial-inadequate"), ("seen", String(seen)), ("nonce", page.nonce(flag))])
      #expect(without.status == 422)
      #expect(without.text.contains("href=\"#note\""))
      let closed = try await browser.post(
        flag,
        [
          ("decision", "trial-inadequate"), ("note", "dose was low"), ("seen", String(seen)),
          ("nonce", without.nonce(flag)),
        ])
      #expect(closed.status == 303)
      #expect(try await (browser.get("/review")).text.contains("0 patients to review"))
      let number = try #require(try test.desk.record(of: PagesSite.patient.id).scores.last?.number)
      let score = try test.path("/scores/\(number)")
      let corrected = try await browser.submit(
        score, [("day", "2026-04-02"), ("chewing", "2"), ("reason", "misread")])
      #expect(corrected.status == 303)
      let again = try await browser.get(flag)
      #expect(again.text.contains("New since the last review"))
      #expect(again.text.contains("MG-ADL of <time>2026-04-02</time>"))
      let history = try await browser.get(try test.path("/history"))
      #expect(history.text.contains("misread") && history.text.contains("Full physician"))
    }
  }

  @Test func aClosedFlagIsOpenedAgainAndTheDecisionStaysReadable() async throws {
    let test = try await PagesSite()
    let flag = try test.path("/flag")
    try await test.browse(.physician) { browser in
      let closed = try await browser.submit(
        flag, [("decision", "trial-inadequate"), ("note", "dose was low")])
      #expect(closed.status == 303)
      let none = try await browser.get(flag)
      #expect(none.text.contains("No flag is open."))
      #expect(none.text.contains("<h2>Closed flags</h2>"))
      let link = try #require(
        none.text.firstMatch(of: #/href="([^"]+flag\?flag=[^"]+)"/#)?.output.1)
      let page = try await browser.get(String(link))
      #expect(page.text.contains("Closed on <time>2026-06-01</time>, Full physician"))
      #expect(!page.text.contains("id=\"close\""))
      let without = try await browser.submit(String(link), to: flag + "/open", [("note", "")])
      #expect(without.status == 422)
      #expect(without.text.contains("A note is needed and was left empty."))
      let opened = try await browser.submit(
        String(link), to: flag + "/open", [("note", "wrong patient")])
      #expect(opened.status == 303)
      let again = try await browser.get(flag)
      #expect(again.text.contains("opened again by Full physician on <time>2026-06-01</time>"))
      // What the decision saw, whatever came since.
      try test.desk.record(
        try test.desk.prepareScore(
          PagesSite.patient.id, .init("mg-adl"), day: PagesSite.today - 1, pairs: PagesSite.adl(8)))
      let seen = try await browser.get(flag + "/decisions/1")
      #expect(seen.text.contains("The record as it stood for decision 1"))
      #expect(seen.text.contains("No objective response"))
      #expect(!seen.text.contains("2026-05-31"))
      #expect(try await (browser.get(flag + "/decisions/9")).status == 404)
    }
    try await test.browse(.staff) { browser in
      let page = try await browser.get(flag + "/decisions/1")
      #expect(page.status == 200)
    }
  }

  @Test func whatChangedMeanwhileIsLookedAtFirst() async throws {
    let test = try await PagesSite()
    let flag = try test.path("/flag")
    try await test.browse(.physician) { browser in
      let page = try await browser.get(flag)
      let seen = try #require(
        page.text.firstMatch(of: try Regex("name=\"seen\" value=\"([0-9]+)\""))?.output[1].substring
      )
      try test.desk.record(
        try test.desk.prepareScore(
          PagesSite.patient.id, .init("mg-adl"), day: PagesSite.today - 1, pairs: PagesSite.adl(9)))
      let late = try await browser.post(
        flag,
        [
          ("decision", "trial-inadequate"), ("note", "dose was low"), ("seen", String(seen)),
          ("nonce", page.nonce(flag)),
        ])
      #expect(late.status == 422)
      #expect(late.text.contains("MG-ADL of 2026-05-31 recorded meanwhile by Setup at "))
    }
    #expect(try test.desk.record(of: PagesSite.patient.id).reviews.isEmpty)
  }

  @Test func theCompositeIsATableOfItsComponents() async throws {
    let test = try await PagesSite()
    let id = Patient.ID("M-1")
    let desk = test.desk
    try desk.register(
      Patient(id: id, familyName: "de Vries", givenName: "Max", birthDate: nil, sex: .male))
    try desk.addDiagnosis(
      Diagnosis(disease: Disease.ID("dm"), diagnosedOn: PagesSite.today - 400), to: id)
    for (days, global, strength) in [(310, "5", "7"), (100, "5", "6")] {
      let answers: [(Measure.ID, String)] = [
        ("physician-global", global), ("patient-global", global), ("extramuscular-global", global),
        ("mmt8-150", strength), ("haq-di", "1"), ("ck", "100"),
      ].map { (Measure.ID($0.0), $0.1) }
      for (measure, value) in answers {
        let items = try #require(desk.library.measure(measure)).items.map(\.id)
        try desk.record(
          try desk.prepareScore(
            id, measure, day: PagesSite.today - days,
            pairs: items.isEmpty ? [("", value)] : items.map { ($0, value) }))
      }
    }
    try desk.startTreatment(
      TreatmentCourse(therapy: Therapy.ID("ivig"), start: PagesSite.today - 300), of: id)
    let flag = "/patients/\(try test.site.pageKeys.key(for: id))/flag"
    try await test.browse(.physician) { browser in
      let page = try await browser.get(flag)
      let parts = [
        "<h2>Components of the composite</h2>\n<p class=\"reading\">TIS 2016 0 from the set of <time>2025-07-26</time> to that of <time>2026-02-21</time>:</p>",
        "<table class=\"stacking\">",
        "<th scope=\"row\" data-label=\"Component\">Muscle strength (MMT)</th>",
        "<td data-label=\"Remark\">worse</td>",
        "<li>Worse in spite of the total: Muscle strength (MMT).</li>",
        "<h2>Verdict, and why</h2>",
      ]
      var rest = page.text[...]
      for part in parts {
        let range = try #require(rest.range(of: part), "\(part) is missing or out of order")
        rest = rest[range.upperBound...]
      }
    }
  }

  /// One decision after the other through the list as it is filtered, and then back to it.
  @Test func closeAndNextGoesThroughTheListOneCameFrom() async throws {
    let test = try await PagesSite()
    let twin = Patient(
      id: Patient.ID("A-18"), familyName: "Other", givenName: "Max", birthDate: nil, sex: .male)
    let desk = test.desk
    try desk.register(twin)
    try desk.addDiagnosis(
      Diagnosis(disease: Disease.ID("mg"), diagnosedOn: PagesSite.today - 400), to: twin.id)
    for days in [310, 200, 120, 60] {
      try desk.record(
        try desk.prepareScore(
          twin.id, .init("mg-adl"), day: PagesSite.today - days, pairs: PagesSite.adl(10)))
    }
    try desk.startTreatment(
      TreatmentCourse(therapy: Therapy.ID("prednisone"), start: PagesSite.today - 300),
      of: twin.id)
    let first = try test.path("/flag")
    let second = "/patients/\(try test.site.pageKeys.key(for: twin.id))/flag"
    try await test.browse(.physician) { browser in
      let list = try await browser.get("/review?disease=mg").text
      let links = list.matches(of: #/data-row id="[^"]+" href="([^"]+)"/#).map {
        String($0.output.1)
      }
      try #require(links.count == 2)
      let way = "?list=disease%3Dmg"
      let order = links.first == first + way ? [first, second] : [second, first]
      #expect(links == order.map { $0 + way })
      let page = try await browser.get(links[0])
      #expect(page.text.contains("<span>1 of 2</span>"))
      #expect(page.text.contains("rel=\"next\" data-key=\"n\" href=\"\(links[1])\""))
      #expect(page.text.contains("data-key=\"l\" href=\"/review?disease=mg\""))
      let closed = try await browser.submit(
        links[0], to: order[0],
        [("decision", "treatment-changed"), ("then", "next")])
      #expect(closed.location == links[1])
      let last = try await browser.submit(
        links[1], to: order[1],
        [("decision", "diagnosis-confirmed"), ("note", ""), ("then", "next")])
      #expect(last.location == "/review?disease=mg")
      #expect(try await (browser.get("/review")).text.contains("0 patients to review"))
    }
  }

  /// Three decisions say too little by themselves.
  @Test(arguments: Review.Decision.closing)
  func aNoteIsAskedForWhereTheDecisionNeedsOne(decision: Review.Decision) async throws {
    let test = try await PagesSite()
    let flag = try test.path("/flag")
    let needsNote: Set<Review.Decision> = [.diagnosisRevised, .trialInadequate, .deferred]
    try await test.browse(.physician) { browser in
      let answer = try await browser.submit(
        flag,
        [
          ("decision", decision.rawValue), ("revised-to", "cidp"), ("until", "2026-09-01"),
        ])
      #expect(answer.status == (needsNote.contains(decision) ? 422 : 303), "\(decision)")
    }
    #expect(
      try test.desk.record(of: PagesSite.patient.id).reviews.isEmpty == needsNote.contains(decision)
    )
  }

  /// A row that is open takes state and note where it stands, and one comes back to the flag.
  @Test func aRowIsAnsweredAtTheFlag() async throws {
    let test = try await PagesSite()
    let flag = try test.path("/flag")
    try await test.browse(.staff) { browser in
      let saved = try await browser.submit(
        flag, to: try test.path("/reevaluation"),
        [("day", "2026-05-30"), ("state:missed-doses", "excluded"), ("note:missed-doses", "diary")])
      #expect(saved.status == 303)
      let back = try #require(saved.location)
      #expect(back.hasPrefix(flag + "?flag="))
      #expect(try await (browser.get(back)).text.contains("Excluded on <time>2026-05-30</time>"))
    }
  }

  /// The chips of an account: whom it is responsible for, and whose evidence it has not seen.
  @Test func mineAndNewAreOfTheAccountThatLooks() async throws {
    let test = try await PagesSite()
    let flag = try test.path("/flag")
    try await test.browse(.physician) { browser in
      #expect(try await (browser.get("/review?show=mine")).text.contains("0 patients (of 1)"))
      let named = try await browser.save(
        try test.path("/edit"), [("physician", "Full physician"), ("reason", "taken over")])
      #expect(named.status == 303)
      #expect(try await (browser.get("/review?show=mine")).text.contains("1 patient to review"))
      #expect(try await (browser.get("/review?show=new")).text.contains("1 patient to review"))
      _ = try await browser.get(flag)
      #expect(try await (browser.get("/review?show=new")).text.contains("0 patients (of 1)"))
      try test.desk.record(
        try test.desk.prepareScore(
          PagesSite.patient.id, .init("mg-adl"), day: PagesSite.today - 1, pairs: PagesSite.adl(9)))
      #expect(try await (browser.get("/review?show=new")).text.contains("1 patient to review"))
    }
    let patient = try test.desk.patient(PagesSite.patient.id)
    #expect(patient.physician == "Full physician")
  }

  @Test func staffSeeTheEvidenceAndCannotDecide() async throws {
    let test = try await PagesSite()
    let flag = try test.path("/flag")
    try await test.browse(.staff) { browser in
      let page = try await browser.get(flag)
      #expect(page.text.contains("No objective response"))
      #expect(!page.text.contains("id=\"close\""))
    }
  }
}
