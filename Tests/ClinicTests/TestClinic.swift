import Clinic
import Exchange
import Foundation
import Outcomes
import Registry
import TestSupport
import Testing

@testable import Command

/// A real clinic file in a folder of its own, which goes with the test.
final class TestClinic {
  /// The shipped definitions, read once.
  static let definitions = Result { try Definitions.load(nil) }
  /// 2026-01-15.
  static let day = Day(number: 20_468)

  let folder: URL
  let desk: Desk

  /// A clinic that holds these files, or nothing.
  init(
    _ files: KeyValuePairs<String, String> = [:], today: Day = TestClinic.day,
    author: String = "Dr Test", definitions: Definitions? = nil
  ) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("clinic-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    desk = Desk(
      file: try PreparedFile.openEmpty(in: folder),
      definitions: try definitions ?? Self.definitions.get(), today: today, asOf: today,
      author: author)
    if !files.isEmpty { try importing(files) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ name: String, _ text: String) throws -> String {
    let path = folder.appendingPathComponent(name).path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Imports files given by name and text.
  @discardableResult
  func importing(
    _ files: KeyValuePairs<String, String>, dates: DateOrder = .iso, dryRun: Bool = false,
    evenIfSimilar: Bool = false
  ) throws -> ImportOutcome {
    try desk.importFiles(
      try files.map { try write($0.key, $0.value) }, dates: dates, dryRun: dryRun,
      evenIfSimilar: evenIfSimilar)
  }

  /// What an import says against these files; empty when it takes them.
  func refusal(
    _ files: KeyValuePairs<String, String>, dates: DateOrder = .iso, dryRun: Bool = false
  ) throws -> [String] {
    do {
      try importing(files, dates: dates, dryRun: dryRun)
      return []
    } catch let refusal as ImportRefusal {
      return refusal.faults.map { $0.text(WayWords.text) }
    }
  }

  func export(
    _ layout: ExportLayout, measure: String? = nil, pseudonymous: Bool = false,
    spreadsheet: Bool = false
  ) throws -> String {
    var bytes: [UInt8] = []
    try desk.export(
      layout, measure: measure.map { .init($0) }, pseudonymous: pseudonymous,
      spreadsheet: spreadsheet
    ) { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The lines of an export without their ends.
  func lines(_ layout: ExportLayout, measure: String? = nil, pseudonymous: Bool = false) throws
    -> [String]
  {
    Array(
      try export(layout, measure: measure, pseudonymous: pseudonymous)
        .components(separatedBy: "\r\n").dropLast())
  }

  /// The layouts that an import reads, in its order.
  func everything() throws -> [String] {
    try [
      .patients, .diagnoses, .treatments, .scores, .reviews, .considerations, .visits,
    ].map { try export($0) }
  }

  /// Another clinic with the same records.
  func copy() throws -> TestClinic {
    let parts = try everything()
    return try TestClinic(
      [
        "p.csv": parts[0], "d.csv": parts[1], "t.csv": parts[2], "s.csv": parts[3],
        "r.csv": parts[4], "c.csv": parts[5], "v.csv": parts[6],
      ], today: desk.today)
  }

  /// The verdict table, as scripts read it.
  func judgements(asOf day: Day? = nil) throws -> String {
    var bytes: [UInt8] = []
    try desk.with(asOf: day).writeJudgements { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What the terminal says to a refusal of the desk; empty when there is none.
  func refusal(_ body: (Desk) throws -> Void) throws -> String {
    do {
      try body(desk)
      return ""
    } catch let refusal as any Refusal {
      return try #require(RefusalWords.text(refusal))
    }
  }
}

/// A day of the calendar from a text that is one.
func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

/// Files that a small clinic hands over.
enum SmallClinic {
  static let patients = """
    patient_id,family_name,given_name,birth_date,sex
    P001,Silva,Vera,1961-04-02,female
    P002,Moreau,Léa,1975-11-30,female
    007,"O'Brien, Jr",Max,1950-01-15,male

    """
  static let diagnoses = """
    patient_id,disease,diagnosed_on,onset_on,ended_on,note
    P001,cidp,2025-01-10,2024-03-01,,
    P002,mg,2025-02-01,2024-12-01,,"ocular first, then ""general"" signs"
    007,dm,2025-03-01,,,

    """
  static let treatments = """
    patient_id,therapy,start,stop,intent,dose,unit,interval_days,note
    P001,ivig,2025-01-20,,induction,2,g/kg,21,
    P002,prednisone,2025-02-10,,,60,mg,1,
    007,ivig,2025-03-10,,induction,2,g/kg,28,

    """
  static let scoreColumns = "patient_id,date,measure,item,value,variant,rater,note\n"
  static let scores =
    scoreColumns + """
      P001,2025-01-15,incat,arms,2,,RN,
      P001,2025-01-15,incat,legs,3,,RN,
      P001,2025-01-15,grip-vigorimeter,,42,hand=right,,
      P001,2025-01-15,grip-vigorimeter,,40,hand=left,,
      P001,2025-03-10,incat,arms,2,,RN,
      P001,2025-03-10,incat,legs,3,,RN,
      P001,2025-04-07,incat,arms,2,,RN,
      P001,2025-04-07,incat,legs,3,,RN,
      P002,2025-02-08,mg-adl,talking,2,,,
      P002,2025-02-08,mg-adl,chewing,1,,,
      P002,2025-02-08,mg-adl,swallowing,not-done,,,
      P002,2025-02-08,mg-adl,breathing,not-done,,,
      P002,2025-02-08,mg-adl,brush-comb,not-done,,,
      P002,2025-02-08,mg-adl,chair,not-done,,,
      P002,2025-02-08,mg-adl,diplopia,not-done,,,
      P002,2025-02-08,mg-adl,ptosis,not-done,,,

      """

  static func make() throws -> TestClinic {
    try TestClinic([
      "patients.csv": patients, "diagnoses.csv": diagnoses, "treatments.csv": treatments,
      "scores.csv": scores,
    ])
  }

  /// The three patients without scores.
  static func withoutScores() throws -> TestClinic {
    try TestClinic([
      "patients.csv": patients, "diagnoses.csv": diagnoses, "treatments.csv": treatments,
    ])
  }
}
