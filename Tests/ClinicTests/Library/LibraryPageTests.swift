import Clinic
import CustomDump
import Foundation
import Testing

@Suite struct `The library page` {
  @Test func `is current`() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Measures/LIBRARY.md")
    let committed = try String(contentsOf: file, encoding: .utf8)
    expectNoDifference(committed, try Definitions.load(nil).libraryPage)
  }

  @Test func `would report a difference`() {
    withKnownIssue { expectNoDifference("a", "b") }
  }
}
