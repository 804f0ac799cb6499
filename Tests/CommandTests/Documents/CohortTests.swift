import Foundation
import Outcomes
import Reporting
import Testing

@Suite struct `The page about the cohort` {
  @Test func `lists the columns of every table`() throws {
    let rows = try Document("Docs/cohort.md").section("Columns")?.rows ?? []
    #expect(
      rows.map { $0.joined(separator: " ") }
        == CohortTables.allCases.map { table in
          "`\(table.rawValue)` `\(table.columns.map(\.key).joined(separator: ","))`"
        })
  }

  @Test func `puts every verdict into its share`() throws {
    let rows = try Document("Docs/cohort.md").section("Shares")?.rows ?? []
    for (row, share) in zip(rows, CohortCourse.Share.allCases) {
      #expect(row[0] == "`\(share.rawValue)`")
      if share == .notDecided { continue }
      let verdicts = CourseVerdict.allCases.filter { CohortCourse.Share($0) == share }
      #expect(Set(row[1].components(separatedBy: ", ")) == Set(verdicts.map(\.rawValue)))
    }
    #expect(rows.count == CohortCourse.Share.allCases.count)
  }
}
