import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

@Suite struct AuditTests {
  let folder: TestFolder
  let file: ClinicFile
  let a = Patient.ID("007")
  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
  }

  @Test func everyFactLeavesALineWithItsValues() throws {
    try file.write(.addPatient, by: by("Ada"), about: a) {
      try $0.add(.test("007", "O'Neil\n\"x\"\\", "T\tö"))
    }
    let lines = try file.read { try $0.audit() }
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.author == "Ada")
    #expect(line.action == "add-patient")
    #expect(line.subject == "patient")
    #expect(line.patient == a)
    #expect(line.instant == "2026-03-01T08:15:30.250Z")
    #expect(line.old == nil)
    #expect(line.isSealed)
    let values = try #require(
      JSONSerialization.jsonObject(with: Data((line.new ?? "").utf8)) as? [String: Any])
    #expect(values["family_name"] as? String == "O'Neil\n\"x\"\\")
    #expect(values["given_name"] as? String == "T\tö")
    #expect(values["birth_date"] as? Int == date("1960-02-29").number)
    #expect(values["owner"] as? String == "007")
  }

  @Test func correctionShowsBothVersions() throws {
    try file.write(.addPatient, by: by()) { try $0.add(.test("007")) }
    let number = try file.write(.recordScores, by: by()) {
      try $0.add(.test("2025-01-10", "1,2,3"), of: .test(), for: a)
    }
    for answers in ["0,0,0", "3,3,3"] {
      try file.write(.correctScore, by: by(reason: "misread")) {
        try $0.correct(score: number, to: .test("2025-01-10", answers), of: .test())
      }
    }
    let lines = try file.read { try $0.audit(AuditFilter(action: "correct-score")) }
    #expect(lines.count == 2)
    func answers(_ text: String?) throws -> String? {
      let values = try JSONSerialization.jsonObject(with: Data((text ?? "").utf8))
      return (values as? [String: Any])?["answers"] as? String
    }
    #expect(try lines.map { try answers($0.old) } == ["0,0,0", "1,2,3"])
    #expect(try lines.map { try answers($0.new) } == ["3,3,3", "0,0,0"])
  }

  @Test func filtersCombine() throws {
    try file.write(.addPatient, by: by("Ada")) { try $0.add(.test("007")) }
    try file.write(.addPatient, by: by("Bo")) { try $0.add(.test("8")) }
    try file.noteAccess(.view, to: "chart", of: a, by: by("Bo"))
    try file.noteAccess(.export, to: "scores", of: nil, by: by("Bo"))
    func count(_ filter: AuditFilter) throws -> Int { try file.read { try $0.audit(filter) }.count }
    #expect(try count(AuditFilter()) == 4)
    #expect(try count(AuditFilter(patient: a)) == 2)
    #expect(try count(AuditFilter(patient: a, author: "Bo")) == 1)
    #expect(try count(AuditFilter(author: "Bo")) == 3)
    #expect(try count(AuditFilter(action: "export")) == 1)
    #expect(try count(AuditFilter(from: date("2026-03-01"), to: date("2026-03-01"))) == 4)
    #expect(try count(AuditFilter(from: date("2026-03-02"))) == 0)
    #expect(try count(AuditFilter(to: date("2026-02-28"))) == 0)
    #expect(try file.read { try $0.audit(limit: 1, offset: 1) }.map(\.action) == ["view"])
    #expect(try file.read { $0.verify(library: nil) }.findings == [])
  }

  @Test func changeByAnotherProgramIsCaught() throws {
    try fillEverything(file)
    let before = try file.read { try $0.audit() }.count
    let other = try folder.otherProgram()
    try other.write { database in
      try database.execute(sql: "UPDATE course SET current = 0 WHERE number = 1")
      try database.execute(
        sql: """
          INSERT INTO review VALUES (2, 2, 1, 3, '007', 's', 'deferred', NULL, NULL, '', 'x', 20000,
            1, '007', zeroblob(32))
          """)
    }
    let lines = try file.read { try $0.audit() }.dropLast(before)
    #expect(lines.map(\.author) == ["another program", "another program"])
    #expect(lines.map(\.action) == ["insert", "update"])
    #expect(lines.map(\.subject) == ["review", "course"])
    #expect(lines.allSatisfy { !$0.isSealed })
    let findings = try file.read { $0.verify(library: nil) }.findings.map(\.description)
    #expect(findings.contains("course row 1: says wrongly whether it is in force"))
    #expect(
      findings.contains { $0.hasSuffix("another program changed the file: update of course 1") })
    #expect(
      findings.contains { $0.hasSuffix("another program changed the file: insert of review 2") })
    #expect(findings.contains { $0.hasPrefix("review row 2: its seal does not match") })

    // Recheck goes on; what the other program did stays visible.
    try file.write(.addPatient, by: by()) { try $0.add(.test("after")) }
    let later = try file.read { $0.verify(library: nil) }.findings.map(\.description)
    #expect(later == findings)
  }
}
