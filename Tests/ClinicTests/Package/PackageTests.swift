import Exchange
import Foundation
import Outcomes
import Testing

@testable import Clinic

@Suite struct `A package` {
  private func folder(_ clinic: TestClinic, _ name: String = "package") -> String {
    clinic.folder.appendingPathComponent(name).path
  }

  @discardableResult
  private func export(
    _ clinic: TestClinic, to name: String = "package", pseudonymous: Bool = false
  ) throws -> PackageOutcome {
    try clinic.desk.exportPackage(
      to: folder(clinic, name), pseudonymous: pseudonymous, program: "Recheck test")
  }

  private func lines(_ clinic: TestClinic, _ file: String, in name: String = "package") throws
    -> [String]
  {
    try String(contentsOfFile: folder(clinic, name) + "/" + file, encoding: .utf8)
      .components(separatedBy: "\r\n").dropLast()
  }

  /// A grip that was not done, one that was corrected, and a total without items.
  private func clinic() throws -> TestClinic {
    let clinic = try SmallClinic.make()
    try clinic.importing([
      "more.csv": SmallClinic.scoreColumns
        + "P001,2025-04-07,grip-vigorimeter,,not-done,hand=right,,\n"
        + "P001,2025-04-07,mg-adl,total,7,,,\n"
    ])
    return clinic
  }

  private static let tables = [
    "patients", "diagnoses", "courses", "visits", "scores", "answers", "wide", "responses",
    "verdicts", "reviews", "considerations", "corrections", "cohort_courses", "cohort_diagnoses",
    "items_incat", "items_mg_adl",
  ]

