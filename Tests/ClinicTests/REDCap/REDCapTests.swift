import CustomDump
import Exchange
import Foundation
import Outcomes
import Testing

@testable import Clinic

@Suite struct `A REDCap project` {
  /// The files of a project and of a pseudonymous one, written once.
  private static let files = Result {
    let clinic = try REDCapClinic.make()
    try REDCapClinic.export(clinic)
    try REDCapClinic.export(clinic, to: "hidden", pseudonymous: true, site: "A")
    var files: [String: String] = [:]
    for name in ["redcap", "hidden"] {
      for file in try FileManager.default.contentsOfDirectory(
        atPath: REDCapClinic.folder(clinic, name))
      {
        files["\(name)/\(file)"] = try REDCapClinic.text(clinic, file, in: name)
      }
    }
    return files
  }

  private func text(_ file: String, in name: String = "redcap") throws -> String {
    try #require(try Self.files.get()["\(name)/\(file)"])
  }

  private func lines(_ file: String) throws -> [String] {
    try text(file).components(separatedBy: "\r\n")
  }

  private func rows(_ file: String, in name: String = "redcap") throws -> [[String: String]] {
    try REDCapClinic.rows(text(file, in: name))
  }

  @Test func `comes back through its own mapping, and goes out again as the same bytes`() throws {
    let clinic = try REDCapClinic.make()
    try REDCapClinic.export(clinic)
    let copy = try REDCapClinic.readBack(clinic)
    let outcome = try REDCapClinic.export(copy)
    #expect(
      outcome.files.map(\.name) == ["dictionary.csv", "records.csv", "mapping.yaml", "SETUP.txt"])
    for file in ["records.csv", "dictionary.csv", "mapping.yaml", "SETUP.txt"] {
      expectNoDifference(
        try REDCapClinic.text(copy, file), try REDCapClinic.text(clinic, file), file)
    }
    for layout in [ExportLayout.patients, .diagnoses, .treatments, .scores] {
      expectNoDifference(try copy.export(layout), try clinic.export(layout))
    }
  }

  @Test func `has a dictionary of 18 columns, the record first`() throws {
    let lines = try lines("dictionary.csv")
    expectNoDifference(
      lines[0],
      "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"
        + "\"Choices, Calculations, OR Slider Labels\",Field Note,"
        + "Text Validation Type OR Show Slider Number,Text Validation Min,Text Validation Max,"
        + "Identifier?,Branching Logic (Show field only if...),Required Field?,Custom Alignment,"
        + "Question Number (surveys only),Matrix Group Name,Matrix Ranking?,Field Annotation")
    expectNoDifference(lines[1], "record_id,patient,Patient,text,Patient,,,,,,y,,y,,,,,")
    for line in [
      "sex,patient,,radio,sex,\"female, female | male, male | other, other\",,,,,,,,,,,,",
      "treatment_start,treatment,,text,first dose; the day that counts in judging,,,date_ymd,"
        + "1900-01-01,,,,,,,,,",
      "incat_total,incat,,calc,Total,[incat_arms]+[incat_legs],points,,,,,,,,,,,",
      "incat_total_only,incat,,text,\"Total, recorded without its items\",,points,integer,0,10,"
        + ",,,,,,,",
      "qmg_fvc_percent,qmg,,text,Percent of predicted,,%,number,0,200,,,,,,,,",
      "incat_rater,incat,,text,Rated by,,,,,,y,,,,,,,",
      "cmap_muscle,cmap,,radio,Muscle,\"abductor_digiti_minimi, abductor-digiti-minimi | "
        + "abductor_pollicis_brevis, abductor-pollicis-brevis | extensor_digitorum_brevis, "
        + "extensor-digitorum-brevis | tibialis_anterior, tibialis-anterior | trapezius, "
        + "trapezius\",,,,,,,,,,,,",
    ] { #expect(lines.contains(line), "\(line)") }
    // Raw values and aids change a total: nothing that REDCap adds up is one.
    #expect(!lines.contains { $0.hasPrefix("qmg_total,") || $0.hasPrefix("haq_di_total,") })
  }

  @Test func `names no field twice, too long or as REDCap names its own`() throws {
    for name in ["redcap", "hidden"] {
      let rows = try rows("dictionary.csv", in: name)
      let names = rows.compactMap { $0["Variable / Field Name"] }
      #expect(Set(names).count == names.count)
      let forms = Set(rows.compactMap { $0["Form Name"] })
      for name in names {
        #expect(name.wholeMatch(of: /[a-z][a-z0-9_]{1,25}/) != nil, "\(name)")
        #expect(!name.hasPrefix("redcap_") && !forms.contains { name == "\($0)_complete" })
      }
    }
  }

  @Test func `has raw codes, instances and missing data codes in its records`() throws {
    let rows = try rows("records.csv")
    expectNoDifference(
      rows.filter { $0["redcap_repeat_instrument"] == nil }.compactMap { $0["record_id"] },
      ["007", "P1", "P2", "P3"])
    func instance(_ record: String, _ form: String, _ number: Int) -> [String: String]? {
      rows.first {
        $0["record_id"] == record && $0["redcap_repeat_instrument"] == form
          && $0["redcap_repeat_instance"] == "\(number)"
      }
    }
    func expected(_ record: String, _ form: String, _ number: Int, _ more: [String: String])
      -> [String: String]
    {
      [
        "record_id": record, "redcap_repeat_instrument": form,
        "redcap_repeat_instance": "\(number)", "\(form)_complete": "2",
      ].merging(more) { $1 }
    }
    expectNoDifference(
      instance("P1", "grip_vigorimeter", 1),
      expected(
        "P1", "grip_vigorimeter", 1,
        [
          "grip_vigorimeter_date": "2025-01-15", "grip_vigorimeter_hand": "left",
          "grip_vigorimeter_value": "NOTDONE", "grip_vigorimeter_note": "left: \"cast\" x",
        ]))
    expectNoDifference(
      instance("P1", "incat", 2),
      expected(
        "P1", "incat", 2,
        ["incat_date": "2025-03-15", "incat_total_only": "5", "incat_note": "from a letter"]))
    expectNoDifference(
      instance("P1", "treatment", 2),
      expected(
        "P1", "treatment", 2,
        [
          "treatment_therapy": "rituximab", "treatment_start": "2024-12-31",
          "treatment_start_precision": "year", "treatment_stop": "2025-06-30",
          "treatment_stop_precision": "month", "treatment_stop_reason": "no_effect",
          "treatment_intent": "bridge", "treatment_dose": "0.0125",
          "treatment_unit": "mg, or so",
        ]))
    expectNoDifference(
      instance("P1", "diagnosis", 1),
      expected(
        "P1", "diagnosis", 1,
        ["diagnosis_disease": "mg", "diagno_diagnosed_precision": "unknown"]))
  }

  @Test func `that is pseudonymous has codes, days and nothing that a person wrote`() throws {
    let rows = try rows("records.csv", in: "hidden")
    let codes = rows.compactMap { $0["record_id"] }
    #expect(codes == codes.sorted() && codes.allSatisfy { $0.hasPrefix("A-") })
    let cells = Set(rows.flatMap { $0.filter { $0.key != "record_id" }.values })
    for text in ["Silva", "Moreau", "P1", "RN", "letter", "ours", "Vasculitis", "2025-", "or so"] {
      #expect(!cells.contains { $0.contains(text) }, "\(text)")
    }
    let fields = try self.rows("dictionary.csv", in: "hidden")
    #expect(!fields.contains { $0["Identifier?"] != nil })
    #expect(
      fields.first { $0["Variable / Field Name"] == "incat_day" }?[
        "Text Validation Type OR Show Slider Number"] == "integer")
    let there = try Self.files.get().keys.filter { $0.hasPrefix("hidden/") }
    #expect(there.sorted() == ["hidden/SETUP.txt", "hidden/dictionary.csv", "hidden/records.csv"])
  }

  @Test func `tells what no file can set up`() throws {
    let setup = try text("SETUP.txt")
    for line in [
      "     NOTDONE, Not done\n     UNABLE, Unable\n     REFUSED, Refused\n"
        + "     NOTAPP, Not applicable\n",
      "     diagnosis  (Diagnosis)\n     treatment  (Treatment)\n     ck  (", "     incat_total\n",
    ] { #expect(setup.contains(line), "\(line)") }
  }

  @Test func `has a form for each instrument that is asked for, recorded or not`() throws {
    let clinic = try SmallClinic.make()
    try REDCapClinic.export(clinic, measures: ["qmg", "incat"])
    let forms = try REDCapClinic.rows(REDCapClinic.text(clinic, "dictionary.csv"))
      .compactMap { $0["Form Name"] }
    #expect(Set(forms) == ["patient", "diagnosis", "treatment", "incat", "qmg"])
    let copy = try REDCapClinic.readBack(clinic)
    expectNoDifference(
      try copy.lines(.scores).dropFirst(),
      try clinic.lines(.scores).filter { $0.contains(",incat,") }[...])
    #expect(throws: DeskRefusal.self) {
      try REDCapClinic.export(clinic, to: "other", measures: ["qmgg"])
    }
  }

  @Test func `is written whole or not at all, and leaves a line in the trail`() throws {
    let clinic = try SmallClinic.make()
    try REDCapClinic.export(clinic)
    #expect(throws: PackageRefusal.folderInUse(REDCapClinic.folder(clinic))) {
      try REDCapClinic.export(clinic)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: clinic.folder.path)
    #expect(!left.contains { $0.contains(".new-") })
    let last = try clinic.desk.historyTable(of: nil).table.rows.map { $0.map(\.text) }
    #expect(last.contains { $0[2] == "export" && $0[4] == "redcap, identified" })
  }
}
