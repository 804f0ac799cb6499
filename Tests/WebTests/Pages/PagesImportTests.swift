import Clinic
import Foundation
import Outcomes
import Registry
import Testing

@testable import Web

/// From an upload to what is stored.
@Suite struct `Importing in the browser` {
  private static let mapping = """
    name: One row per visit
    file: {kind: text}
    dates: iso
    patient: {id: No, family-name: Surname}
    diagnoses:
      - {disease: mg, on: none}
    visits:
      date: Seen
      scores:
        - {measure: qmg, total: QMG}

    """
  private static let sheet = """
    No,Surname,Seen,QMG
    0012,<b>Testa</b>,2024-01-08,16
    0012,<b>Testa</b>,2024-04-03,=1+2
    0013,Prova,2024-02-05,9

    """

  private static func site(_ mapping: String? = mapping) async throws -> PagesSite {
    let pages = try await PagesSite(isEmpty: true)
    if let mapping { _ = try pages.desk.addMapping(mapping, path: "m", named: "weekly") }
    return pages
  }

  private static func upload(
    _ browser: Browser, _ text: String = sheet, as name: String = "visits.csv",
    meaning: String = "stored weekly"
  ) async throws -> Page {
    let nonce = try await browser.get("/import").nonce("/import")
    return try await browser.upload(
      "/import", [("nonce", nonce), ("meaning", meaning)], [(name, Array(text.utf8))])
  }

  private static func scores(_ pages: PagesSite) throws -> Int {
    try pages.desk.file.read { reading in
      var count = 0
      try reading.forEachRecord { count += $0.scores.count }
      return count
    }
  }

