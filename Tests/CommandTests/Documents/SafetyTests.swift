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
        for test in point.dropFirst() {
          let found = try Document.hasTest(test, in: point[0])
          #expect(found, "\(hazard.name): \(point[0]) has no '\(test)'")
        }
      }
    }
  }
}
