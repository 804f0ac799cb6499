import CustomDump
import Demonstration
import Exchange
import Foundation
import Outcomes
import Testing

@testable import Clinic
@testable import Command

@Suite struct `Records as a stream` {
  /// A clinic with every measure of the library, and days known in part.
  private static func clinic() throws -> TestClinic {
    let library = try TestClinic.definitions.get().library
    let clinic = try RandomClinic(patients: 3, seed: 1, library: library).clinic()
    try clinic.importing([
      "p.csv":
        "patient_id,family_name,given_name,birth_date,sex\nZ1,Ünal,\"a\"\"b\",1961,female\n\"Z\"\"2\",Łuk,,,\n",
      "d.csv": "patient_id,disease,diagnosed_on,onset_on,ended_on,note,other_name\n"
        + "Z1,cidp,2024,2023-05,,,\nZ1,other,,,,,\"Zwick, wort\"\n",
      "t.csv":
        "patient_id,therapy,start,stop,intent,dose,unit,interval_days,note,stop_reason,other_name\n"
        + "Z1,ivig,2024-03,2024-03-10,,0.4,g/kg,21,,no-effect,\n"
        + "Z1,other-immunotherapy,2025-02-01,,,1,pills,,,,Trialdrug\n",
      "s.csv": SmallClinic.scoreColumns + "Z1,2024-02-01,mg-adl,total,7,,,\n"
        + "Z1,2024-02-01,grip-vigorimeter,,unable,hand=right,,\n",
    ])
    return clinic
  }

  private func records(_ clinic: TestClinic, pseudonymous: Bool = false) throws -> [String] {
    var bytes: [UInt8] = []
    _ = try clinic.desk.exportRecords(pseudonymous: pseudonymous, site: pseudonymous ? "A" : nil) {
      bytes.append(contentsOf: $0)
    }
    return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n").dropLast()
  }

