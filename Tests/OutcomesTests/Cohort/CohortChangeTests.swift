import Testing

@testable import Outcomes

/// How one measure changed in many courses.
@Suite struct CohortChangeTests {
  @Test(
    arguments: [
      ([1], 1, 1...1), ([4, 1], Rational(5, over: 2), 1...4), ([9, 2, 4], 4, 2...9),
      ([7, 1, 3, 5], 4, 2...6), ([8, 2, 6, 4, 10], 6, 3...9),
    ] as [([Rational], Rational, ClosedRange<Rational>)])
  func `has the middle half between the medians of the lower and the upper half`(
    _ improvements: [Rational], _ median: Rational, _ half: ClosedRange<Rational>
  ) {
    let courses = improvements.map { improvement in
      CourseChange(
        measure: .init("mg-adl"),
        // Only the last one in the weeks 4 to 8 counts; before the first dose none does.
        points: [-1: 99, 27: 99, 28: 99, 55: improvement, 56: 99].sorted { $0.key < $1.key }
          .map { (days: $0.key, improvement: $0.value) }, meaningful: nil)
    }
    let spans = CohortChange(measure: .init("mg-adl"), courses: courses).spans
    #expect(spans.map(\.weeks) == [0..<4, 4..<8, 8..<12])
    #expect(spans[1].courses == improvements.count)
    #expect((spans[1].median, spans[1].middleHalf) == (median, half))
  }
}
