import Clinic
import Foundation
import Outcomes
import Registry
import TestSupport
import Testing

@testable import Web

@Suite struct PagesClinicTests {
  @Test func thePatientIsNamedOnEveryPageAboutThem() async throws {
    let test = try await PagesSite()
    let number = try #require(try test.desk.record(of: PagesSite.patient.id).scores.last?.number)
    let facts = try test.desk.file.read {
      (try $0.courses(of: PagesSite.patient.id), try $0.diagnoses(of: PagesSite.patient.id))
    }
    let course = try #require(facts.0.first?.number)
    let diagnosis = try #require(facts.1.first?.number)
    _ = try test.desk.closeFlags(
      of: PagesSite.patient.id, decision: .trialInadequate, note: "low dose")
    try await test.browse(.physician) { browser in
      for route in SiteMap.routes where route.method == .get && route.path.contains(":patient") {
        let path =
          "/"
          + route.path.replacing(
            ":patient", with: try test.site.pageKeys.key(for: PagesSite.patient.id)
          )
          .replacing(":score", with: "\(number)").replacing(":course", with: "\(course)")
          .replacing(":diagnosis", with: "\(diagnosis)").replacing(":decision", with: "1")
          .replacing(":day", with: "2026-04-02")
        let page = try await browser.get(path)
        #expect(page.status == 200, "\(route.path)")
        #expect(page.text.contains("<dd>Łukasik, Tove &lt;i&gt;</dd>"), "\(route.path)")
        #expect(page.text.contains("<dd>A-17</dd>"), "\(route.path)")
        #expect(!page.text.contains("<i>"), "\(route.path)")
        let title = page.text.components(separatedBy: "</title>")[0]
        #expect(!title.contains("Łukasik") && !title.contains("A-17"))
      }
      #expect(try await (browser.get(try test.path("/scores/999"))).status == 404)
    }
    #expect(!test.log.text.contains("ukasik") && !test.log.text.contains("A-17"))
  }

  @Test func aSimilarPatientIsPointedOut() async throws {
    let test = try await PagesSite()
    let fields = [
      ("identifier", "B-2"), ("family", "Lukasik"), ("given", "Tove <i>"), ("born", "1960-03-01"),
      ("sex", "female"),
    ]
    try await test.browse(.staff) { browser in
      let page = try await browser.submit("/patients/new", fields)
      #expect(page.status == 422)
      #expect(page.text.contains("A-17"))
      let sure = try await browser.post(
        "/patients/new", fields + [("another", "yes"), ("nonce", page.nonce("/patients/new"))])
      #expect(sure.status == 303)
      #expect(sure.location?.contains("B-2") == false)
      let found = try await browser.submit("/patients", [("search", "luk")])
      #expect(found.text.contains("<td data-label=\"Identifier\">B-2</td>"))
      let merge = try test.path("/merge")
      let compare = try await browser.submit(merge, [("other", "B-2"), ("reason", "same address")])
      #expect(compare.status == 422)
      #expect(compare.text.contains("Lukasik, Tove"))
      let merged = try await browser.post(
        merge,
        compare.filled(merge, [("other", "B-2"), ("reason", "same address"), ("same", "yes")]))
      #expect(merged.status == 303)
    }
    #expect(try test.desk.file.read { try $0.merged() }.map(\.patient) == [Patient.ID("B-2")])
  }

  @Test func aTreatmentIsStartedChangedAndStopped() async throws {
    let test = try await PagesSite()
    let path = try test.path("/treatments")
    let id = PagesSite.patient.id
    try await test.browse(.staff) { browser in
      let early = try await browser.submit(
        path, [("therapy", "ivig"), ("start", "2026-06-02"), ("intent", "induction")])
      #expect(early.status == 422 && early.text.contains("lies after today"))
      let fields = [
        ("therapy", "ivig"), ("start", "2026-05-01"), ("intent", "bridge"), ("dose", "0.4"),
        ("unit", "g/kg"), ("interval", "28"),
      ]
      #expect(try await (browser.post(path, fields + [("nonce", early.nonce(path))])).status == 303)
      let number = try #require(try test.desk.file.read { try $0.courses(of: id) }.last?.number)
      let one = "\(path)/\(number)"
      let changed = try await browser.submit(
        one,
        [
          ("start", "2026-05-02"), ("intent", "bridge"), ("dose", "1"), ("unit", "g/kg"),
          ("interval", "28"), ("note", ""), ("stop", ""), ("reason", "typed wrongly"),
        ])
      #expect(changed.status == 303)
      let stopped = try await browser.submit(
        one, to: one + "/stop", [("stop-on", "2026-05-20"), ("stop-reason", "headache")])
      #expect(stopped.status == 303)
      #expect(try await browser.get(try test.path()).text.contains("; stopped: headache"))
    }
    let course = try test.desk.record(of: id).courses.last
    #expect(course?.start == Day(iso: "2026-05-02"))
    #expect(course?.stop == Day(iso: "2026-05-20"))
    #expect(course?.dose == .one)
  }

