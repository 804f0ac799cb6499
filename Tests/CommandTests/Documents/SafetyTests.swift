import Foundation
import Testing

/// `Docs/safety.md` names for each hazard what stops it, and the tests that show it.
@Suite struct `The page about hazards` {
  /// Of each hazard the files that stop it, and the tests by file.
  private static func hazards() throws -> [(name: String, stops: [String], tests: [[String]])] {
    try Document("Docs/safety.md").sections
      .filter { $0.level == 2 && $0.heading != "What remains" }
      .map { section in
        let points = section.points.map(\.quoted)
        return (
          section.heading, points.compactMap(\.first).filter { !$0.hasPrefix("Tests/") },
          points.filter { $0.first?.hasPrefix("Tests/") == true }
        )
      }
  }

  @Test func `has a file that stops each hazard, and a test that shows it`() throws {
    let hazards = try Self.hazards()
    #expect(hazards.count >= 20)
    for hazard in hazards {
      #expect(!hazard.stops.isEmpty, "\(hazard.name)")
      #expect(hazard.tests.contains { $0.count > 1 }, "\(hazard.name)")
      for file in hazard.stops { #expect(Document.exists(file), "\(hazard.name): \(file)") }
    }
  }

  @Test func `names tests that exist`() throws {
    for hazard in try Self.hazards() {
      for point in hazard.tests {
        #expect(point.count > 1, "\(hazard.name): \(point[0]) without a test")
        let text = try Document.text(of: point[0])
        for test in point.dropFirst() {
          let found = Self.beginnings(of: test, in: point[0]).contains(where: text.contains)
          #expect(found, "\(hazard.name): \(point[0]) has no '\(test)'")
        }
      }
    }
  }

  private static func beginnings(of test: String, in file: String) -> [String] {
    if file.hasSuffix(".py") { return ["def \(test)("] }
    if file.hasSuffix(".session") { return ["$ \(test)"] }
    return ["func \(test)(", "func `\(test)`("]
  }
}
