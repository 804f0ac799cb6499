import Foundation
import Testing

/// What every command says of itself.
@Suite struct `The help` {
  private static func help(_ command: String, columns: Int) throws -> String {
    try Shell.run(
      "COLUMNS=\(columns) recheck \(command) --help", in: FileManager.default.temporaryDirectory
    ).output
  }

  private static func names(after heading: String, in help: String) -> [String] {
    let lines = help.components(separatedBy: "\n").drop { !$0.hasPrefix(heading) }.dropFirst()
    return lines.prefix { !$0.isEmpty }.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  /// The program, its nouns and their verbs.
  static func commands() throws -> [String] {
    let nouns = names(after: "SUBCOMMANDS:", in: try help("", columns: 80))
    return [""] + nouns
      + (try nouns.flatMap { noun in
        names(after: "SUBCOMMANDS:", in: try help(noun, columns: 80)).map { "\(noun) \($0)" }
      })
  }

  @Test func `fits 80 columns, and is broken where the terminal ends alone`() throws {
    let commands = try Self.commands()
    #expect(commands.count >= 40)
    for command in commands {
      for line in try Self.help(command, columns: 80).components(separatedBy: "\n") {
        #expect(line.count <= 80, "\(command): \(line)")
      }
      // With all the room there is, a paragraph is one line.
      let paragraphs = try Self.help(command, columns: 5000).components(separatedBy: "\n")
        .prefix { !$0.hasPrefix("USAGE:") }
      for (line, next) in zip(paragraphs, paragraphs.dropFirst()) {
        let isBroken =
          !line.isEmpty && !next.isEmpty && !line.hasPrefix(" ") && !next.hasPrefix(" ")
        #expect(!isBroken, "\(command): \(line)")
      }
    }
  }

  @Test func `is the manual page too`() throws {
    let folder = FileManager.default.temporaryDirectory
    let page = try Shell.run("recheck manual", in: folder).output
    #expect(page == (try Document.text(of: "Docs/recheck.1")))
    for command in try Self.commands() where command.contains(" ") {
      #expect(page.contains("recheck \(command.replacing("-", with: "\\-"))"), "\(command)")
    }
    let file = Document.root.appendingPathComponent("Docs/recheck.1").path
    let set = try Shell.run(
      "command -v groff > /dev/null || exit 0; groff -man -ww -Tutf8 '\(file)' 2>&1 > /dev/null",
      in: folder)
    #expect(set.output.isEmpty)
    #expect(set.status == 0)
  }
}
