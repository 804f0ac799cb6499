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
    #expect(text.contains("The middle half of them is shaded. Median in weeks 40 to 44: +2 points"))
    #expect(text.contains("to 44: +2 points, 3000 courses."))
  }

  /// Below, at and above the limit.
  @Test(arguments: [99, 100, 101]) func `shades the middle half where lines would be too many`(
    _ courses: Int
  ) {
    let drawn = SVGChanges(change(courses: courses), measure: "INCAT", unit: "points").markup
    let text = String(decoding: drawn.bytes, as: UTF8.self)
    let lines = text.components(separated: "class=\"course\"").count - 1
    #expect(lines == (courses > 100 ? 0 : courses))
    #expect(text.contains("class=\"half\"") == (courses > 100))
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
