import Outcomes
import Reporting
import Testing

@Suite struct `Counts for others` {
  @Test(
    arguments: [
      // All large enough.
      ([5, 6, 7], [0, 1, 2]),
      // One small count could be found by subtraction: the smallest other goes with it.
      ([4, 6, 7], [2]), ([0, 20, 7], [1]),
      // Two small ones that are under 5 together tell too much.
      ([1, 2, 30, 9], [2]), ([4, 1, 30, 9], [2, 3]),
      ([4, 4], []), ([5], [0]), ([3], []),
    ] as [([Int], [Int])])
  func `hide what is under five, and enough beside it`(counts: [Int], shown: [Int]) {
    #expect(SmallCounts.shown(counts) == Set(shown))
  }

  /// Whoever knows the sum and what is shown cannot tell a hidden count under 5 from one that is larger.
  @Test func `never leave a small count to be found`() {
    for number in 0..<3_125 {
      let counts = [
        number % 5 * 3, number / 5 % 5 * 2, number / 25 % 5, number / 125 % 5, number / 625,
      ]
      let shown = SmallCounts.shown(counts)
      let hidden = counts.indices.filter { !shown.contains($0) }
      #expect(shown.allSatisfy { counts[$0] >= SmallCounts.fewest })
      if !hidden.isEmpty, hidden.count < counts.count {
        #expect(hidden.count >= 2)
        #expect(hidden.reduce(0) { $0 + counts[$1] } >= SmallCounts.fewest)
      }
    }
  }

  @Test(arguments: [(5, 10, true), (4, 10, false), (5, 9, false), (0, 0, false)])
  func `show a share only where both parts are large`(count: Int, of: Int, shows: Bool) {
    #expect(SmallCounts.mayShow(Portion(count, of: of)) == shows)
  }
}
