import Foundation

/// A document of the project, read as a person reads it: sections, tables, lists and blocks of code.
struct Document {
  /// The project's folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The documents whose words are checked against the project.
  static let checked: [String] =
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    + ((try? FileManager.default.contentsOfDirectory(atPath: root.path + "/Docs")) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted().map { "Docs/\($0)" }

  let path: String
  let lines: [String]

  init(_ path: String) throws {
    self.path = path
    lines = try Self.text(of: path).components(separatedBy: "\n")
  }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  /// Whether a file of tests has a test of that name; of a session, a command that begins so.
  static func hasTest(_ name: String, in file: String) throws -> Bool {
    let beginnings: [String]
    if file.hasSuffix(".py") {
      beginnings = ["def \(name)("]
    } else if file.hasSuffix(".session") {
      beginnings = ["$ \(name)"]
    } else {
      beginnings = ["func \(name)(", "func `\(name)`("]
    }
    let content = try Self.text(of: file)
    return beginnings.contains(where: content.contains)
  }
}

// MARK: - Parts

extension Document {
  struct Section {
    /// 1 for `#`, 2 for `##` ...
    var level: Int
    var heading: String
    /// Up to the next heading of any level.
    var lines: [String]
  }

  /// Headings in blocks of code do not count.
  var sections: [Section] {
    var found: [Section] = []
    var isCode = false
    for line in lines {
      if line.hasPrefix("```") { isCode.toggle() }
      if !isCode, line.hasPrefix("#"), let blank = line.firstIndex(of: " ") {
        let level = line.distance(from: line.startIndex, to: blank)
        found.append(
          Section(level: level, heading: String(line[line.index(after: blank)...]), lines: []))
      } else if !found.isEmpty {
        found[found.count - 1].lines.append(line)
      }
    }
    return found
  }

  func section(_ heading: String) -> Section? { sections.first { $0.heading == heading } }

  struct Block {
    var language: String
    var lines: [String]
    /// Position of its first line in the document.
    var first: Int
  }

  /// The blocks of code, in order.
  var blocks: [Block] {
    var found: [Block] = []
    var open: Block?
    for (position, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        if let block = open { found.append(block) }
        open =
          open == nil
          ? Block(language: String(line.dropFirst(3)), lines: [], first: position + 1) : nil
      } else {
        open?.lines.append(line)
      }
    }
    return found
  }
}

extension Document.Section {
  /// The cells of the section's tables, without the line of headings and the rule under it.
  var rows: [[String]] {
    var rows: [[String]] = []
    var isBody = false
    for line in lines {
      guard line.hasPrefix("|") else {
        isBody = false
        continue
      }
      let cells = line.dropFirst().dropLast().components(separatedBy: " | ")
        .map { $0.trimmingCharacters(in: .whitespaces) }
      if line.hasPrefix("|---") { isBody = true } else if isBody { rows.append(cells) }
    }
    return rows
  }

  /// The points of the section's lists, each in one line.
  var points: [String] {
    var points: [String] = []
    for line in lines {
      if line.hasPrefix("- ") {
        points.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("  "), !points.isEmpty {
        points[points.count - 1] += " " + line.trimmingCharacters(in: .whitespaces)
      }
    }
    return points
  }
}

// MARK: - Words

extension String {
  /// What stands between backticks, in order.
  var quoted: [String] {
    components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  /// The files and folders of the project that the text names, without a slash at the end.
  ///
  /// Of a pattern such as `Measures/measures/*/mg-adl.yaml` the folder before the first asterisk.
  var projectPaths: [String] {
    let folders = "Sources|Tests|Measures|Reports|Docs|Scripts|Benchmarks|Plugins|\\.ci"
    let files = "README\\.md|CONTRIBUTING\\.md|CHANGELOG\\.md|Package\\.swift"
    let pattern = "(?<![A-Za-z0-9_/.-])((\(folders))/[A-Za-z0-9_/.-]*|(\(files))(?![A-Za-z0-9_]))"
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    return expression.matches(in: self, range: NSRange(startIndex..., in: self)).compactMap {
      Range($0.range, in: self).map { range in
        String(self[range].reversed().drop { $0 == "." || $0 == "/" || $0 == "-" }.reversed())
      }
    }
  }
}