  @Test func `shows what is refused, stores the rest once, and keeps the list`() async throws {
    let pages = try await Self.site()
    try await pages.browse(.administrator) { browser in
      let page = try await Self.upload(browser, as: "../x/visits.csv")
      let path = try #require(page.location)
      let preview = try await browser.get(path).text
      #expect(preview.contains("<h2>Cells refused <span class=\"tag\">1</span></h2>"))
      #expect(preview.contains("visits.csv, row 3, column D &#39;QMG&#39;"))
      #expect(preview.contains("Store 2 scores of 2 patients"))
      #expect(!preview.contains("<b>Testa") && !preview.contains("../x"))
      #expect(try Self.scores(pages) == 0)
      let list = try await browser.get(path + "/left-out").text
      #expect(list.contains("visits.csv,,3,QMG,'=1+2,"))
      // The preview as a file: what the command line writes of it.
      var ways = MappedImportWays()
      (ways.isPreview, ways.isShown) = (true, true)
      let handed = HandedImport(
        [HandedTable(name: "visits.csv", bytes: Array(Self.sheet.utf8))],
        under: try MappingFile.read(Self.mapping, path: "m", pages.desk.library))
      var file: [UInt8] = []
      try MappingPreview(
        try pages.desk.importTables(handed, ways), pages.desk.library, why: { $0.why { _ in "" } }
      ).writeCSV { file.append(contentsOf: $0) }
      let written = try await browser.get(path + "/preview")
      #expect(written.text == String(decoding: file, as: UTF8.self))
      #expect(written.text.contains("refused,") && preview.contains("\(path)/preview\""))

      let refused = try await browser.save(path, to: path + "/store", [])
      #expect(refused.status == 422 && refused.text.contains("1 cell of the file is refused"))
      let sent = try await browser.get(path).filled(path + "/store", [("leave-out", "yes")])
      let stored = try await browser.post(path + "/store", sent)
      #expect(stored.location == path)
      #expect(try await browser.post(path + "/store", sent).status == 409)
      let result = try await browser.get(path).text
      #expect(
        result.contains("Stored 2 patients, 2 diagnoses, 0 treatments, 2 scores from 3 rows."))
      #expect(result.contains("None of these was stored."))
      #expect(try await browser.get(path + "/left-out").text == list)
      #expect(pages.site.uploads.bytes == 0)
      #expect(try Self.scores(pages) == 2)
    }
    let entry = try pages.desk.file.read { try $0.audit(AuditFilter(action: "import")) }.first
    #expect(entry?.author == "Full administrator")
    let hash = contentHash(Self.sheet).prefix(12)
    #expect(entry?.subject == "file visits.csv, SHA-256 \(hash), 1 cell left out")
    let reasons = try pages.desk.file.read {
      try $0.scores(importedFrom: "file visits.csv, SHA-256 \(hash), 1 cell left out")
    }
    #expect(reasons.count == 2)
  }

  @Test func `previews again where something was recorded meanwhile`() async throws {
    let pages = try await Self.site()
    let good = Self.sheet.replacing("=1+2", with: "12")
    try await pages.browse(.physician) { browser in
      let path = try #require(try await Self.upload(browser, good).location)
      let sent = try await browser.get(path).filled(path + "/store", [])
      try pages.desk.register(
        Patient(id: .init("0013"), familyName: "Prova", givenName: "", birthDate: nil, sex: nil))
      let outdated = try await browser.post(path + "/store", sent)
      #expect(outdated.status == 422)
      #expect(outdated.text.contains("Something was recorded of these patients since the preview"))
      #expect(try Self.scores(pages) == 0)
      let now = outdated.filled(path + "/store", [])
      #expect(try await browser.post(path + "/store", now).location == path)
      #expect(try Self.scores(pages) == 3)

      // The same again adds nothing; a changed cell becomes a correction only when that is said.
      let again = try #require(try await Self.upload(browser, good).location)
      #expect(try await browser.get(again).text.contains("All of it is recorded already."))
      let changed = Self.sheet.replacing("=1+2", with: "13")
      let other = try #require(try await Self.upload(browser, changed).location)
      #expect(try await browser.get(again).status == 404)
      let before = try await browser.get(other).text
      #expect(before.contains("recorded as &#39;12&#39;") && !before.contains("Store 1 score"))
      _ = try await browser.save(other, to: other + "/ways", [("update", "yes")])
      let after = try await browser.get(other).text
      #expect(after.contains("Recorded otherwise, to be corrected"))
      #expect(after.contains("Store 1 score of 1 patient"))
      let done = try await browser.save(other, to: other + "/store", [])
      #expect(done.location == other)
      #expect(
        try await browser.get(other).text.contains(
          "Corrected, recorded with other content: 1 score."))
      #expect(try Self.scores(pages) == 3)
    }
  }

  @Test func `takes our own layouts without a mapping, and a mapping that is written on the page`()
    async throws
  {
    let pages = try await Self.site(nil)
    try await pages.browse(.physician) { browser in
      let own = "patient_id;family_name;given_name;birth_date;sex\n7;Åse;B;;\n"
      let path = try #require(try await Self.upload(browser, own, meaning: "own").location)
      #expect(try await browser.get(path).text.contains("Store 1 fact without scores"))
      #expect(try await browser.save(path, to: path + "/store", []).location == path)
      #expect(try pages.desk.patient(.init("7")).familyName == "Åse")
      let foreign = try #require(try await Self.upload(browser, meaning: "own").location)
      #expect(try await browser.get(foreign).status == 422)

      let new = try #require(try await Self.upload(browser, meaning: "new").location)
      let page = "\(new)/mapping"
      #expect(try await browser.get(new).location == page)
      let wrong = Self.mapping.replacing("qmg", with: "qgm")
      let faulty = try await browser.save(page, [("text", wrong), ("keep", "yes")])
      #expect(faulty.text.contains("Line 10: no measure &#39;qgm&#39; is defined"))
      #expect(try pages.desk.storedMappings() == [])
      let fit = try await browser.save(
        page, [("text", Self.mapping.replacing("\n", with: "\r\n")), ("keep", "yes")])
      #expect(fit.location == new)
      #expect(try pages.desk.storedMappings().map(\.text) == [Self.mapping])
      #expect(try await browser.get(new).text.contains("Under the mapping “One row per visit”"))
      // Another one of that name needs to be told to replace it.
      let taken = try await browser.save(
        "/import/mappings", [("text", Self.mapping + "\n"), ("name", "")])
      #expect(taken.text.contains("A mapping of this name is stored already"))
      let shown = try await browser.get("/import/mappings?name=One%20row%20per%20visit")
      #expect(shown.text.contains("{measure: qmg, total: QMG}"))
      _ = try await browser.submit(
        "/import/mappings", to: "/import/mappings/remove", [("name", "One row per visit")])
      #expect(try pages.desk.storedMappings() == [])
    }
  }

  @Test func `asks what a mapping leaves undecided, line by line`() async throws {
    let pages = try await Self.site(nil)
    let open = Self.mapping.replacing(
      "dates: iso", with: "dates: choose   # choose: iso or d/m/y; no day above 12")
    #expect(UndecidedChoices(open).lines.map(\.number) == [3])
    #expect(UndecidedChoices(open).lines.map(\.values) == [["iso", "d/m/y"]])
    #expect(UndecidedChoices("a: choose # choose: a word for it\nb: 1").lines.map(\.values) == [[]])
    #expect(UndecidedChoices.decide(open) { _ in "evil: 1" } == open)
    // As suggestions say it.
    func values(_ line: String) -> [String] {
      UndecidedChoices(line, diseases: [Choice("cidp", "CIDP"), Choice("mg", "MG")]).lines.flatMap(
        \.values)
    }
    #expect(values("a: choose   # choose: d/m/y or m/d/y, no day above 12 in 4 days").count == 2)
    #expect(
      values("n.b.: choose   # choose: not-done, unable, refused or leave-out (as if gone); 1 cell")
        == ["not-done", "unable", "refused", "leave-out"])
    #expect(values("- disease: choose   # choose: the disease of all here") == ["cidp", "mg"])
    #expect(values("- disease: choose   # choose: mg, which the sheet names") == ["mg", "cidp"])
    try await pages.browse(.physician) { browser in
      let new = try #require(try await Self.upload(browser, meaning: "new").location)
      let page = "\(new)/mapping"
      let asked = try await browser.save(page, [("text", open)])
      #expect(asked.status == 422 && asked.text.contains("dates (line 3)"))
      let typed = [("text", open), ("line-3", "iso")]
      #expect(try await browser.post(page, asked.filled(page, typed)).location == new)
      #expect(try await browser.get(new).text.contains("Store 2 scores of 2 patients"))
      // Of diseases those that are judged are offered first, in a group of their own.
      let whose = "    disease: choose   # choose: the disease of all patients\n"
      let form = try await browser.save(page, [("text", Self.mapping + whose)]).text
      let judged = try #require(form.range(of: "<optgroup label=\"The response is judged\">"))
      let others = try #require(form.range(of: "<optgroup label=\"Recorded, not judged\">"))
      let mine = try #require(form.range(of: "<option value=\"cidp\">"))
      #expect(judged.upperBound < mine.lowerBound && mine.upperBound < others.lowerBound)
      let unknown = try await browser.post(page, asked.filled(page, [("line-x", "iso")]))
      #expect(unknown.status == 400)
    }
  }

  @Test func `belongs to its session, and goes with it`() async throws {
    let pages = try await Self.site()
    try await pages.browse(.physician) { browser in
      let path = try #require(try await Self.upload(browser).location)
      let other = browser.another
      try await other.signIn("administrator")
      #expect(try await other.get(path).status == 404)
      let staff = browser.another
      try await staff.signIn("staff")
      for address in ["/import", path] {
        let page = try await staff.get(address)
        #expect(page.status == 403 && page.text.contains("no right to this page"))
      }
      #expect(pages.site.uploads.bytes > 0)
      let nonce = try await browser.get("/import").nonce("/sign-out")
      _ = try await browser.post("/sign-out", [("nonce", nonce)])
      #expect(pages.site.uploads.bytes == 0)
    }
  }

  @Test func `refuses what is too large, damaged or without a nonce`() async throws {
    let pages = try await Self.site()
    try await pages.browse(.physician) { browser in
      let large = String(repeating: "x", count: KeptUploads.limit + (1 << 17))
      let page = try await Self.upload(browser, large)
      #expect(page.status == 413 && page.text.contains("Up to 20 MiB are read in the browser"))
      #expect(try await browser.upload("/import", raw: Array("--xx\r\n".utf8)).status == 400)
      let foreign = try await browser.upload("/import", [("meaning", "own")], [("a.csv", [65])])
      #expect(foreign.status == 403)
      let none = try await browser.get("/import").nonce("/import")
      let empty = try await browser.upload("/import", [("nonce", none), ("meaning", "own")], [])
      #expect(empty.status == 422 && empty.text.contains("Choose a file."))
      let workbook = try await Self.upload(
        browser, "PK\u{3}\u{4}broken", as: "x.xlsx", meaning: "own")
      #expect(try await browser.get(try #require(workbook.location)).status == 422)
      #expect(try Self.scores(pages) == 0)
    }
  }

  @Test func `keeps no more than fits, and nothing for long`() {
    let uploads = KeptUploads()
    let now = Date(timeIntervalSince1970: 0)
    func put(_ session: UInt8, _ bytes: Int, _ seconds: Double = 0) -> String? {
      uploads.put(
        .init(files: [HandedTable(name: "a", bytes: [1])], meaning: .ownLayouts), bytes: bytes,
        for: Data([session]), at: now + seconds)
    }
    let keys = (1...5).map { put($0, KeptUploads.limit) }
    #expect(keys.allSatisfy { $0 != nil })
    #expect(put(6, 1) == nil)
    // One's own earlier file makes room.
    #expect(put(5, KeptUploads.limit) != nil)
    #expect(uploads.get(keys[0] ?? "", for: Data([1]), at: now + 1_799) != nil)
    #expect(uploads.get(keys[0] ?? "", for: Data([2]), at: now) == nil)
    #expect(uploads.get(keys[1] ?? "", for: Data([2]), at: now + 1_800) == nil)
    uploads.purge(at: now + 1_800)
    #expect(uploads.bytes == KeptUploads.limit)
  }

  @Test func `gives a package as a zip file`() async throws {
    let pages = try await PagesSite()
    try await pages.browse(.physician) { browser in
      let page = try await browser.get("/exports")
      #expect(page.text.contains("Smallest group by disease, sex and ten-year age: 1 patient."))
      let zip = try await browser.post("/exports/package", page.filled("/exports/package", []))
      #expect(zip.status == 200 && zip.headers[.contentType] == "application/zip")
      #expect(zip.text.contains("recheck-pseudonymous/scores.csv"))
      #expect(!zip.text.contains("Łukasik"))
      #expect(try await browser.get("/exports").text.contains("Package of "))
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: pages.folder.path)
    #expect(!left.contains { $0.hasPrefix(".package") })
    let lines = try pages.desk.file.read { try $0.audit(AuditFilter(action: "export")) }
    #expect(lines.map(\.subject) == ["package, pseudonymous"])
    #expect(lines.first?.author == "Full physician")
  }
}
