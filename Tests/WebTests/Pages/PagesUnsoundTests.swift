import Clinic
import Foundation
import Outcomes
import Testing

@testable import Web

/// A record whose seals do not hold is not judged: it stands above the review list, and every list
/// says so.
@Suite struct PagesUnsoundTests {
  private static let one =
    "The seals of one record do not hold. It is not judged: what it asks for is not known."

  /// As a verification notes it.
  private func note(_ test: PagesSite, rows: [String]) throws {
    let lines =
      ["verified: 2026-06-01T03:00:00.000Z", "findings: \(rows.count)"] + rows.map { "row: \($0)" }
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(
      to: URL(filePath: test.desk.file.path + ".last-verification"))
  }

  @Test func everyListNamesWhoIsMissingInIt() async throws {
    let test = try await PagesSite()
    try note(test, rows: ["score 1"])
    let link = "<a href=\"\(try test.path(""))\">\(PagesSite.patient.id.text)</a>"
    try await test.browse(.physician) { browser in
      for path in ["/", "/review", "/due"] {
        let page = try await browser.get(path)
        #expect(page.text.contains(Self.one), "\(path)")
        #expect(page.text.contains("<li>\(link)</li>") == (path != "/review"), "\(path)")
      }
      let start = try await browser.get("/")
      #expect(
        start.text.contains("<div><b>1</b><span><a href=\"/review\">not judged</a></span></div>"))
    }
    try await test.browse(.researcher) { browser in
      let page = try await browser.get("/cohort")
      #expect(page.text.contains(Self.one))
      #expect(!page.text.contains(PagesSite.patient.id.text))
    }
  }

  @Test func itIsARowAboveTheReviewListWhateverIsChosen() async throws {
    let test = try await PagesSite()
    try await test.browse(.physician) { browser in
      let before = try await browser.get("/review")
      #expect(before.text.contains("data-label=\"Urgency\""))
      #expect(!before.text.contains("not judged"))
      try self.note(test, rows: ["score 1"])
      let link = "href=\"\(try test.path(""))\">Łukasik, Tove &lt;i&gt;</a>"
      for query in ["", "?disease=mg", "?physician=Dr+Nobody", "?show=mine", "?show=red"] {
        let list = try await browser.get("/review" + query)
        #expect(list.text.contains("0 patients to review: 0 red, 0 amber; 1 not judged, as of"))
        let rows = list.text.components(separatedBy: "<tr>").dropFirst(2)
        #expect(rows.count == 1, "\(query)")
        #expect(
          rows.first?.contains("<span class=\"sev\">Not judged</span></td>") == true, "\(query)")
        #expect(rows.first?.contains(link) == true)
        #expect(rows.first?.contains("The seals of the record do not hold") == true)
        // It has no flag to put off, nor anything that looks like one.
        #expect(!list.text.contains("data-tick"))
        #expect(rows.first?.contains("sev red") == false && rows.first?.contains("amber") == false)
      }
    }
  }

  @Test func anEntryPutsNobodyBackWhoseSealsDoNotHold() async throws {
    let test = try await PagesSite()
    let cache = test.site.lists
    #expect(try cache.lists(test.desk).review.count == 1)
    try note(test, rows: ["score 1"])
    try test.desk.addDiagnosis(
      Diagnosis(disease: Disease.ID("lems"), diagnosedOn: PagesSite.today - 3),
      to: PagesSite.patient.id)
    #expect(try cache.lists(test.desk).review.count == 0)
  }

  @Test func whereAllHoldNothingIsSaid() async throws {
    let test = try await PagesSite()
    try note(test, rows: [])
    try await test.browse(.physician) { browser in
      let page = try await browser.get("/review")
      #expect(!page.text.contains("do not hold"))
    }
  }
}
