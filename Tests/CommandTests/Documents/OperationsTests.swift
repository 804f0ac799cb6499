import Foundation
import Testing

/// The commands of the page for whoever looks after the machine do what it says.
@Suite struct `The page about operations` {
  /// What is another one at every run.
  private static func settled(_ text: String) -> String {
    text.replacing(/\d{4}-\d{2}-\d{2}T\d{6}Z/, with: "INSTANT")
      .replacing(/\d{8}T\d{9}Z/, with: "INSTANT")
      .replacing(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/, with: "TIME")
      .replacing(/([A-Z2-9]{5}-){3}[A-Z2-9]{5}/, with: "CODE")
      .replacing(/[0-9a-f]{64}/, with: "SEAL")
  }

  /// The section whose commands run while the program serves.
  private static let besideServer = "Import and export at night"

  private static func isBesideServer(_ block: Document.Block) throws -> Bool {
    let section = try #require(Document(path).section(besideServer))
    return block.lines.allSatisfy(section.lines.contains)
  }

  private static let path = "Docs/operations.md"

  /// Runs the commands of a block; how many there were.
  private func run(_ block: Document.Block, in folder: URL) throws -> Int {
    let starts = block.lines.indices.filter { block.lines[$0].hasPrefix("$ ") }
    for start in starts {
      let said = block.lines[(start + 1)...].prefix { !$0.hasPrefix("$ ") }
      let output = try Shell.run(String(block.lines[start].dropFirst(2)), in: folder).output
      var lines = output.components(separatedBy: "\n")
      if lines.last == "" { lines.removeLast() }
      #expect(
        Self.settled(lines.joined(separator: "\n")) == Self.settled(said.joined(separator: "\n")),
        "\(block.lines[start])")
    }
    return starts.count
  }

  @Test func `shows what the program really prints`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recheck-operations-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var commands = 0
    for block in try Document(Self.path).blocks
    where try block.lines[0].hasPrefix("$ ") && !Self.isBesideServer(block) {
      commands += try run(block, in: folder)
    }
    #expect(commands >= 15)
  }

  @Test func `shows what it really prints while the program serves`() throws {
    let served = try ServedFolder()
    try served.serve()
    var commands = 0
    for block in try Document(Self.path).blocks
    where try block.lines[0].hasPrefix("$ ") && Self.isBesideServer(block) {
      commands += try run(block, in: served.folder)
    }
    #expect(commands >= 3)
    #expect(served.stop() == 0)
  }
}
