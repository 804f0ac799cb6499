import Clinic
import Outcomes
import Testing

@testable import Web

@Suite struct `A series on the page of a patient` {
  /// Efgartigimod acts for 35 days: 62 days to the next first dose are less than 35 and 28.
  @Test(arguments: [(62, true), (63, false)])
  func `is one row and one lane, each cycle with its own way to change it`(
    gap: Int, isSeries: Bool
  ) async throws {
    let test = try await PagesSite()
    let id = PagesSite.patient.id
    let first = PagesSite.today - 150
    let second = first + 21 + gap
    try test.desk.startTreatment(
      TreatmentCourse(therapy: .init("efgartigimod"), start: first, stop: first + 21), of: id)
    try test.desk.startTreatment(
      TreatmentCourse(therapy: .init("efgartigimod"), start: second), of: id)
    let home = try test.path()
    try await test.browse(.staff) { browser in
      let page = try await browser.get(home)
      #expect(page.status == 200)
      let rows = page.text.components(
        separatedBy: "<th scope=\"row\" data-label=\"Treatment\">Efgartigimod (MG)</th>")
      #expect(rows.count == (isSeries ? 2 : 3))
      let lanes = ["lane", "lane here"].map {
        page.text.components(separatedBy: "class=\"\($0)\"").count - 1
      }
      #expect(lanes.reduce(0, +) == (isSeries ? 2 : 3))
      #expect(page.text.components(separatedBy: "class=\"cycle\"").count == (isSeries ? 3 : 1))
      #expect(page.text.contains("<details class=\"cycles\">") == isSeries)
      #expect(
        page.text.contains("2 cycles since \(first), the last from \(second), running") == isSeries)
      for dates in ["\(first) to \(first + 21)", "\(second) to now"] {
        #expect(page.text.contains("<span class=\"unseen\"> Efgartigimod (MG) \(dates)</span></a>"))
      }
      let links = page.text.components(separatedBy: "href=\"\(home)/treatments/").dropFirst()
      for link in links {
        let number = link.prefix { $0 != "\"" }
        #expect(try await browser.get("\(home)/treatments/\(number)").status == 200)
      }
      #expect(links.count == 3)
    }
  }

  @Test func `a course known to the month is shown as it was given`() async throws {
    let test = try await PagesSite()
    var course = TreatmentCourse(therapy: .init("ivig"), start: PagesSite.today)
    course.startGiven = try #require(PartialDay(iso: "2025-03"))
    try test.desk.startTreatment(course, of: PagesSite.patient.id)
    let home = try test.path()
    try await test.browse(.staff) { browser in
      let page = try await browser.get(home)
      #expect(page.text.contains("data-label=\"From, to\">2025-03 to now</td>"))
    }
  }
}