  private func judge(
    _ lines: [String], by unit: JudgeRecords.Unit = .course, asOf: Day? = TestClinic.day,
    header: Bool = true, remarks: ((String) -> Void)? = nil
  ) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("records-\(UUID().uuidString)").path
    try lines.joined(separator: "\n").write(toFile: path, atomically: false, encoding: .utf8)
    defer { unlink(path) }
    let judge = JudgeRecords(
      try TestClinic.definitions.get(), today: TestClinic.day, asOf: asOf, by: unit,
      remark: remarks ?? { Issue.record("\($0)") })
    var bytes: [UInt8] = []
    try judge.writeCSV(path, header: header) { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `are judged as the clinic is, whole and patient by patient`() throws {
    let clinic = try Self.clinic()
    let lines = try records(clinic)
    #expect(lines.count == 5)
    let whole = try clinic.judgements()
    expectNoDifference(try judge(lines), whole)
    let single = try lines.map { try judge([$0], header: false) }.joined()
    expectNoDifference(try judge([]) + single, whole)
    let table = try clinic.desk.diagnosisTable(patient: nil)
    var bytes: [UInt8] = []
    try table.writeCSV { bytes.append(contentsOf: $0) }
    expectNoDifference(try judge(lines, by: .patient), String(decoding: bytes, as: UTF8.self))
  }

  @Test func `tell nothing that judging does not need`() throws {
    let clinic = try Self.clinic()
    let line = try #require(try records(clinic).last { $0.contains("Z1") })
    let trail = try clinic.desk.historyTable(of: nil).table.rows.map { $0.map(\.text) }
    #expect(trail.contains { $0[2] == "export" && $0[4] == "records, identified" })
    expectNoDifference(
      line.replacing(/"(definition|definitions|version)":"[^"]+",?/, with: ""),
      #"{"patient":{"patient_id":"Z1","birth_date":"1961","sex":"female"},"#
        + #""diagnoses":[{"disease":"other","other_name":"Zwick, wort"},"#
        + #"{"disease":"cidp","diagnosed_on":"2024","onset_on":"2023-05"}],"#
        + #""treatments":[{"therapy":"ivig","start":"2024-03","stop":"2024-03-10","#
        + #""intent":"induction","dose":0.4,"unit":"g/kg","interval_days":21,"#
        + #""stop_reason":"no-effect"},{"therapy":"other-immunotherapy","start":"2025-02-01","#
        + #""intent":"induction","dose":1,"unit":"pills","other_name":"Trialdrug"}],"#
        + #""scores":[{"date":"2024-02-01","measure":"grip-vigorimeter","variant":"hand=right","#
        + #""answers":{"value":"unable"}},{"date":"2024-02-01","measure":"mg-adl","#
        + #""answers":{},"total":7}],}"#)
  }

  @Test func `that are pseudonymous count days, and are judged as of the last record`() throws {
    let clinic = try Self.clinic()
    let lines = try records(clinic, pseudonymous: true)
    let all = lines.joined(separator: "\n")
    for secret in ["Z1", "Ünal", "Zwick", "Trialdrug", "pills", "2024", "1961", "birth"] {
      #expect(!all.contains(secret), "\(secret)")
    }
    let codes = lines.map { $0.prefix { $0 != "," } }
    #expect(codes == codes.sorted())
    let code = try #require(
      try clinic.desk.file.read { try $0.studyCodes() }[.init("Z1")])
    let judged = try judge(lines, asOf: nil).components(separatedBy: "\r\n")
    #expect(
      judged[0].hasPrefix("study_code,disease,therapy,start_day,intent,verdict,index,changes_day"))
    let own = judged.filter { $0.hasPrefix("A-\(code),") }
    // The last record is the first day of the second course; the diagnosis of 2024 is the first.
    let there = try clinic.judgements(asOf: day("2025-02-01")).components(separatedBy: "\r\n")
      .filter { $0.hasPrefix("Z1,") }
    #expect(own.count == there.count && !own.isEmpty)
    for (one, other) in zip(own, there) {
      let (cells, expected) = (
        one.components(separatedBy: ","), other.components(separatedBy: ",")
      )
      #expect(cells[1] == expected[1] && cells[2] == expected[2])
      #expect(Int(cells[3]) == day(expected[3]) - day("2024-01-01"))
      #expect(Array(cells[4...6]) == Array(expected[4...6]))
    }
  }

  private static let line =
    #"{"patient":{"patient_id":"P2","birth_date":"1961-04-02","sex":"female"},"#
    + #""diagnoses":[{"disease":"cidp","diagnosed_on":"2025-01-10"}],"#
    + #""treatments":[{"therapy":"ivig","start":"2025-01-20","dose":2,"unit":"g/kg"}],"#
    + #""scores":[{"date":"2025-01-15","measure":"incat","answers":{"arms":2,"legs":3},"total":5},"#
    + #"{"date":"2025-03-10","measure":"incat","answers":{"arms":"unable","legs":3}}]}"#

