import Foundation
import Outcomes
import Reporting
import Testing

@Suite struct `The cumulative incidence` {
  private struct Case {
    let courses: [FollowedCourse]
    let day: Int?
    let share: Double
    let variance: Double

    /// A line such as `1,7r 14o 21- 28r 35-,7,1/5,4/125`.
    init?(_ line: Substring) {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == 5 else { return nil }
      courses = cells[1].split(separator: " ").compactMap { text in
        let end: FollowedCourse.End =
          text.hasSuffix("r") ? .response : text.hasSuffix("o") ? .stopped : .open
        return Int(text.dropLast()).map { FollowedCourse(days: $0, end: end) }
      }
      day = Int(cells[2])
      func fraction(_ text: Substring) -> Double {
        let parts = text.split(separator: "/").compactMap { Double($0) }
        return parts.isEmpty ? 0 : parts.count == 1 ? parts[0] : parts[0] / parts[1]
      }
      (share, variance) = (fraction(cells[3]), fraction(cells[4]))
    }
  }

  /// Written by the second implementation, which multiplies matrices in exact fractions.
  @Test func `is that of the second implementation, and so is its variance`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../SecondImplementation/incidence.csv")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count > 150)
    for line in lines {
      let known = try #require(Case(line))
      let curve = CumulativeIncidence(ResponseTimes(known.courses))
      guard let day = known.day else {
        #expect(curve.points.isEmpty)
        continue
      }
      let point = try #require(curve.points.first { $0.day == day })
      #expect(abs(point.share - known.share) < 1e-12, "\(line)")
      #expect(abs(point.variance - known.variance) < 1e-12, "\(line)")
    }
  }

  private func curve(_ ends: (Int, FollowedCourse.End)...) -> CumulativeIncidence {
    CumulativeIncidence(ResponseTimes(ends.map { FollowedCourse(days: $0.0, end: $0.1) }))
  }

  /// By hand: S is 4/5, 3/5, 3/10; F is 1/5 and then 1/5 + 3/5 · 1/2; the variance 0.012 + 0.077 - 0.024.
  @Test func `is worked out by hand`() throws {
    let curve = curve((7, .response), (14, .stopped), (21, .open), (28, .response), (35, .open))
    #expect(curve.share(by: 6) == 0)
    #expect(curve.share(by: 7) == 0.2)
    #expect(curve.share(by: 28) == 0.5)
    #expect(curve.share(by: 35) == 0.5)
    #expect(abs(curve.points[2].variance - 0.065) < 1e-12)
    let interval = try #require(curve.interval(by: 28))
    #expect(abs(interval.lowerBound - 0.05335029169179916) < 1e-9)
    #expect(abs(interval.upperBound - 0.8488030175917752) < 1e-9)
  }

  @Test func `claims nothing where nothing is known`() {
    let short = curve((7, .response), (21, .open))
    #expect(short.share(by: 22) == nil)
    #expect(short.interval(by: 22) == nil)
    #expect(curve().share(by: 0) == nil)
    // Known, and without an interval: none responded yet, or all did.
    #expect(short.interval(by: 6) == nil)
    #expect(curve((7, .response), (9, .response)).share(by: 100) == 1)
    #expect(curve((7, .response), (9, .response)).interval(by: 100) == nil)
  }

  /// What would be counted as still open is not: a stop without a response takes its share for good.
  @Test func `never rises above the share that can still respond`() {
    let curve = curve((7, .stopped), (8, .stopped), (28, .response), (30, .revised))
    #expect(curve.share(by: 400) == 0.25)
  }
}
