import Clinic
import Foundation
import Outcomes
import Testing

@testable import Web

/// The site's own texts for notes, and its own sets of measures for a visit, on the pages.
@Suite struct PagesSiteDeskTests {
  private static let texts = SiteDesk(templates: [
    .init(name: "Stable", text: "Stable <1>.\nGoes on.", for: .visit),
    .init(name: "Wait", text: "Waits for the laboratory.", for: .decision),
    .init(name: "Asked", text: "Asked by telephone.", for: .reevaluation),
    .init(name: "Any", text: "Seen with Dr Weber.", for: nil),
  ])

  @Test func textsStandBesideTheNotesTheyAreFor() async throws {
    let test = try await PagesSite(desk: Self.texts)
    let (visit, flag, again) = (
      try test.path("/visits"), try test.path("/flag"), try test.path("/reevaluation")
    )
    try await test.browse(.physician) { browser in
      for (path, field, own) in [
        (visit, "#visit-note", "Stable"), (flag, "#note", "Wait"),
        ("/review", "#note", "Wait"), (again, "[name^=&#39;note:&#39;]", "Asked"),
      ] {
        let page = try await browser.get(path)
        #expect(page.text.contains("data-texts=\"\(field)\"><summary>Texts of the site</summary>"))
        for name in ["Stable", "Wait", "Asked"] {
          #expect(page.text.contains("<li><b>\(name)</b>") == (name == own), "\(path) \(name)")
        }
        #expect(page.text.contains("<p>Seen with Dr Weber.</p>"))
      }
      let page = try await browser.get(visit)
      #expect(page.text.contains("<p>Stable &lt;1&gt;.\nGoes on.</p>"))
    }
    let none = try await PagesSite()
    try await none.browse(.physician) { browser in
      let page = try await browser.get(try none.path("/visits"))
      #expect(!page.text.contains("data-texts"))
    }
  }

  private static let set = SiteDesk(visits: [
    .init("mg"): [.init("mgfa-class"), .init("mg-adl"), .init("fvc")]
  ])

  private func headings(_ text: String) -> [String] {
    text.matches(of: #/<h2 id="title-([^"]+)"/#).map { String($0.output.1) }
  }

  @Test func aVisitAsksForTheSitesSetAndFoldsWhatCountsBesides() async throws {
    let test = try await PagesSite(desk: Self.set)
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let page = try await browser.get(path)
      let parts = page.text.components(separatedBy: "<details class=\"more left-out\">")
      #expect(parts.count == 2)
      #expect(self.headings(parts[0]) == ["mgfa-class", "mg-adl", "fvc"])
      // MG-QOL15r counts for nothing, so it is a further measure like any other.
      #expect(self.headings(parts[1]) == ["qmg", "mgc"])
      #expect(
        parts[1].hasPrefix(
          "<summary>Further measures that count for judging: QMG, MGC</summary>")
      )
      #expect(page.text.contains("The site's own set of measures leaves them out."))
      #expect(page.text.contains("<option value=\"mg-qol15r\">"))
      #expect(!page.text.contains("<option value=\"qmg\">"))
      // What is entered there is stored, and what is wrong there is unfolded.
      let half = try await browser.submit(
        path, [("date", "2026-05-30"), ("mgc:ptosis", "1")])
      #expect(half.status == 422)
      #expect(half.text.contains("<details class=\"more left-out\" open>"))
      let saved = try await browser.submit(
        path, [("date", "2026-05-30"), ("mgc:total", "12")])
      #expect(saved.status == 303)
      let done = try await browser.get(try test.path("/visits/2026-05-30"))
      #expect(done.text.contains("MGC 12"))
    }
    let scores = try test.desk.record(of: PagesSite.patient.id).scores
    #expect(scores.contains { $0.measure.text == "mgc" && $0.total == Rational(12) })
  }

  @Test func whatThePatientHadLastTimeIsAskedForAgain() async throws {
    let test = try await PagesSite(desk: Self.set)
    try test.desk.record(
      try test.desk.prepareScore(
        PagesSite.patient.id, .init("mgc"), day: PagesSite.today - 30, pairs: [("total", "12")]))
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let page = try await browser.get(path)
      let parts = page.text.components(separatedBy: "<details class=\"more left-out\">")
      #expect(self.headings(parts[0]) == ["mgfa-class", "mg-adl", "fvc", "mgc"])
      #expect(self.headings(parts[1]) == ["qmg"])
    }
  }

  @Test func withoutASetTheCoreSetIsAskedForAndNothingIsFolded() async throws {
    let test = try await PagesSite(desk: SiteDesk(visits: [.init("cidp"): [.init("incat")]]))
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let page = try await browser.get(path)
      #expect(self.headings(page.text) == ["mg-adl", "qmg", "mgc", "mg-qol15r", "mgfa-class"])
      #expect(!page.text.contains("left-out"))
    }
  }
}
