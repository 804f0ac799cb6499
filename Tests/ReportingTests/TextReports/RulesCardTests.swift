import Outcomes
import Reporting
import Testing

@Suite struct `The card of our own figures` {
  private var lines: [Substring] {
    RulesCard.text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test func `begins with what it is`() {
    #expect(lines.first == "Conventions: the program's own figures")
    #expect(lines.contains { $0.hasPrefix("Name ") && $0.hasSuffix("Row") })
  }

  @Test func `has a row for each figure`() {
    for convention in Conventions.all {
      let rows = lines.filter { $0.hasPrefix("\(convention.id) ") }
      #expect(rows.count == 1, "\(convention.id)")
      #expect(rows.first?.contains(" \(convention.value.plain()) ") == true, "\(convention.id)")
    }
    #expect(lines.allSatisfy { $0.count <= 100 })
  }
}
