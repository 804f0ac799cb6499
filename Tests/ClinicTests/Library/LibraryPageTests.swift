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
    let page = try Definitions.load(nil).libraryPage(madeBy: "recheck measures page")
    expectNoDifference(committed, page)
  }

  @Test func `would report a difference`() {
    withKnownIssue { expectNoDifference("a", "b") }
  }
}
