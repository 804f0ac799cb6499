import Exchange
import Foundation
import Testing

/// A clinic's tables, their mapping, and what a correct import of them stores.
struct Spreadsheet: CustomTestStringConvertible, Sendable {
  /// Of the mapping, without its ending.
  let mapping: String
  let files: [String]
  /// The folder of what must be stored and what must be refused.
  let expected: String
  /// Rows in which we differ on purpose: those of `expected` that are not stored, and those that are
  /// stored beside it.
  var missing: [String] = []
  var more: [String] = []

  /// Rows of the expectation that are lines of the file.
  var rowOfLine: [String: String] = [:]

  var testDescription: String { "\(mapping): \(files.joined(separator: " "))" }

  static let all = [
    // One answer is open. We record no instrument with an item that has neither an answer nor a reason
    // for having none: the mapping gives the reason.
    Spreadsheet(
      mapping: "01-mg-visits", files: ["01-mg-visits.csv"], expected: "01-mg-visits",
      more: ["0020001,2025-01-12,mg-adl,ptosis,not-done,,,one answer left open"]),
    Spreadsheet(mapping: "02-cidp-wide", files: ["02-cidp-wide.csv"], expected: "02-cidp-wide"),
    Spreadsheet(
      mapping: "03-cohort-merged", files: ["03-cohort-merged.xlsx"], expected: "03-cohort-merged"),
    // The word that must be refused is also to be stored: the first only without it in the mapping.
    Spreadsheet(
      mapping: "04-clinic-book", files: ["04-clinic-book.xlsx"], expected: "04-clinic-book",
      missing: ["102,amifampridine,2023-09-10,,symptomatic,60,mg,1,"]),
    Spreadsheet(mapping: "05-redcap", files: ["05-redcap-raw.csv"], expected: "05-redcap"),
    Spreadsheet(mapping: "05-redcap", files: ["05-redcap-labels.csv"], expected: "05-redcap"),
    Spreadsheet(
      mapping: "06-database-utf16",
      files: [
        "06-clinical-240422_173008-DEP.txt", "06-personal-240422_173008-DEN.txt",
        "06-treatment-240422_173008-DEP.txt",
      ], expected: "06-database-utf16"),
    Spreadsheet(mapping: "07-survey", files: ["07-survey-results.csv"], expected: "07-survey"),
    Spreadsheet(mapping: "08-laboratory", files: ["08-laboratory.csv"], expected: "08-laboratory"),
    Spreadsheet(mapping: "09-infusions", files: ["09-infusions.xlsx"], expected: "09-infusions"),
    Spreadsheet(
      mapping: "10-typed-scores", files: ["10-typed-scores.csv"], expected: "10-typed-scores"),
    Spreadsheet(
      mapping: "11-per-patient", files: ["11-patient-K01.xlsx", "11-patient-K02.xlsx"],
      expected: "11-per-patient"),
    Spreadsheet(
      mapping: "12-online-form", files: ["12-online-form.csv"], expected: "12-online-form"),
  ]

  /// The first one after a mistyped total, an impossible day and an answer that there is not.
  ///
  /// Rows are counted as a spreadsheet counts them; `refused.csv` counts lines of the file here, which
  /// are one more after the remark with a line break.
  static let faulty = Spreadsheet(
    mapping: "01-mg-visits", files: ["01b-mg-visits-with-faults.csv"],
    expected: "01b-mg-visits-with-faults", rowOfLine: ["6": "5", "8": "7"])

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Spreadsheets")

  var arguments: String { "--map \(mapping).yaml \(files.joined(separator: " "))" }

  /// The rows of a file of the expectation, without its header; none where there is no such file.
  func rows(_ name: String) throws -> [[String]] {
    let path = Self.folder.appendingPathComponent("expected/\(expected)/\(name).csv")
    guard let data = try? Data(contentsOf: path) else { return [] }
    return try Self.rows([UInt8](data))
  }

  static func rows(_ bytes: [UInt8]) throws -> [[String]] {
    let reader = try CSVReader(bytes: bytes)
    var rows: [[String]] = []
    while case .record(let record)? = try reader.next() {
      rows.append((0..<record.count).map { record.string(at: $0) })
    }
    return rows
  }

