import Foundation
import Testing

/// The README names what there is, and shows what the program really prints.
@Suite struct `The README` {
  private func words(after heading: String, in help: String) -> [String] {
    let lines = help.components(separatedBy: "\n").drop { !$0.hasPrefix(heading) }.dropFirst()
    return lines.prefix { !$0.isEmpty }.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  @Test func `names every command`() throws {
    let help = try Shell.run("recheck --help", in: FileManager.default.temporaryDirectory).output
    let commands = words(after: "SUBCOMMANDS:", in: help)
    #expect(commands.count >= 15)
    let readme = try Document.text(of: "README.md")
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

  @Test func `is one screen after the other, not a manual`() throws {
    #expect(try Document("README.md").lines.count <= 121)
  }

  /// `...` stands for lines that are left out.
  @Test func `shows what the program really prints`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recheck-readme-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try Shell.run("recheck demo --clinic demo.sqlite --as-of 2026-06-30", in: folder)
    for name in ["02-cidp-wide.csv", "02-cidp-wide.yaml"] {
      try FileManager.default.copyItem(
        at: Document.root.appendingPathComponent("Tests/CommandTests/Spreadsheets/\(name)"),
        to: folder.appendingPathComponent(name))
    }
    for block in try Document("README.md").blocks where block.lines[0].hasPrefix("$ ") {
      let commands = block.lines.indices.filter { block.lines[$0].hasPrefix("$ ") }
      #expect(commands.count >= 2)
      for start in commands {
        let lines = block.lines[(start + 1)...].prefix { !$0.hasPrefix("$ ") }
        let output = try Shell.run(String(block.lines[start].dropFirst(2)), in: folder).output
        var rest = output.components(separatedBy: "\n")[...]
        for part in lines.split(separator: "...") {
          let place = rest.indices.first { rest[$0...].starts(with: part) }
          #expect(place != nil, "\(block.lines[start])\n\(part.joined(separator: "\n"))")
          if let place { rest = rest[(place + part.count)...] }
        }
      }
    }
  }

  @Test func `library page names every definition`() throws {
    let folder = FileManager.default.temporaryDirectory
    let page = try Document.text(of: "Measures/LIBRARY.md")
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
    let readme = try Document.text(of: "Reports/README.md")
    let folder = Document.root.appendingPathComponent("Reports/text")
    let templates = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(templates.count >= 7)
    for template in templates { #expect(readme.contains(template), "\(template)") }
  }
}
