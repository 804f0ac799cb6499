import Outcomes
import Testing

/// Our own figures, as they are shown.
@Suite struct `Conventions` {
  @Test func `each has a name of its own, a unit, a reason and the mark of a convention`() {
    let all = Outcomes.Conventions.all
    #expect(Set(all.map(\.id)).count == all.count)
    for convention in all {
      #expect(!convention.unit.isEmpty && !convention.reason.isEmpty, "\(convention.id)")
      #expect(!convention.reason.hasSuffix("."), "\(convention.id)")
      #expect(convention.verification == .convention, "\(convention.id)")
      #expect(convention.row == "-" || convention.row.first?.isNumber == true, "\(convention.id)")
    }
  }

  @Test(
    arguments: [
      ("judged-follow-ups", "3"), ("days-between-follow-ups", "7"), ("most-change", "2"),
      ("response", "1"), ("partial", "0.5"), ("worse", "-1"), ("possibly-worse", "-0.5"),
      ("days-before-deadline", "7"), ("monitoring-intervals", "1.5"), ("active-days", "182"),
      ("criterion-days", "56"), ("steroid-days", "56"), ("unusual-share", "0.5"),
    ])
  func `the figures that judge are as agreed`(id: String, value: String) {
    let convention = Outcomes.Conventions.all.first { $0.id == id }
    #expect(convention?.value.plain() == value)
  }

  @Test(
    arguments: [(1, 7, 11, 10), (2, 14, 21, 21), (13, 91, 137, 136), (26, 182, 273, 273)]
      as [(Int, Int, Int, Int)])
  func `scores are overdue after one and a half intervals, half a day counted as one`(
    weeks: Int, interval: Int, longest: Int, lastInTime: Int
  ) {
    let disease = Disease(
      id: .init("d"), name: "d", short: "d", group: .muscle, counted: [], monitoringWeeks: weeks,
      monitoringEvidence: evidence)
    #expect(disease.monitoringDays == interval)
    #expect(disease.longestGap == longest)
    #expect(!disease.isOverdue(after: lastInTime))
    #expect(disease.isOverdue(after: lastInTime + 1))
  }
}
