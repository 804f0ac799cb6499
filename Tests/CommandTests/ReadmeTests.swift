import Foundation
import Testing

/// The README names what there is, and shows what the program really prints.
@Suite struct `The README` {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  private func words(after heading: String, in help: String) -> [String] {
    let lines = help.components(separatedBy: "\n").drop { !$0.hasPrefix(heading) }.dropFirst()
    return lines.prefix { !$0.isEmpty }.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  @Test func `names every command`() throws {
    let help = try Shell.run("recheck --help", in: FileManager.default.temporaryDirectory).output
    let commands = words(after: "SUBCOMMANDS:", in: help)
    #expect(commands.count >= 15)
    let readme = try Self.text("README.md")
    for command in commands { #expect(readme.contains("`\(command)`"), "\(command)") }
  }

  @Test func `has an example for every command`() throws {
    let folder = FileManager.default.temporaryDirectory
    let help = try Shell.run("recheck --help", in: folder).output
    for command in words(after: "SUBCOMMANDS:", in: help) {
      let own = try Shell.run("recheck \(command) --help", in: folder).output
      var all = [own]
      for sub in words(after: "SUBCOMMANDS:", in: own) {
        all.append(try Shell.run("recheck \(command) \(sub) --help", in: folder).output)
      }
      #expect(all.contains { $0.contains("Example") }, "\(command)")
    }
  }

  @Test func `library page names every definition`() throws {
    let folder = FileManager.default.temporaryDirectory
    let page = try Self.text("Measures/LIBRARY.md")
    for kind in ["measures", "diseases", "therapies"] {
      let list = try Shell.run("recheck measures list --kind \(kind) --format csv", in: folder)
        .output
      let ids = list.split(separator: "\n").dropFirst().compactMap {
        $0.split(separator: ",").first
      }
      #expect(ids.count >= 20)
      for id in ids { #expect(page.contains("`\(id)`"), "\(id)") }
    }
  }

  @Test func `names every template with its fields`() throws {
    let readme = try Self.text("Reports/README.md")
    let folder = Self.root.appendingPathComponent("Reports/text")
    let templates = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(templates.count >= 7)
    for template in templates { #expect(readme.contains(template), "\(template)") }
  }
}
