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

  @Test func `shows what the program really prints`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recheck-operations-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var commands = 0
    for block in try Document("Docs/operations.md").blocks where block.lines[0].hasPrefix("$ ") {
      for start in block.lines.indices where block.lines[start].hasPrefix("$ ") {
        commands += 1
        let said = block.lines[(start + 1)...].prefix { !$0.hasPrefix("$ ") }
        let output = try Shell.run(String(block.lines[start].dropFirst(2)), in: folder).output
        var lines = output.components(separatedBy: "\n")
        if lines.last == "" { lines.removeLast() }
        #expect(
          Self.settled(lines.joined(separator: "\n")) == Self.settled(said.joined(separator: "\n")),
          "\(block.lines[start])")
      }
    }
    #expect(commands >= 15)
  }
}
