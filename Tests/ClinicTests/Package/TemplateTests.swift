import Clinic
import Exchange
import Foundation
import Outcomes
import TableFiles
import Tables
import Testing

@testable import Command

@Suite struct `A workbook to fill in` {
  /// The template of a disease, with these rows below its headings.
  private static func filled(
    _ clinic: TestClinic, _ disease: String, _ rows: [String: [[String: WorkbookCell]]]
  ) throws -> String {
    let empty = clinic.folder.appendingPathComponent("empty.xlsx").path
    let path = clinic.folder.appendingPathComponent("filled.xlsx").path
    try TemplateWorkbook(.init(disease), TestClinic.definitions.get())
      .write(to: empty, made: TestClinic.day)
    let workbook = try WorkbookFile(path, rowsIn: clinic.folder.path, made: TestClinic.day)
    for sheet in try TableReader.sheets(of: TableSource(path: empty)) {
      let given = try `The workbook of a package`.rows(empty, sheet.name)
      let headings = given.first?.map(\.shown) ?? []
      let page = try workbook.sheet(sheet.name, headings.map { WorkbookColumn($0, .text) })
      for row in given.dropFirst() { try page.add(row.map { .text($0.shown) }) }
      for row in rows[sheet.name] ?? [] {
        try #require(row.keys.allSatisfy(headings.contains), "\(sheet.name): \(headings)")
        try page.add(headings.map { row[$0] ?? .empty })
      }
    }
    try workbook.close()
    return path
  }

  private static let patient: [String: WorkbookCell] = [
    "patient_id": .text("0012"), "family_name": .text("Łódź"), "given_name": .text("A"),
    "birth_date": .text("1948"), "sex": .text("female"),
  ]

  private static func day(_ text: String) -> WorkbookCell {
    Day(iso: text).map(WorkbookCell.day) ?? .empty
  }

  @Test func `comes in without a mapping`() throws {
    let clinic = try TestClinic()
    let path = try Self.filled(
      clinic, "cidp",
      [
        "patients": [Self.patient],
        "diagnoses": [
          ["patient_id": .text("0012"), "disease": .text("cidp"), "diagnosed_on": .text("2024-11")]
        ],
        "treatments": [
          [
            "patient_id": .text("0012"), "therapy": .text("ivig"), "start": Self.day("2025-01-20"),
            "dose": .number("1.25"), "unit": .text("g/kg"), "interval_days": .number("21"),
          ]
        ],
        "visits": [
          ["patient_id": .text("0012"), "date": Self.day("2025-03-10"), "illness": .text("no")]
        ],
        "incat": [
          [
            "patient_id": .text("0012"), "date": Self.day("2025-01-15"), "arms": .number("2"),
            "legs": .number("0"), "total": .number("2"),
          ],
          [
            "patient_id": .text("0012"), "date": Self.day("2025-03-10"), "total": .number("7"),
            "rater": .text("RN"),
          ],
          ["patient_id": .text("0012"), "date": Self.day("2025-06-10")],
        ],
        "grip-vigorimeter": [
          [
            "patient_id": .text("0012"), "date": Self.day("2025-03-10"), "hand": .text("right"),
            "value": .text("not-done"),
          ]
        ],
      ])
    let outcome = try clinic.desk.importOwnTables([path])
    #expect(outcome.tables.passedOver[.unanswered] == 1)
    #expect(
      try clinic.lines(.scores).dropFirst() == [
        "0012,2025-01-15,incat,arms,2,,,", "0012,2025-01-15,incat,legs,0,,,",
        "0012,2025-03-10,grip-vigorimeter,,not-done,hand=right,,",
        "0012,2025-03-10,incat,total,7,,RN,",
      ])
    #expect(try clinic.lines(.patients).last == "0012,Łódź,A,1948,female,")
    #expect(try clinic.lines(.diagnoses).last == "0012,cidp,2024-11,,,,")
    #expect(
      try clinic.lines(.treatments).last == "0012,ivig,2025-01-20,,induction,1.25,g/kg,21,,,")
    #expect(try clinic.lines(.visits).last == "0012,2025-03-10,no,,,")
    #expect(try clinic.desk.importOwnTables([path]).stored.stored.isEmpty)
  }

  @Test func `names sheet, row and column of every fault, and stores nothing`() throws {
    let clinic = try TestClinic()
    var patient = Self.patient
    patient["birth_date"] = Self.day("1905-07-11")
    let path = try Self.filled(
      clinic, "cidp",
      [
        "patients": [patient],
        "incat": [
          [
            "patient_id": .text("0012"), "date": Self.day("2025-01-15"), "arms": .number("9"),
            "legs": .number("1"),
          ],
          ["patient_id": .text("0012"), "date": Self.day("2025-03-15"), "arms": .number("1")],
          [
            "patient_id": .text("0012"), "date": .number("45717"), "arms": .number("1"),
            "legs": .number("1"),
          ],
        ],
      ])
    let words = try clinic.refusal { _ = try $0.importOwnTables([path]) }
    for part in [
      "filled.xlsx, sheet 'patients', row 2, column D 'birth_date': found '1905-07-11': a day in 1905",
      "filled.xlsx, sheet 'incat', row 2, column C 'arms': found '9'",
      "filled.xlsx, sheet 'incat', row 3, column D 'legs': found ''",
      "filled.xlsx, sheet 'incat', row 4, column B 'date': found '45717': a number, and a day is",
      "4 faults found; nothing of any file was stored.",
    ] { #expect(words.contains(part), "\(words)") }
    #expect(try clinic.lines(.patients).count == 1)
  }

  @Test func `is there for every disease, and no column of an instrument stands twice`() throws {
    let clinic = try TestClinic()
    let library = try TestClinic.definitions.get().library
    for disease in library.diseases {
      let path = clinic.folder.appendingPathComponent("\(disease.id).xlsx").path
      let sheets = try TemplateWorkbook(disease.id, TestClinic.definitions.get())
        .write(to: path, made: TestClinic.day)
      #expect(try TableReader.sheets(of: TableSource(path: path)).count == sheets.count + 2)
    }
    for measure in library.measures {
      let headings = InstrumentSheet(measure).headings
      #expect(Set(headings).count == headings.count, "\(measure.id)")
    }
  }
}