  /// An empty folder with the tables and mappings.
  static func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("recheck-tables-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: folder, to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    return try body(place)
  }
}

@Suite struct `Spreadsheets of a clinic` {
  private static let layouts = ["patients", "diagnoses", "treatments", "scores"]

  @Test(arguments: Spreadsheet.all + [.faulty])
  func `refuse the cells that nobody can understand, and no others`(
    _ sheet: Spreadsheet
  ) throws {
    try Spreadsheet.inFolder { folder in
      let expected = try sheet.rows("refused").map { row in
        var row = row
        row[2] = sheet.rowOfLine[row[2]] ?? row[2]
        return row.prefix(5).joined(separator: "|")
      }.sorted()
      let shown = try Shell.run(
        "recheck import --preview --format csv \(sheet.arguments)", in: folder)
      #expect(shown.status == 0, "\(shown.output)")
      let refused = try Spreadsheet.rows([UInt8](shown.output.utf8)).filter { $0[0] == "refused" }
        .map { $0[6...10].joined(separator: "|") }.sorted()
      #expect(refused == expected)
      let stored = try Shell.run("recheck import \(sheet.arguments)", in: folder)
      #expect(stored.status == (expected.isEmpty ? 0 : 1), "\(stored.output)")
      if !expected.isEmpty {
        let patients = try Shell.run("recheck export patients", in: folder)
        #expect(patients.output.split(separator: "\n").count == 1)
      }
    }
  }

  @Test(arguments: Spreadsheet.all)
  func `store the rest, as files in our own layouts would`(_ sheet: Spreadsheet) throws {
    try Spreadsheet.inFolder { folder in
      let imported = try Shell.run("recheck import --leave-out \(sheet.arguments)", in: folder)
      #expect(imported.status == 0, "\(imported.output)")
      let own = try ownLayouts(sheet, in: folder)
      let read = try Shell.run("recheck import --clinic own.sqlite \(own)", in: folder)
      #expect(read.status == 0, "\(read.output)")
      for layout in Self.layouts {
        #expect(
          try exported(layout, "clinic.sqlite", folder) == exported(layout, "own.sqlite", folder))
      }
      let left = sheet.files.filter {
        FileManager.default.fileExists(
          atPath: folder.appendingPathComponent("\($0).left-out.csv").path)
      }
      #expect(left.isEmpty == (try sheet.rows("refused").isEmpty))
    }
  }

  @Test(arguments: Spreadsheet.all)
  func `add nothing when they are read again`(_ sheet: Spreadsheet) throws {
    try Spreadsheet.inFolder { folder in
      _ = try Shell.run("recheck import --leave-out \(sheet.arguments)", in: folder)
      let before = try Self.layouts.map { try exported($0, "clinic.sqlite", folder) }
      let again = try Shell.run("recheck import --leave-out \(sheet.arguments)", in: folder)
      #expect(again.status == 0, "\(again.output)")
      #expect(
        again.output.hasPrefix("Stored 0 patients, 0 diagnoses, 0 treatments, 0 scores"),
        "\(again.output)")
      #expect(!again.output.contains("Corrected"))
      #expect(!again.output.contains("no more"))
      #expect(try Self.layouts.map { try exported($0, "clinic.sqlite", folder) } == before)
    }
  }

  /// Writes the expectation, as far as it holds, and names its files.
  private func ownLayouts(_ sheet: Spreadsheet, in folder: URL) throws -> String {
    var names: [String] = []
    for layout in Self.layouts {
      let source = folder.appendingPathComponent("expected/\(sheet.expected)/\(layout).csv")
      guard var text = try? String(contentsOf: source, encoding: .utf8) else { continue }
      for row in sheet.missing { text = text.replacingOccurrences(of: row + "\n", with: "") }
      if layout == "scores" { text += sheet.more.map { $0 + "\n" }.joined() }
      let name = "own-\(layout).csv"
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
      names.append(name)
    }
    return names.joined(separator: " ")
  }

  private func exported(_ layout: String, _ clinic: String, _ folder: URL) throws -> [String] {
    try Shell.run("recheck export --clinic \(clinic) \(layout)", in: folder).output
      .split(separator: "\n").filter { !$0.hasPrefix("Seal: ") }.map(String.init).sorted()
  }
}
