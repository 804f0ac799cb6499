import Clinic
import Exchange
import Foundation
import Outcomes
import Registry
import TableFiles
import Tables
import Testing

@Suite struct `The workbook of a package` {
  /// Identifiers and remarks that spreadsheets like to change.
  static let files: KeyValuePairs<String, String> = [
    "p.csv": """
    patient_id,family_name,given_name,birth_date,sex
    0012,Łódź,=1+1,1935-02-03,female
    00123456789012345678,1E5,3-4,,male
    -3,TRUE,#N/A,1960,male

    """,
    "d.csv": """
    patient_id,disease,diagnosed_on,onset_on,ended_on,note
    00123456789012345678,mmn,1900-02-01,,,
    0012,cidp,2025-01-10,,,"=HYPERLINK(""http://example.org"",""x"")"
    -3,cidp,2025-01-10,,,"two
    lines, https://example.org and _x0041_"

    """,
    "s.csv": SmallClinic.scoreColumns + "0012,2025-01-15,grip-vigorimeter,,42.5,hand=right,,\n"
      + "0012,2025-04-15,grip-vigorimeter,,not-done,hand=right,,\n",
  ]

  static func rows(_ path: String, _ sheet: String) throws -> [[Tables.Cell]] {
    let reader = try TableReader(TableSource(path: path), TableOptions(sheet: sheet))
    var rows: [[Tables.Cell]] = []
    while let row = try reader.next() { rows.append(row.cells) }
    return rows
  }

  @Test
  func `keeps identifiers, remarks and old days as text, days as days and numbers as numbers`()
    throws
  {
    let clinic = try TestClinic(Self.files)
    let path = clinic.folder.appendingPathComponent("study.xlsx").path
    let outcome = try clinic.desk.exportPackage(
      to: path, as: PackageForms(workbook: true), pseudonymous: false, program: "Recheck test")
    #expect(outcome.files.map(\.name) == ["package.xlsx"])
    #expect(outcome.table.table.rows.first?.map(\.text) == ["patients", "3"])
    let beside = try FileManager.default.contentsOfDirectory(atPath: clinic.folder.path)
    #expect(!beside.contains { $0.contains(".new-") })

    let patients = try Self.rows(path, "patients").dropFirst()
    #expect(
      patients.map { $0[0] } == [
        .text("-3"), .text("0012"), .text("00123456789012345678"),
      ])
    #expect(patients.map { $0[1].shown } == ["TRUE", "Łódź", "1E5"])
    #expect(patients.map { $0[2] } == [.text("#N/A"), .text("=1+1"), .text("3-4")])
    #expect(patients.map { $0[3].shown } == ["1960-01-01", "1935-02-03", ""])
    let diagnoses = try Self.rows(path, "diagnoses").dropFirst()
    #expect(diagnoses.map { $0[4].shown } == ["2025-01-10", "2025-01-10", "1900-02-01"])
    let isDay = diagnoses.map { if case .date = $0[4].kind { true } else { false } }
    #expect(isDay == [true, true, false])
    #expect(
      diagnoses.prefix(2).compactMap(\.last) == [
        .text("two\nlines, https://example.org and _x0041_"),
        .text("=HYPERLINK(\"http://example.org\",\"x\")"),
      ])
    let grip = try Self.rows(path, "scores").dropFirst()
    #expect(grip.map { $0[6].kind } == [.number, .empty])
    #expect(grip.map { $0[6].shown } == ["42.5", ""])
    #expect(grip.map { $0[7].shown } == ["", "not-done"])
    #expect(try Self.rows(path, "codebook").count > 100)
  }

  @Test func `stands in the folder beside the tables, and in the manifest`() throws {
    let clinic = try TestClinic(Self.files)
    let path = clinic.folder.appendingPathComponent("study").path
    let outcome = try clinic.desk.exportPackage(
      to: path, as: PackageForms(workbook: true, spss: true), pseudonymous: true,
      program: "Recheck test")
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    #expect(Set(outcome.files.map(\.name)) == Set(names))
    #expect(names.contains("package.xlsx") && names.contains("scores.sav"))
    let manifest = try String(contentsOfFile: path + "/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"name\": \"package.xlsx\""))
    let words = try ["patients", "diagnoses", "scores"].flatMap {
      try Self.rows(path + "/package.xlsx", $0).joined().map(\.shown)
    }
    #expect(words.contains("study_code"))
    #expect(!words.contains { $0.contains("0012") || $0.contains("Łódź") || $0.contains("2025-") })
  }

  @Test func `refuses what a sheet cannot hold, and leaves nothing behind`() throws {
    let clinic = try TestClinic(Self.files)
    let long = String(repeating: "a", count: 40_000)
    // As an earlier program took it: notes have a limit of their own now.
    let id = Patient.ID("0012")
    let diagnosis = Diagnosis(disease: Disease.ID("mg"), diagnosedOn: day("2025-02-01"), note: long)
    try clinic.desk.file.write(.addDiagnosis, by: clinic.desk.by(), about: id) {
      _ = try $0.add(diagnosis, of: id)
    }
    let path = clinic.folder.appendingPathComponent("study").path
    #expect(
      try clinic.refusal {
        _ = try $0.exportPackage(
          to: path, as: PackageForms(workbook: true), pseudonymous: false, program: "Recheck test")
      }
        == "diagnoses, row 4, column note: the text has 40000 letters, and such a file holds 32767 in a "
        + "cell. Shorten it, or write the tables as CSV alone. Nothing was written.")
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `counts days as spreadsheets do from March 1900 on`() {
    let days = ["1900-02-28", "1900-03-01", "1970-01-01", "2025-06-30"].compactMap { Day(iso: $0) }
    #expect(days.map(\.spreadsheetSerial) == [nil, 61, 25_569, 45_838])
  }
}
