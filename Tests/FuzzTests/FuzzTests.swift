import Foundation
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
        ? seed.bytes : mutator.changed(seed.bytes, words: reader.words)
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