  /// What stands in the line, what is put in its place, and what is said.
  private static let refused: [(String, String, String)] = [
    (
      #","total":5}"#, #","total":6}"#,
      "scores 1, total: found '6': the items of incat add up to 5."
    ),
    (#""legs":3},"#, #""legs":9},"#, "scores 1, answers, legs: found '9':"),
    (#""legs":3}}"#, #""legs":null}}"#, "scores 2, answers, legs: legs of incat has no answer."),
    (
      #""arms":2"#, #""arms":2,"arms":2"#,
      "scores 1, answers, arms: found '2': arms of incat has an answer already."
    ),
    (
      #""arms":2"#, #""amrs":2"#,
      "scores 1, answers, amrs: found '2': incat has no item of this name;"
    ),
    (#""arms":2"#, #""arms":2e0"#, "scores 1, answers, arms: found '2e0':"),
    (#""arms":2"#, #""arms":[2]"#, "scores 1, answers, arms: a text in quotes or a number"),
    (
      #""measure":"incat","answers":{"arms":2"#, #""measure":"inkat","answers":{"arms":2"#,
      "no measure has this id. Did you mean 'incat'?"
    ),
    (
      #""date":"2025-03-10""#, #""date":"2025-01-15""#,
      "scores: found '2025-01-15 incat': this measure stands here twice"
    ),
    (
      #""date":"2025-03-10""#, #""date":"2026-03-10""#,
      "scores 2, date: found '2026-03-10': this lies after today (2026-01-15)."
    ),
    (
      #""date":"2025-03-10""#, #""date":"10.3.2025""#,
      "scores 2, date: found '10.3.2025': no day of the calendar written as 2026-06-30."
    ),
    (
      #""date":"2025-03-10""#, #""day":"2025-03-10""#,
      "scores 2: found 'day': no field of this name is read here. Allowed are date,"
    ),
    (
      #""start":"2025-01-20""#, #""start":"1960""#,
      "treatments 1, start: found '1960': this lies before the patient's birth"
    ),
    (
      #""start":"2025-01-20""#, #""start":7"#,
      "treatments 1, start: found '7': no day of the calendar"
    ),
    (#""dose":2"#, #""dose":-2"#, "treatments 1, dose: found '-2': a number above 0"),
    (#""dose":2"#, #""dose":true"#, "treatments 1, dose: a text in quotes or a number"),
    (
      #""therapy":"ivig""#, #""therapy":"ivgi""#,
      "treatments 1, therapy: found 'ivgi': no therapy has this id. Did you mean 'ivig'?"
    ),
    (
      #"{"disease":"cidp","#, #"{"disease":"cidp","diagnosed_on":"2025-01-10"},{"disease":"cidp","#,
      "diagnoses 2: found 'cidp': this disease with this date stands here twice."
    ),
    (
      #""sex":"female""#, #""sex":"f""#,
      "patient, sex: found 'f': allowed are female, male, other, nothing."
    ),
    (
      #""sex":"female""#, #""sex":"female","name":"x""#,
      "patient: found 'name': no field of this name is read here. Allowed are patient_id,"
    ),
    (
      #""patient_id":"P2""#, #""patient_id":"""#,
      "patient, patient_id: found '': a value is needed here."
    ),
    (
      #""patient_id":"P2""#, #""patient_id":"P\u00002""#,
      "patient, patient_id: found 'P\u{0}2': it has a character that nobody sees"
    ),
    (
      #","diagnoses":"#, #","diagnosis":"#,
      "found 'diagnosis': no field of this name is read here. Allowed are patient, diagnoses,"
    ),
    (#"{"patient":"#, #"{"patient":1,"patient":"#, "patient: this field stands here twice."),
    (
      #""treatments":[{"#, #""treatments":[5,{"#,
      "treatments 1: an object in braces is needed here."
    ),
    (#"}]}"#, #"}]"#, "byte 379: the JSON ends here and is not complete."),
    (
      #""patient_id":"P2""#, #""patient_id":"P1""#,
      "patient, patient_id: found 'P1': this patient stands in an earlier line too."
    ),
    (#""patient_id":"P2""#, #""patient_id":"P0""#, "this one follows 'P1'. Sort the lines"),
    (
      #""patient_id":"P2","birth_date":"1961-04-02""#, #""study_code":"B""#,
      "treatments 1, start: found '2025-01-20': with a study code days are counted"
    ),
  ]

  @Test func `with a fault are refused with line, place, what was found and what to do`() throws {
    let first = Self.line.replacing("P2", with: "P1")
    let sound = try judge([first])
    #expect(try judge([first, Self.line]).hasPrefix(sound))
    for (old, new, said) in Self.refused {
      let faulty = Self.line.replacing(old, with: new, maxReplacements: 1)
      try #require(faulty != Self.line)
      let refusal = #expect(throws: RecordsRefusal.self, "\(new)") {
        try judge([first, faulty, Self.line.replacing("P2", with: "P3")])
      }
      let text = refusal.map { $0.text(WayWords.text) } ?? ""
      #expect(text.contains(", line 2"), "\(text)")
      #expect(text.contains(said), "\(text)")
      #expect(text.hasSuffix("what was written is of 1 patient and is not complete."))
    }
  }

  @Test func `say where other definitions made them`() throws {
    var said: [String] = []
    let other = Self.line.replacing(
      #""measure":"incat""#, with: #""measure":"incat","definition":"abc""#
    )
    .replacing("]}", with: #"],"definitions":"0123456789ab"}"#)
    let judged = try judge([
      Self.line, other.replacing("P2", with: "P3"), other.replacing("P2", with: "P4"),
    ]) { said.append($0) }
    #expect(judged.contains("P4"))
    #expect(said.count == 2)
    #expect(
      said.first?.hasPrefix(
        "The records were written with other definitions (0123456789ab) than those here (") == true)
    #expect(said.last?.hasPrefix("incat: scores were recorded with another definition") == true)
  }

  @Test func `with a day of the calendar to judge by need days of the calendar`() throws {
    let coded = #"{"patient":{"study_code":"A-1"},"diagnoses":[],"treatments":[],"scores":[]}"#
    #expect(try judge([coded], asOf: nil).hasPrefix("study_code,"))
    let refusal = #expect(throws: RecordsRefusal.self) { try judge([coded]) }
    #expect(refusal?.text(WayWords.text).contains("cannot be judged as of 2026-01-15") == true)
    let mixed = #expect(throws: RecordsRefusal.self) { try judge([coded, Self.line], asOf: nil) }
    #expect(mixed?.faults.map(\.kind) == [.mixed])
  }

  @Test func `are cut into lines wherever pieces of them end`() throws {
    let bytes = Array("\u{FEFF}a\r\n\n  \nbb\ncccccc\ndd".utf8)
    for size in 1...bytes.count {
      var rest = bytes[...]
      var found: [String] = []
      try LineSplitter(longest: 5) {
        defer { rest = rest.dropFirst(size) }
        return rest.isEmpty ? nil : Array(rest.prefix(size))
      }.forEach { line, number in
        switch line {
        case .bytes(let bytes): found.append("\(number) \(String(decoding: bytes, as: UTF8.self))")
        case .tooLong: found.append("\(number) too long")
        }
      }
      #expect(found == ["1 a\r", "4 bb", "5 too long", "6 dd"], "\(size)")
    }
  }

  @Test func `that nobody wrote are read or refused, 20,000 of them`() throws {
    let library = try TestClinic.definitions.get().library
    let reader = RecordLine(
      library, TestClinicChecks.checks, answersFor: library.measuresWithAnswers)
    var random = SeededGenerator(seed: 7)
    let words = [
      "null", "1e9", "-0", "\"total\"", "{}", "[", "\\u0000", "9999999999", "\"hand=right\"",
      "\"incat\"",
    ].map { Array($0.utf8) }
    let seed = Array(
      (#"{"patient":{"patient_id":"P2","sex":null},"diagnoses":[{"disease":"mg"}],"treatments":"#
        + #"[{"therapy":"ivig","start":"2025"}],"scores":[{"date":"2025-01-15","measure":"incat","#
        + #""answers":{"arms":2,"legs":3},"total":5}]}"#).utf8)
    var read = 0
    for _ in 0..<20_000 {
      var bytes = seed
      for _ in 0...Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2:
          bytes.insert(contentsOf: words[Int.random(in: words.indices, using: &random)], at: place)
        default: bytes.replaceSubrange(place..., with: bytes[..<place])
        }
        if bytes.isEmpty { bytes = seed }
      }
      let record = bytes.withUnsafeBufferPointer { reader.read($0, line: 1) }
      #expect((record == nil) == !reader.faults.isEmpty)
      if record != nil { read += 1 }
    }
    #expect((1...5_000).contains(read), "\(read)")
  }
}

private enum TestClinicChecks {
  static let checks = RecordChecks(today: TestClinic.day)
}