  @Test func `holds every table and what describes it`() throws {
    let clinic = try clinic()
    let outcome = try export(clinic)
    let there = try FileManager.default.contentsOfDirectory(atPath: folder(clinic))
    #expect(
      Set(there)
        == Set(Self.tables.flatMap { ["\($0).csv", "\($0).csv-metadata.json"] })
        .union([
          "datapackage.json", "codebook.csv", "load.R", "load.py", "schema.sql", "manifest.json",
        ]))
    #expect(Set(outcome.files.map(\.name)) == Set(there))
    #expect(
      outcome.table.table.rows.map { $0.map(\.text) }.first == ["patients.csv", "3"])
    #expect(outcome.groups == nil)
  }

  @Test func `has numbers or nothing in columns of numbers, and why beside them`() throws {
    let clinic = try clinic()
    try export(clinic)
    #expect(
      try lines(clinic, "wide.csv") == [
        "patient_id,date,grip_vigorimeter_left,grip_vigorimeter_l_missing,grip_vigorimeter_right,"
          + "grip_vigorimeter_r_missing,incat,incat_missing,mg_adl,mg_adl_missing",
        "P001,2025-01-15,40,,42,,5,,,", "P001,2025-03-10,,,,,5,,,",
        "P001,2025-04-07,,,,not-done,5,,7,", "P002,2025-02-08,,,,,,,,incomplete",
      ])
    let items = try lines(clinic, "items_mg_adl.csv")
    #expect(
      items[0].hasPrefix("patient_id,score,date,total,total_missing,talking,talking_missing,"))
    #expect(items[1] == "P001,7,2025-04-07,7,,,,,,,,,,,,,,,,,")
    #expect(
      items[2] == "P002,1,2025-02-08,,incomplete,2,,1,"
        + String(repeating: ",,not-done", count: 6))
    let answers = try lines(clinic, "answers.csv")
    #expect(answers[0] == "patient_id,score,measure,item,value,missing,text")
    #expect(answers.contains("P002,1,mg-adl,swallowing,,not-done,"))
  }

  @Test func `describes every column, and names none twice or too long`() throws {
    let clinic = try clinic()
    try export(clinic)
    try export(clinic, to: "hidden", pseudonymous: true)
    for name in ["package", "hidden"] {
      let codebook = try lines(clinic, "codebook.csv", in: name).dropFirst()
      var described: [String: [String]] = [:]
      for line in codebook {
        let cells = line.components(separatedBy: ",")
        described[cells[0], default: []].append(cells[1])
      }
      #expect(Set(described.keys) == Set(Self.tables))
      for table in Self.tables {
        let header = try lines(clinic, "\(table).csv", in: name)[0].components(separatedBy: ",")
        #expect(described[table] == header)
        #expect(Set(header).count == header.count)
        #expect(header.allSatisfy { $0.wholeMatch(of: /[a-z][a-z0-9_]{0,25}/) != nil }, "\(header)")
      }
    }
  }

  @Test func `that is pseudonymous has codes, days and nothing else of a person`() throws {
    let clinic = try clinic()
    let outcome = try export(clinic, pseudonymous: true)
    let codes = try clinic.desk.file.read { try $0.studyCodes() }
    #expect(
      try lines(clinic, "patients.csv")[0]
        == "study_code,sex,first_record_day,age")
    #expect(try lines(clinic, "patients.csv").contains("\(codes[.init("P001")] ?? ""),female,0,63"))
    #expect(
      try lines(clinic, "responses.csv")[0]
        == "study_code,number,disease,therapy,start_day,stop_day,intent,verdict,strength,index,"
        + "weeks_on_treatment,weeks_to_response,measure,baseline_day,baseline,best_day,best,"
        + "latest_day,latest,stop_reason,cycles,program,definitions")
    for table in Self.tables {
      let rows = try lines(clinic, "\(table).csv").dropFirst().map { $0.prefix(10) }
      #expect(rows == rows.sorted(), "\(table)")
    }
    #expect(outcome.groups?.smallest == 1)
  }

  @Test func `with a column that nobody has tagged is not made pseudonymous`() throws {
    let clinic = try clinic()
    func export(_ pseudonymous: Bool, _ name: String) throws {
      let context = try clinic.desk.packageContext(
        pseudonymous: pseudonymous, program: "Recheck test")
      let added = PackageSheet(
        "added", "a patient", key: [], references: [.patients],
        [PackageField<PatientRecord>(.init("invented", .text, nil, "new")) { _ in .text("x") }],
        rows: { [$0.record] })
      _ = try clinic.desk.exportPackage(
        context, sheets: context.sheets + [added], to: folder(clinic, name), site: nil)
    }
    try export(false, "open")
    #expect(throws: PackageRefusal.untagged(table: "added", column: "invented")) {
      try export(true, "hidden")
    }
    #expect(!FileManager.default.fileExists(atPath: folder(clinic, "hidden")))
  }

  @Test func `is written whole or not at all, and never over something`() throws {
    let clinic = try clinic()
    try FileManager.default.createDirectory(
      atPath: folder(clinic), withIntermediateDirectories: false)
    try export(clinic)
    let before = try lines(clinic, "manifest.json").joined()
    #expect(throws: PackageRefusal.folderInUse(folder(clinic))) { try export(clinic) }
    #expect(try lines(clinic, "manifest.json").joined() == before)
    #expect(throws: FileProblem.self) { try export(clinic, to: "nowhere/package") }
    // A table that cannot be written half way leaves nothing.
    struct Broken: Error {}
    let target = try PackageFolder(folder(clinic, "broken"))
    try target.write("a.txt", "a")
    target.discard()
    let left = try FileManager.default.contentsOfDirectory(atPath: clinic.folder.path)
    #expect(!left.contains { $0.hasPrefix("broken") || $0.contains(".new-") })
  }

  @Test func `tells what was corrected, and pseudonymous nothing that a person wrote`() throws {
    let clinic = try clinic()
    let number = try #require(
      try clinic.desk.file.read { try $0.scores(of: .init("P001")) }.first?.number)
    _ = try clinic.desk.correctScore(
      number, seen: 1, pairs: [("value", "41")], day: day("2025-01-16"), reason: "misread by Jo")
    try export(clinic)
    try export(clinic, to: "hidden", pseudonymous: true)
    let open = try lines(clinic, "corrections.csv")
    #expect(open.count == 3)
    #expect(open[1].hasPrefix("P001,1,score,grip-vigorimeter,2025-01-15,changed,day,2025-01-15,"))
    #expect(open[1].hasSuffix(",Dr Test,misread by Jo"))
    let hidden = try lines(clinic, "corrections.csv", in: "hidden")
    #expect(
      hidden[0]
        == "study_code,correction,kind,about,fact_day,change,field,old,new,corrected_day")
    #expect(hidden[1].contains(",1,score,grip-vigorimeter,5,changed,day,5,6,"))
    #expect(!hidden.joined().contains("Jo") && !hidden.joined().contains("Dr"))
  }

  @Test func `has raters and remarks, and where re-evaluations stood`() throws {
    let clinic = try clinic()
    try clinic.importing([
      "c.csv": """
      patient_id,disease,row,state,day,author,note
      P001,cidp,our own question,requested,2025-05-01,Dr A,secret remark

      """,
      "s.csv": SmallClinic.scoreColumns + "P002,2025-04-08,pain-nrs,,4,,AB,in bed\n",
    ])
    try export(clinic)
    try export(clinic, to: "hidden", pseudonymous: true)
    #expect(
      try lines(clinic, "considerations.csv").dropFirst() == [
        "P001,1,cidp,our own question,requested,2025-05-01,Dr A,secret remark"
      ])
    #expect(
      try lines(clinic, "scores.csv").contains {
        $0.hasPrefix("P002,") && $0.contains(",AB,in bed")
      })
    let hidden = try lines(clinic, "considerations.csv", in: "hidden")
    #expect(hidden[0] == "study_code,consideration,disease,row,state,day")
    #expect(hidden[1].hasSuffix(",1,cidp,other,requested,111"))
    #expect(
      try lines(clinic, "scores.csv", in: "hidden")[0].contains(",total_only,hand"))
  }

  @Test func `leaves a line in the trail`() throws {
    let clinic = try clinic()
    try export(clinic, pseudonymous: true)
    let last = try clinic.desk.historyTable(of: nil).table.rows.map { $0.map(\.text) }
    #expect(last.contains { $0[2] == "export" && $0[4] == "package, pseudonymous" })
  }

  @Test func `says what it was made from`() throws {
    let clinic = try clinic()
    try export(clinic)
    let manifest = try String(contentsOfFile: folder(clinic) + "/manifest.json", encoding: .utf8)
    for part in [
      "\"program\": \"Recheck test\"", "\"as_of\": \"2026-01-15\"", "\"pseudonymous\": false",
      "\"id\": \"mg-adl\"", "\"name\": \"wide.csv\",\n      \"rows\": 4",
    ] { #expect(manifest.contains(part), "\(part)") }
    let responses = try lines(clinic, "responses.csv")
    #expect(responses[0].hasSuffix(",cycles,as_of,program,definitions"))
    #expect(responses[1].contains(",2026-01-15,Recheck test,"))
  }
}
