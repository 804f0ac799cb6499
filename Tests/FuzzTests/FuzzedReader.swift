import Exchange
import Foundation
import Mappings
import Measures
import Outcomes
import TestSupport

@testable import Clinic
@testable import Web

/// A reader of what others wrote.
///
/// Whatever the bytes are, it reads them or refuses them with the faults that it has; another error, a
/// trap or an end that never comes is a mistake of ours.
enum FuzzedReader: String, CaseIterable, Sendable {
  case csv, rows, definitions, mapping, form, multipart, answers, records
  /// Tables of other programs: a text, a workbook, and one part of a sound workbook.
  case text, workbook, part

  static let library = Result { try Definitions.load(nil).library }
  private static let day = Day(number: 20_468)

  /// How often it is tried with every commit.
  ///
  /// Files of rows are read into a clinic file, and YAML with all it says, which takes longer.
  /// `Scripts/fuzz` tries all as often.
  var usual: Int {
    switch self {
    case .csv, .form, .multipart, .answers, .records, .text: 20_000
    case .mapping, .workbook, .part: 1_000
    case .definitions: 200
    case .rows: 100
    }
  }

  /// - Returns: whether the bytes were read and not refused.
  func read(_ bytes: [UInt8]) throws -> Bool {
    switch self {
    case .csv: return try Self.readCSV(bytes)
    case .rows: return try Self.readRows(bytes)
    case .definitions:
      do throws(DefinitionFaults) {
        _ = try Definitions.read(
          adding: [("measures/mg-adl.yaml", String(decoding: bytes, as: UTF8.self))], shipped: [],
          hash: { _ in "" })
        return true
      } catch { return error.faults.isEmpty ? try Self.notSaid() : false }
    case .mapping:
      let library = try Self.library.get()
      do throws(DefinitionFaults) {
        _ = try MappingReader.read(
          String(decoding: bytes, as: UTF8.self), path: "mapping.yaml", library: library)
        return true
      } catch { return error.faults.isEmpty ? try Self.notSaid() : false }
    case .form: return try Self.readForm(bytes)
    case .multipart: return try Self.readParts(bytes)
    case .answers: return try Self.readAnswers(bytes)
    case .records: return try Self.readRecords(bytes)
    case .text: return try Self.readText(bytes)
    case .workbook: return try Self.readBook(bytes)
    case .part: return try Self.readPart(bytes)
    }
  }

  /// What must not happen, whatever the bytes are.
  enum Mistake: Error {
    /// A refusal without a fault.
    case notSaid
    /// What must be the same is not.
    case differs(String)
  }

  private static func notSaid() throws -> Bool { throw Mistake.notSaid }

  /// The same rows come out however the bytes are cut into pieces.
  private static func readCSV(_ bytes: [UInt8]) throws -> Bool {
    func steps(_ size: Int) throws -> [String]? {
      var rest = bytes[...]
      do {
        let reader = try CSVReader {
          defer { rest = rest.dropFirst(size) }
          return rest.isEmpty ? nil : Array(rest.prefix(size))
        }
        var steps = ["\(reader.header) \(reader.dialect)"]
        while let step = try reader.next() {
          switch step {
          case .record(let record):
            steps.append(
              "\(record.line) \((0..<record.count).map { record.string(at: $0) })")
          case .fault(let fault): steps.append("\(fault)")
          }
        }
        return steps
      } catch is CSVRefusal { return nil }
    }
    let whole = try steps(1 << 16)
    let cut = try steps(1 + bytes.count % 7)
    guard whole == cut else {
      throw Mistake.differs("cut into pieces of \(1 + bytes.count % 7) bytes")
    }
    return whole != nil
  }

  /// A clinic in which nothing is ever stored.
  private static let desk = Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let desk = Desk(
      file: try PreparedFile.openEmpty(in: folder), definitions: try Definitions.load(nil),
      today: day, asOf: day, author: "Fuzz")
    try desk.register(
      Patient(id: .init("P1"), familyName: "Silva", givenName: "Vera", birthDate: nil, sex: .female)
    )
    return (desk, folder.path + "/fuzz.csv")
  }

  private static func readRows(_ bytes: [UInt8]) throws -> Bool {
    let (desk, path) = try desk.get()
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    do {
      _ = try desk.importFiles([path], dryRun: true)
      return true
    } catch let refusal as ImportRefusal {
      return refusal.count == 0 ? try notSaid() : false
    }
  }

  /// What was read is written as it would be sent, and read again as the same.
  private static func readForm(_ bytes: [UInt8]) throws -> Bool {
    do {
      let text = try FormFields(urlEncoded: bytes).encoded(without: [])
      let again = try FormFields(urlEncoded: Array(text.utf8)).encoded(without: [])
      guard again == text else { throw Mistake.differs("\(again) was \(text)") }
      return true
    } catch is WebFault { return false }
  }

  /// The boundary is the first line, as a browser's is; sometimes another one is announced.
  private static func readParts(_ bytes: [UInt8]) throws -> Bool {
    let line = bytes.prefix { $0 != 13 && $0 != 10 }.dropFirst(2).prefix(70)
    let boundary = bytes.count % 16 == 0 ? "x" : String(decoding: line, as: UTF8.self)
    do {
      let parts = try Multipart(bytes, type: "multipart/form-data; boundary=\(boundary)")
      guard parts.fields.count + parts.files.count <= Multipart.mostParts,
        parts.files.allSatisfy({ !$0.name.contains("/") && $0.bytes.count <= bytes.count })
      else { throw Mistake.differs("more parts or bytes than allowed, or a folder in a name") }
      return true
    } catch is MultipartFault { return false }
  }

  /// Lines `ITEM=ANSWER` for an instrument that the first byte chooses.
  private static func readAnswers(_ bytes: [UInt8]) throws -> Bool {
    let library = try library.get()
    let measures = library.measures.sorted { $0.id.text < $1.id.text }
    let measure = measures[Int(bytes.first ?? 0) % measures.count]
    var draft = ScoreDraft(AnswerSheet(measure))
    var isRead = true
    for line in bytes.dropFirst().split(separator: 10) {
      let equals = line.firstIndex(of: UInt8(ascii: "=")) ?? line.endIndex
      do throws(AnswerFault) {
        try draft.give(
          String(decoding: line[..<equals], as: UTF8.self),
          String(decoding: line[equals...].dropFirst(), as: UTF8.self))
      } catch { isRead = false }
    }
    for sex in [Sex.female, nil] { _ = draft.checked(sex: sex, mayBePartial: bytes.count % 2 == 0) }
    return isRead
  }

  private static func readRecords(_ bytes: [UInt8]) throws -> Bool {
    let library = try library.get()
    let reader = RecordLine(
      library, RecordChecks(today: day), answersFor: library.measuresWithAnswers)
    var isRead = true
    var next: [UInt8]? = bytes
    let pieces = LineSplitter(longest: 1 << 20) {
      defer { next = nil }
      return next
    }
    try pieces.forEach { line, number in
      guard case .bytes(let bytes) = line, let read = reader.read(bytes, line: number) else {
        if case .bytes = line, reader.faults.isEmpty { throw Mistake.notSaid }
        isRead = false
        return
      }
      _ = library.judge(read.record, asOf: read.record.lastDay ?? day)
    }
    return isRead
  }
}
