import CustomDump
import Outcomes
import Testing

/// The page about judging and the program's own figures say the same.
@Suite struct `The page about responses` {
  @Test func `lists every figure of our own, and no other`() throws {
    let rows = try #require(Document("Docs/response.md").section("12. Our own figures")).rows
    expectNoDifference(
      rows.map { "\($0[0]) \($0[1]) \($0[2])" },
      Conventions.all.map { convention in
        let places = convention.row.components(separatedBy: ", ").map(Self.place)
        return "`\(convention.id)` \(convention.value.plain()) \(convention.unit) "
          + places.joined(separator: ", ")
      })
  }

  @Test func `has every place that a figure names`() throws {
    let page = try Document("Docs/response.md")
    let rows = Set(page.sections.flatMap(\.rows).map { $0[0] })
    for place in Conventions.all.flatMap({ $0.row.components(separatedBy: ", ") })
    where place != "-" {
      let isThere =
        place.contains(".")
        ? rows.contains("R\(place)")
        : page.sections.contains { $0.heading.hasPrefix("\(place). ") }
      #expect(isThere, "\(place)")
    }
  }

  /// As the page writes it: a row, or a whole section.
  private static func place(_ row: String) -> String {
    row == "-" ? "-" : row.contains(".") ? "R\(row)" : "section \(row)"
  }
}
