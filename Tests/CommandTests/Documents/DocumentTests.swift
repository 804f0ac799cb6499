import CustomDump
import Foundation
import Testing

/// What the documents say about the project is true of it.
@Suite struct `The documents` {
  @Test func `are there`() {
    let needed = [
      "architecture", "asvs", "data", "extending", "glossary", "protection", "response", "safety",
    ]
    for name in needed { #expect(Document.checked.contains("Docs/\(name).md"), "\(name)") }
  }

  @Test(arguments: Document.checked)
  func `name only files that exist`(path: String) throws {
    for line in try Document(path).lines {
      for named in line.projectPaths { #expect(Document.exists(named), "\(path): \(named)") }
    }
  }

  @Test(arguments: Document.checked)
  func `link to pages and headings that exist`(path: String) throws {
    let document = try Document(path)
    let folder = path.hasPrefix("Docs/") ? "Docs/" : ""
    let text = document.lines.joined(separator: "\n")
    for part in text.components(separatedBy: "](").dropFirst() {
      let target = String(part.prefix { $0 != ")" })
      if target.hasPrefix("https://") { continue }
      let pieces = target.components(separatedBy: "#")
      let page =
        pieces[0].isEmpty
        ? path
        : pieces[0].hasPrefix("../") ? String(pieces[0].dropFirst(3)) : folder + pieces[0]
      guard Document.exists(page) else {
        Issue.record("\(path): there is no \(target)")
        continue
      }
      guard pieces.count > 1 else { continue }
      let anchors = try Document(page).sections.map { Self.anchor($0.heading) }
      #expect(anchors.contains(pieces[1]), "\(path): \(target)")
    }
  }

  /// As GitHub makes it.
  private static func anchor(_ heading: String) -> String {
    String(
      heading.lowercased().compactMap { character in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || "-_".contains(character)
          ? character : nil
      })
  }

  @Test(arguments: Document.checked)
  func `keep their lines short enough to read beside code`(path: String) throws {
    var isCode = false
    for line in try Document(path).lines {
      if line.hasPrefix("```") { isCode.toggle() }
      // A row of a table, a picture and a heading cannot be broken; a point or a word is one line.
      let isWhole = ["|", "!", "- ", "**", "#"].contains(where: line.hasPrefix)
      if !isCode, !isWhole { #expect(line.count <= 140, "\(path): \(line)") }
    }
  }
}

@Suite struct `The page about the house` {
  @Test func `has a row for every target`() throws {
    let package = try Document.text(of: "Package.swift")
    let made = ["  .target(", "  .executableTarget("].flatMap {
      package.components(separatedBy: $0).dropFirst()
    }
    let targets = made.compactMap { target in
      target.components(separatedBy: "name: \"").dropFirst().first.map {
        String($0.prefix { $0 != "\"" })
      }
    }
    let rows = try Document("Docs/architecture.md").section("Targets")?.rows ?? []
    #expect(targets.count >= 10)
    #expect(Set(rows.flatMap { $0[0].quoted }) == Set(targets))
  }

  @Test func `names every room, and no other`() throws {
    for point in try #require(Document("Docs/architecture.md").section("Rooms")).points {
      let target = point.quoted[0]
      let folder = Document.root.appendingPathComponent(target)
      let rooms = try FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: [.isDirectoryKey])
      let found = try rooms.filter {
        let isFolder = try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
        // What was removed from the project may leave an empty folder.
        return try isFolder && !FileManager.default.contentsOfDirectory(atPath: $0.path).isEmpty
      }
      expectNoDifference(
        point.quoted.dropFirst().sorted(), found.map(\.lastPathComponent).sorted(), target)
    }
  }

  @Test func `leaves no target with rooms out`() throws {
    let named = try Document("Docs/architecture.md").section("Rooms")?.points.map { $0.quoted[0] }
    let sources = Document.root.appendingPathComponent("Sources")
    let rooms = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
      .filter { $0.hasSuffix(".swift") }.map { $0.split(separator: "/") }
    let targets = Set(rooms.filter { $0.count > 2 }.map { "Sources/\($0[0])" })
    #expect(targets.isSubset(of: named ?? []))
  }
}

@Suite struct `The change log` {
  /// `1.0.0` of `## 1.0.0, 2026-11-21`.
  private static func versions() throws -> [String] {
    try Document("CHANGELOG.md").sections.filter { $0.level == 2 }
      .map { String($0.heading.prefix { $0 != "," }) }
  }

  @Test func `ends with the version that the program names`() throws {
    let folder = FileManager.default.temporaryDirectory
    let version = try Shell.run("recheck --version", in: folder).output
    let versions = try Self.versions()
    #expect(versions.first == "Unreleased")
    #expect(versions.dropFirst().first.map { $0 + "\n" } == version)
  }

  @Test func `names a version that stands in one place in code`() throws {
    let version = try #require(try Self.versions().dropFirst().first)
    let sources = Document.root.path + "/Sources"
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources)
      .filter { $0.hasSuffix(".swift") }
    let naming = try files.filter {
      try Document.text(of: "Sources/\($0)").contains("\"\(version)\"")
    }
    #expect(naming == ["Command/Recheck.swift"])
  }
}

@Suite struct `The glossary` {
  @Test func `gives every word one meaning`() throws {
    let words = try Document("Docs/glossary.md").lines.filter { $0.hasPrefix("**") }
      .map { String($0.dropFirst(2).prefix { $0 != "*" }) }
    #expect(words.count >= 60)
    for (word, same) in Dictionary(grouping: words, by: { $0.lowercased() }) {
      #expect(same.count == 1, "\(word)")
    }
    for word in ["Window", "Answer", "Verification", "Audit", "Trail"] {
      #expect(words.contains(word + "."), "\(word)")
    }
  }
}
