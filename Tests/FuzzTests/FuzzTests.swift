import Foundation
import Outcomes
import Testing

/// Readers of what others wrote, tried with changed seeds; `Scripts/fuzz` tries a million.
///
/// `Corpus/READER` holds seeds, and every input that ever was a mistake of ours; all are tried first.
@Suite(.timeLimit(.minutes(600))) struct `Whatever the bytes are` {
  private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Corpus")

  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["RECHECK_FUZZ"].flatMap { Int($0) }
  private static let seed = environment["RECHECK_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1

  /// Bytes that matter to the reader.
  private static func words(_ reader: FuzzedReader) -> [String] {
    switch reader {
    case .csv, .rows:
      [
        "\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "sep=;\n", "\u{FEFF}", "\0", "\u{2028}",
        "2026-02-30", "9999-12-31", "0000-00-00", "1e9", "-1", "99999999999999999999", "not-done",
        "total", "key=value;", "0.1", "1/3", "P1",
      ]
    case .definitions, .mapping:
      [
        "\n", "  ", "- ", ": ", "{", "}", "[", "]", "&a ", "*a", "<<: *a", "!!int ", "? ", "|\n",
        ">-\n",
        "'", "\"", "#", "---\n", "...\n", "%YAML 1.2\n", "\t", "\0", "\u{FEFF}", "010", "0x1F",
        ".inf",
        "~", "yes", "1e999", "99999999999999999999", "2026-02-30", "{cell: B1}", "choose",
      ]
    case .form: ["&", "=", "%", "%00", "%C3", "%ZZ", "+", "%0A", ";", "%25", "\0", "a=1&"]
    case .multipart:
      [
        "\r\n", "\n", "--", "--x", "--x--", "Content-Disposition: form-data; name=\"a\"",
        "; filename=\"b.csv\"", "\r\n\r\n", "\"", "\\\"", "filename*=UTF-8''x", "\0", "\u{FF}",
      ]
    case .answers:
      [
        "=", "\n", "total=", "total=7", "unable", "not-done", "refused", "-1", "0.5", "1/2", "1,5",
        "9223372036854775808", "-9223372036854775808", "1e30", " ", "\u{A0}", "value=",
        "0.0000000000000000001",
      ]
    case .records:
      [
        "{", "}", "[", "]", ":", ",", "\"", "\\u0000", "\\uD800", "\\", "null", "true", "1e308",
        "0.1", "-0", "99999999999999999999", "\"study_code\":\"A1\"", "\"start_day\":0", "\n", "\0",
        "\"2024-02-30\"", "\"2024\"", "\"value\":", "\"total\":", "\u{FEFF}",
      ]
    }
  }

  private static func inputs(_ reader: FuzzedReader) throws -> [(name: String, bytes: [UInt8])] {
    let folder = corpus.appendingPathComponent(reader.rawValue)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, [UInt8](try Data(contentsOf: folder.appendingPathComponent(name))))
    }
  }

  @Test(arguments: FuzzedReader.allCases)
  func `it is read or refused`(_ reader: FuzzedReader) throws {
    let seeds = try Self.inputs(reader)
    for seed in seeds where seed.name.hasPrefix("seed") {
      #expect(try reader.read(seed.bytes), "\(seed.name) is a seed, and was refused")
    }
    var last = try LastInput(reader.rawValue)
    var mutator = Mutator(seed: Self.seed)
    var taken = 0
    for index in 0..<seeds.count + (Self.count ?? reader.usual) {
      let seed = seeds[index % seeds.count]
      let bytes =
        index < seeds.count
        ? seed.bytes : mutator.changed(seed.bytes, words: Self.words(reader))
      last.keep(bytes)
      do {
        if try reader.read(bytes) { taken += 1 }
      } catch {
        Issue.record("\(error) at input \(index), from \(seed.name): \(last.path)")
        return
      }
    }
    last.remove()
    // A reader that refuses everything was not tried.
    #expect(taken > seeds.count)
  }
}

/// The input that is being tried, in a file that stays when the process does not.
struct LastInput {
  let path: String
  private let descriptor: Int32

  init(_ name: String) throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("recheck-fuzz-\(name)-\(getpid())").path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try #require(descriptor >= 0)
  }

  mutating func keep(_ bytes: [UInt8]) {
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, bytes, bytes.count, 0)
  }

  func remove() {
    close(descriptor)
    unlink(path)
  }
}
