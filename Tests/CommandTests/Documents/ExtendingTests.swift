import CustomDump
import Foundation
import Testing

/// `Docs/extending.md` says which files an addition touches; its table counts them.
@Suite struct `The page about additions` {
  private static let path = "Docs/extending.md"

  @Test func `lists files that exist, one in each point, none twice`() throws {
    for section in try Document(Self.path).sections where !section.points.isEmpty {
      var seen: Set<String> = []
      for point in section.points {
        let file = try #require(point.quoted.first, "\(section.heading): \(point)")
        #expect(point.hasPrefix("`\(file)`: "), "\(section.heading): \(point)")
        #expect(Document.exists(file), "\(section.heading): \(file)")
        #expect(seen.insert(file).inserted, "\(section.heading): \(file)")
      }
    }
  }

  @Test func `counts in its table the files of every section`() throws {
    let document = try Document(Self.path)
    let counted = document.sections.filter { !$0.points.isEmpty }.map { section in
      let files = section.points.compactMap(\.quoted.first)
      let tests = files.filter { $0.hasPrefix("Tests/") }
      return [section.heading, "\(files.count - tests.count)", "\(tests.count)"]
    }
    let table = try #require(document.section("How many files an addition touches")).rows
    let stated = table.map { row in
      let heading = row[0].drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
      return [String(heading), row[2], row[3]]
    }
    #expect(counted.count >= 9)
    expectNoDifference(stated, counted)
  }
}
