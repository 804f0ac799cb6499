import CustomDump
import Foundation
import Testing

/// `Docs/asvs.md` goes through OWASP's list, point by point, with what does it and what shows it.
@Suite struct `The page about OWASP's list` {
  /// How many points of levels 1 and 2 each section of ASVS 5.0.0 has; they come first in it, from 1.
  private static let sections: [String: Int] = [
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2,
    "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2,
    "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1,
    "9.1": 3, "9.2": 4,
    "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3,
    "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4,
    "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3,
    "17.1": 1, "17.2": 4, "17.3": 2,
  ]

  private struct Row {
    let chapter: String
    let points: [String]
    let standing: String
    let why: String

    var name: String { points.first ?? "a row without a point" }
  }

  /// In the order of the table of counts.
  private static let standings = ["met", "not applicable", "outside", "not met"]

  private static func rows() throws -> [Row] {
    var rows: [Row] = []
    for section in try Document("Docs/asvs.md").sections
    where section.level == 2 && section.heading != "Counts" {
      for cells in section.rows {
        try #require(cells.count == 4, "\(section.heading): \(cells)")
        rows.append(
          Row(
            chapter: section.heading, points: numbers(cells[0]), standing: cells[2], why: cells[3]))
      }
    }
    return rows
  }

  /// Of `1.2.6, 1.2.7` or `10.4.1 to 10.4.11`.
  private static func numbers(_ text: String) -> [String] {
    let ends = text.components(separatedBy: " to ")
    guard ends.count == 2 else { return text.components(separatedBy: ", ") }
    let section = ends[0].split(separator: ".").dropLast().joined(separator: ".")
    let bounds = ends.compactMap { Int($0.split(separator: ".").last ?? "") }
    guard bounds.count == 2, bounds[0] < bounds[1] else { return [text] }
    return (bounds[0]...bounds[1]).map { "\(section).\($0)" }
  }

  /// The files that a text names, and the tests that are listed after one: `FILE`: `ONE`, `TWO`.
  private static func named(_ text: String) -> [(file: String, tests: [String])] {
    let folders = [
      "Sources/", "Tests/", "Measures/", "Reports/", "Docs/", "Scripts/", "Benchmarks/",
      "Packaging/",
    ]
    let parts = text.components(separatedBy: "`")
    var found: [(file: String, tests: [String])] = []
    var isList = false
    for place in stride(from: 1, to: parts.count - 1, by: 2) {
      let word = parts[place]
      if folders.contains(where: word.hasPrefix) {
        found.append((file: word, tests: []))
        isList = word.hasPrefix("Tests/") && parts[place + 1] == ": "
      } else if isList, [": ", ", "].contains(parts[place - 1]) {
        found[found.count - 1].tests.append(word)
      } else {
        isList = false
      }
    }
    return found
  }

  @Test func `has every point of levels 1 and 2, and each once`() throws {
    let due = Self.sections.flatMap { section, count in (1...count).map { "\(section).\($0)" } }
    #expect(due.count == 253)
    let named = try Self.rows().flatMap(\.points)
    expectNoDifference(named.sorted(), due.sorted())
  }

  @Test func `counts how its points stand`() throws {
    func counts(_ rows: [Row]) -> [String] {
      Self.standings.map { standing in
        let points = rows.filter { $0.standing == standing }.map(\.points.count)
        return "\(points.reduce(0, +))"
      }
    }
    let rows = try Self.rows()
    var due: [[String]] = []
    for chapter in rows.map(\.chapter) where chapter != due.last?.first {
      due.append([chapter] + counts(rows.filter { $0.chapter == chapter }))
    }
    due.append(["all"] + counts(rows))
    let stated = try #require(Document("Docs/asvs.md").section("Counts")).rows
    expectNoDifference(stated, due)
  }

  @Test func `says of every point how it stands, and what is missing`() throws {
    for row in try Self.rows() {
      #expect(Self.standings.contains(row.standing), "\(row.name): \(row.standing)")
      #expect(row.why.count >= 8, "\(row.name)")
      if row.standing == "not met" {
        #expect(row.why.contains("It would take "), "\(row.name): what would it take?")
      }
    }
  }

  @Test func `names files and tests that exist, and shows what is met`() throws {
    for row in try Self.rows() {
      let named = Self.named(row.why)
      for (file, tests) in named {
        #expect(Document.exists(file), "\(row.name): \(file)")
        for test in tests {
          let found = try Document.hasTest(test, in: file)
          #expect(found, "\(row.name): \(file) has no '\(test)'")
        }
      }
      if row.standing == "met" {
        let isShown = named.contains { !$0.tests.isEmpty } || row.why.contains("seen by reading")
        #expect(isShown, "\(row.name): neither a test nor a word on how it was seen")
      }
    }
  }
}
