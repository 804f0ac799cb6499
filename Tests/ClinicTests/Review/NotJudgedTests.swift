import Clinic
import CustomDump
import Foundation
import Outcomes
import Registry
import Reporting
import TestSupport
import Testing

/// Who is not judged, since the seals of the record do not hold, stands above all flags.
@Suite struct `A record that is not judged` {
  private static let today = day("2025-04-15")

  private func desk(_ clinic: TestClinic) -> Desk { clinic.desk.with(asOf: Self.today) }

  /// As a verification notes it.
  private func note(_ rows: [String], _ clinic: TestClinic) throws {
    let lines =
      ["verified: 2025-04-15T03:00:00.000Z", "findings: \(rows.count)"] + rows.map { "row: \($0)" }
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(
      to: URL(filePath: clinic.desk.file.path + ".last-verification"))
  }

  private static let row = [
    "P002", "not-judged", "not-judged", "", "", "", "",
    "Not judged: the seals of the record do not hold", "", "not-judged", "", "Dr Weber",
  ]

  private func rows(
    _ clinic: TestClinic, _ list: ReviewTable.List = .review,
    _ selection: ReviewSelection = ReviewSelection()
  ) throws -> [[String]] {
    try desk(clinic).reviewTable(list, of: selection).table.rows.map { $0.map(\.text) }
  }

  @Test func `is the first row of every list, whatever is asked for`() throws {
    let clinic = try SmallClinic.make()
    try clinic.desk.edit(Patient.ID("P002"), reason: "noted") { $0.physician = "Dr Weber" }
    #expect(try rows(clinic).map { $0[0] } == ["P001"])
    try note(["patient 2"], clinic)
    let all = try rows(clinic)
    expectNoDifference(all[0], Self.row)
    expectNoDifference(all.map { "\($0[0]) \($0[1])" }, ["P002 not-judged", "P001 red"])
    for list in [ReviewTable.List.due, .notes] {
      expectNoDifference(try rows(clinic, list).first, Self.row)
    }
    for selection in [
      ReviewSelection(disease: .init("cidp")), ReviewSelection(therapy: .init("ivig")),
      ReviewSelection(flag: .missingResponse), ReviewSelection(responsible: ["Dr One"]),
    ] {
      expectNoDifference(try rows(clinic, .review, selection).first, Self.row)
    }
  }

  @Test func `has no word that is one of a flag, and is told in every column that is coded`() {
    #expect(FlagKind(rawValue: ReviewTable.notJudged) == nil)
    #expect(Severity(rawValue: ReviewTable.notJudged) == nil)
    let coded = ReviewTable.columns.filter { ["severity", "flag", "status"].contains($0.key) }
    #expect(coded.count == 3)
    for column in coded {
      #expect(column.allowed?.hasSuffix(" not-judged") == true, "\(column.key)")
    }
  }

  @Test func `is in JSON and CSV as in the text`() throws {
    let clinic = try SmallClinic.make()
    try note(["patient 1"], clinic)
    let table = try desk(clinic).reviewTable()
    var (json, csv): ([UInt8], [UInt8]) = ([], [])
    try table.writeJSON { json += Array($0) }
    try table.writeCSV { csv += Array($0) }
    expectNoDifference(
      String(decoding: csv, as: UTF8.self),
      """
      patient_id,severity,flag,therapy,start,weeks,since,headline,reasons,status,flags,physician
      P001,not-judged,not-judged,,,,,Not judged: the seals of the record do not hold,,not-judged,,

      """.replacing("\n", with: "\r\n"))
    let objects = try JSONSerialization.jsonObject(with: Data(json)) as? [[String: Any]]
    #expect(objects?.count == 1)
    #expect(objects?.first?["patient_id"] as? String == "P001")
    for key in ["severity", "flag", "status"] {
      #expect(objects?.first?[key] as? String == "not-judged")
    }
  }

  @Test func `leaves the kept lists when a verification finds it, and comes back with the next`()
    throws
  {
    let clinic = try SmallClinic.make()
    let (cache, desk) = (ClinicListsCache(), desk(clinic))
    func review() throws -> [String] { try cache.lists(desk).review.map(\.patient.id.text) }
    func notJudged() throws -> [String] { try cache.lists(desk).notJudged.map(\.id.text) }
    #expect(try review() == ["P001"])
    #expect(try notJudged() == [])
    try note(["patient 1"], clinic)
    #expect(try review() == [])
    #expect(try notJudged() == ["P001"])
    #expect(try desk.clinicLists().notJudged.map(\.id.text) == ["P001"])
    try note([], clinic)
    #expect(try review() == ["P001"])
    #expect(try notJudged() == [])
  }

  @Test func `stands at the top of the clinic report, and is counted`() throws {
    let clinic = try SmallClinic.make()
    let sound = try desk(clinic).clinicReport(templates: nil)
    #expect(!sound.contains("NOT JUDGED") && !sound.contains("not judged"))
    try note(["patient 1"], clinic)
    let report = try desk(clinic).clinicReport(templates: nil)
    expectNoDifference(
      report.components(separatedBy: "\nRED\n")[0],
      """
      Clinic report, as of 2025-04-15
      2 patients, 2 on treatment; to review: 0 red, 0 amber; 1 overdue, 0 due; 0 not
      seen for a year; 1 not judged.

      NOT JUDGED: the seals of these records do not hold. Look at each beside paper
      and a backup.
      Patient             Responsible
      ------------------  -----------
      Silva, Vera (P001)

      """)
  }
}
