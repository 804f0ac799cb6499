import Clinic
import Exchange
import Foundation
import Testing

@testable import Command

/// What a package holds comes back: imported into an empty clinic and exported again, its tables are
/// the same bytes.
@Suite struct `A package that comes back` {
  /// Days known to the month or year, a total alone, an answer that is missing and one never asked, a
  /// variant, a word in place of a number, a corrected score, a rater and a remark, a decision, two
  /// statements of a re-evaluation, a note of a visit.
  private static func clinic() throws -> TestClinic {
    let clinic = try SmallClinic.make()
    try clinic.importing([
      "p.csv":
        "patient_id,family_name,given_name,birth_date,sex,physician\n"
        + "0012,Łódź,=1+1,1948,male,Dr Wu\n0013,Gòmez,X,1950-05,,\n",
      "d.csv": "patient_id,disease,diagnosed_on,onset_on,ended_on,note,other_name\n"
        + "0012,other,2019,,,\"said \"\"so\"\"\",Zwickwort\n0012,mmn,,2018-03,,,\n",
      "t.csv":
        "patient_id,therapy,start,stop,intent,dose,unit,interval_days,note,stop_reason\n"
        + "0012,ivig,2024-11,2025-06,maintenance,1.25,g/kg,21,,no-effect\n",
      "s.csv": SmallClinic.scoreColumns
        + "P001,2025-04-07,grip-vigorimeter,,not-done,hand=right,,\n"
        + "P001,2025-04-07,mg-adl,total,7,,,\n"
        + "0012,2025-04-07,mrc-set,,44,set=nine muscles,,\n"
        + "0012,2025-04-07,mgfa-class,,IIa,,Dr Wu,\"sitting, tired\"\n",
      "c.csv": "patient_id,disease,row,state,day,author,note\n"
        + "P001,cidp,hattr,requested,2025-12-01,Dr Test,\n"
        + "P001,cidp,hattr,excluded,2025-12-20,Dr Test,gene normal\n",
      "v.csv": "patient_id,date,illness,missed_doses,days_since_dose,note\n"
        + "0012,2025-04-07,yes,no,12,\"cold, coughs\"\n0012,2025-05-07,,,,only a remark\n",
      "r.csv":
        "patient_id,flag,therapy,start,day,decision,revised_to,deferred_until,physician,note\n"
        + "P001,missing-response,ivig,2025-01-20,2025-12-01,deferred,,2026-03-01,Dr Test,MRI first\n",
    ])
    return clinic
  }

  private static func package(_ clinic: TestClinic, _ name: String) throws -> String {
    let path = clinic.folder.appendingPathComponent(name).path
    _ = try clinic.desk.exportPackage(
      to: path, as: PackageForms(workbook: true), pseudonymous: false, program: "Recheck test")
    return path
  }

  private static let facts = [
    "patients", "diagnoses", "courses", "visits", "scores", "answers", "wide", "items_incat",
    "items_mg_adl", "responses", "verdicts", "reviews", "considerations",
  ]

  private static func differ(_ first: String, _ second: String) throws -> [String] {
    try facts.filter { name in
      try Data(contentsOf: URL(fileURLWithPath: "\(first)/\(name).csv"))
        != Data(contentsOf: URL(fileURLWithPath: "\(second)/\(name).csv"))
    }
  }

  @Test func `is the same, from its folder and from its workbook`() throws {
    let clinic = try Self.clinic()
    defer { withExtendedLifetime(clinic) {} }
    let first = try Self.package(clinic, "first")
    for source in [first, first + "/package.xlsx"] {
      let other = try TestClinic()
      let outcome = try other.desk.importOwnTables([source])
      #expect(outcome.stored.stored[.scores] == 10)
      #expect(outcome.stored.stored[.reviews] == 1)
      #expect(outcome.stored.stored[.considerations] == 2)
      #expect(try Self.differ(first, Self.package(other, "second")) == [])
      // Again it adds nothing.
      #expect(try other.desk.importOwnTables([source]).stored.stored.isEmpty)
    }
  }

  @Test func `names table, row and column of what cannot be`() throws {
    let clinic = try Self.clinic()
    defer { withExtendedLifetime(clinic) {} }
    let first = try Self.package(clinic, "first")
    func edit(_ table: String, _ old: String, _ new: String) throws {
      let path = "\(first)/\(table).csv"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try #require(text.contains(old))
      try text.replacingOccurrences(of: old, with: new)
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
    try edit("answers", "P001,1,grip", "P001,99,grip")
    try edit("scores", "P001,3,2025-01-15,incat,1", "P001,3,2025-01-15,incat,0.1")
    let other = try TestClinic()
    let words = try other.refusal { _ = try $0.importOwnTables([first]) }
    #expect(
      words.hasPrefix(
        "answers.csv, row"), "\(words)")
    #expect(
      words.contains("column B 'score': found '99': no row of 'scores' has this number"), "\(words)"
    )
    #expect(
      words.contains("found '0.1': incat is in force in version 1 here"), "\(words)")
    #expect(try other.lines(.patients).count == 1)
  }

  @Test func `is refused where it is pseudonymous, or a folder is none`() throws {
    let clinic = try SmallClinic.make()
    let path = clinic.folder.appendingPathComponent("hidden").path
    _ = try clinic.desk.exportPackage(to: path, pseudonymous: true, program: "Recheck test")
    let other = try TestClinic()
    #expect(
      try other.refusal { _ = try $0.importOwnTables([path]) }.contains(
        "study codes stand in place of identifiers"))
    #expect(
      try other.refusal { _ = try $0.importOwnTables([other.folder.path]) }.contains(
        "has no datapackage.json"))
  }
}
