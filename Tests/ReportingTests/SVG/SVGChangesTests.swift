import Testing

@testable import Outcomes
@testable import Reporting

/// The curve of how a measure changed.
@Suite struct SVGChangesTests {
  private func change(courses: Int) -> CohortChange {
    let all = (0..<courses).map { number in
      CourseChange(
        measure: .init("incat"),
        points: (1...10).map { (days: $0 * 28 + number % 7, improvement: Rational(number % 5)) },
        meaningful: .one)
    }
    return CohortChange(measure: .init("incat"), courses: all)
  }

  /// What is worked out of all courses is worked out once: with three thousand of them the page
  /// answered after minutes.
  @Test(.timeLimit(.minutes(1))) func isDrawnOfThousandsOfCourses() {
    let drawn = SVGChanges(change(courses: 3000), measure: "INCAT", unit: "points").markup
    let text = String(decoding: drawn.bytes, as: UTF8.self)
    #expect(text.components(separated: "class=\"course\"").count == 3001)
    #expect(text.contains("Median in weeks 40 to 44: +2 points, 3000 courses."))
  }

  @Test func endsWhereTheCoursesEnd() {
    let one = CourseChange(
      measure: .init("incat"), points: [(days: 30, improvement: .one)], meaningful: .one)
    let drawn = SVGChanges(
      CohortChange(measure: .init("incat"), courses: [one]), measure: "INCAT", unit: "points")
    let text = String(decoding: drawn.markup.bytes, as: UTF8.self)
    #expect(text.contains(">24<"))
    #expect(!text.contains(">32<"))
  }
}