  @Test func aDiagnosisIsAddedRevisedAndEnded() async throws {
    let test = try await PagesSite()
    let path = try test.path("/diagnoses")
    let id = PagesSite.patient.id
    try await test.browse(.staff) { browser in
      let added = try await browser.submit(
        path, [("disease", "cidp"), ("diagnosed", "2026-01-10")])
      #expect(added.status == 303)
      let one = {
        try test.desk.file.read { try $0.diagnoses(of: id) }.last { $0.fact.endedOn == nil }.map {
          "\(path)/\($0.number)"
        } ?? ""
      }
      let revised = try await browser.submit(
        try one(), to: try one() + "/revise",
        [
          ("disease", "autoimmune-nodopathy"), ("revised-on", "2026-02-10"),
          ("revise-reason", "antibodies"),
        ])
      #expect(revised.status == 303)
      let ended = try await browser.submit(
        try one(), to: try one() + "/end",
        [("ended-on", "2026-03-10"), ("end-reason", "no neuropathy")])
      #expect(ended.status == 303)
    }
    let all = try test.desk.record(of: id).diagnoses
    #expect(all.map(\.disease.text).sorted() == ["autoimmune-nodopathy", "cidp", "mg"])
    #expect(all.filter { $0.endedOn == nil }.map(\.disease.text) == ["mg"])
  }

  @Test func aResearcherNeverGetsWhoItIs() async throws {
    let test = try await PagesSite()
    let fields = [("layout", "scores"), ("identified", "yes")]
    try await test.browse(.researcher) { browser in
      let file = try await browser.submit("/exports", fields)
      #expect(file.status == 200)
      #expect(file.text.hasPrefix("study_code,") || !file.text.contains("patient_id"))
      for secret in ["A-17", "ukasik", "1960-03-01", "2026-04-02"] {
        #expect(!file.text.contains(secret))
      }
      #expect(file.text.contains("mg-adl"))
    }
    try await test.browse(.physician) { browser in
      let file = try await browser.submit("/exports", fields)
      #expect(file.text.contains("A-17,2026-04-02,mg-adl,talking,2"))
    }
    let audit = try test.desk.file.read { try $0.audit(AuditFilter(action: "export")) }
    #expect(audit.map(\.subject) == ["scores, identified", "scores, pseudonymous"])
  }

  @Test func anAdministratorGetsAVerifiedBackup() async throws {
    var settings = SiteSettings.withoutSecondFactor
    let safe = FileManager.default.temporaryDirectory.appending(path: "safe-\(UUID().uuidString)")
    settings.backupFolder = safe.path
    let test = try await PagesSite(settings: settings)
    defer { try? FileManager.default.removeItem(at: safe) }
    try await test.browse(.administrator) { browser in
      let none = try await browser.submit("/backup", [])
      #expect(none.status == 422 && none.text.contains(safe.path))
      try FileManager.default.createDirectory(at: safe, withIntermediateDirectories: true)
      // The browser names no place.
      let elsewhere = try await browser.submit("/backup", [("path", safe.path + "/copy.sqlite")])
      #expect(elsewhere.status == 400)
      #expect(try await (browser.submit("/backup", [])).status == 303)
      let page = try await browser.get("/backup")
      let file = try await browser.post(
        "/backup/download", [("nonce", page.nonce("/backup/download"))])
      #expect(file.status == 200 && file.text.hasPrefix("SQLite format 3"))
      let seal = try #require(try test.desk.seal())
      for path in ["/backup", "/exports"] {
        #expect(
          try await browser.get(path).text.contains(
            "The seal of the last entry, number \(seal.entry): <code>\(seal.text)</code>."),
          "\(path)")
      }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: safe.path)
    let name = try #require(names.count == 1 ? names.first : nil)
    #expect(name.hasPrefix("clinic-") && name.hasSuffix("Z.sqlite"))
    let restored = try ClinicFile.open(path: safe.appending(path: name).path, for: .reading)
    #expect(try restored.read { try $0.counts().scores } == 4)
    let left = try FileManager.default.contentsOfDirectory(atPath: test.folder.path)
    #expect(!left.contains { $0.hasPrefix(".backup") })
  }

  @Test func withoutAFolderInTheSettingsABackupIsDownloadedOnly() async throws {
    let test = try await PagesSite()
    try await test.browse(.administrator) { browser in
      let page = try await browser.get("/backup")
      #expect(page.text.contains("The settings of this program name no folder for backups"))
      #expect(page.nonce("/backup").isEmpty)
      #expect(!page.nonce("/backup/download").isEmpty)
    }
  }

  /// What a spreadsheet would run as a formula is taken out, unless somebody wants it otherwise.
  @Test func aDownloadIsMadeForSpreadsheetsUnlessSomebodyUnticksIt() async throws {
    let test = try await PagesSite()
    try await test.browse(.physician) { browser in
      let page = try await browser.get("/exports")
      #expect(page.text.contains("name=\"spreadsheet\" value=\"yes\" checked>"))
      let refused = try await browser.submit("/exports", [("layout", "items-wide")])
      #expect(refused.status == 422)
      #expect(refused.text.contains("name=\"spreadsheet\" value=\"yes\">"))
    }
  }

  @Test func theListsOfTheClinicShowTheirTables() async throws {
    let test = try await PagesSite()
    try test.desk.startTreatment(
      TreatmentCourse(therapy: Therapy.ID("ivig"), start: PagesSite.today - 3),
      of: PagesSite.patient.id)
    let week = try test.weekDue()
    try await test.browse(.physician) { browser in
      let due = try await browser.get("/due?week=\(week)")
      #expect(due.text.contains("week=2026-06-") && due.text.contains("<span class=\"line\">MG, "))
      let cohort = try await browser.get("/cohort")
      #expect(cohort.text.contains("1 patient, 2 judged courses, as of <time>2026-06-01</time>"))
      #expect(cohort.text.contains("<b>MG</b>") && !cohort.text.contains("&lt;5"))
      let library = try await browser.get("/measures")
      let link =
        "<a href=\"/measures/mg-adl\">Myasthenia Gravis Activities of Daily Living profile</a>"
      #expect(library.text.contains(link + "<span class=\"under\">mg-adl</span>"))
      #expect(library.text.contains("<td data-label=\"Direction\">higher is worse</td>"))
      #expect(!library.text.contains("\"/measures/prednisone\""))
      let therapies = try await browser.get("/measures?kind=therapies")
      #expect(therapies.text.contains("<a href=\"/measures/prednisone\">"))
      #expect(therapies.text.contains("?kind=therapies\" aria-current=\"true\">Therapies · "))
      for id in ["mg-adl", "mg", "prednisone"] {
        let card = try await browser.get("/measures/\(id)")
        #expect(card.status == 200 && card.text.contains("doi"))
      }
      #expect(try await (browser.get("/measures/none")).status == 404)
    }
  }

  /// Filters hold for the page and its files; nothing of a single patient is in them.
  @Test func theCohortIsFilteredAndComesAsFiles() async throws {
    let test = try await PagesSite()
    try test.desk.startTreatment(
      TreatmentCourse(therapy: Therapy.ID("ivig"), start: PagesSite.today - 100),
      of: PagesSite.patient.id)
    try await test.browse(.researcher) { browser in
      let line = try await browser.get("/cohort?line=2&disease=mg").text
      #expect(line.contains("1 patient, 1 judged course, as of"))
      #expect(line.contains("href=\"/cohort/table?name=responses&amp;disease=mg&amp;line=2\""))
      let none = try await browser.get("/cohort?year=1999").text
      #expect(none.contains("No course is like this."))
      let all = try await browser.get("/cohort/table?name=responses").text
      let lines = all.split(separator: "\r\n").count + all.split(separator: "\n").count
      #expect(all.hasPrefix("disease,therapy,courses,") && lines >= 3)
      #expect(all.contains("mg,ivig,1,") && all.contains("mg,prednisone,1,"))
      let some = try await browser.get("/cohort/table?name=responses&line=2").text
      #expect(some.contains("mg,ivig,1,") && !some.contains("prednisone,1,"))
      for name in ["curve", "change", "quality", "yield"] {
        let text = try await browser.get("/cohort/table?name=\(name)").text
        #expect(!text.contains("A-17") && !text.contains("Łukasik"))
      }
      #expect(try await browser.get("/cohort/table?name=none").status == 404)
    }
  }

  @Test func theCallListHoldsNameBirthAndIdentifierAlone() async throws {
    let test = try await PagesSite()
    try test.desk.startTreatment(
      TreatmentCourse(therapy: Therapy.ID("ivig"), start: PagesSite.today - 3),
      of: PagesSite.patient.id)
    let week = try test.weekDue()
    try await test.browse(.staff) { browser in
      let text = try await browser.get("/due/calls?week=\(week)").text
      let row = text.components(separatedBy: "<tbody>").last ?? ""
      #expect(
        row.contains(
          "Łukasik, Tove &lt;i&gt;</th><td><time>1960-03-01</time></td><td>A-17</td></tr>"))
      #expect(!text.contains("MG") && !text.contains("rednisone"))
    }
  }
}

extension PagesSite {
  /// The Monday of the first week in which somebody is due.
  fileprivate func weekDue() throws -> String {
    let weeks = try desk.clinicLists().dueWeeks(asOf: PagesSite.today)
    return try #require(weeks.lazy.compactMap(\.monday).first).iso
  }
}
