/// How one measure changed in the courses of a group.
package struct CohortChange: Sendable {
  package let measure: Measure.ID
  package let courses: [CourseChange]

  /// One meaningful change, where it is the same in every course.
  package var meaningful: Rational? {
    guard let first = courses.first else { return nil }
    return courses.allSatisfy { $0.meaningful == first.meaningful } ? first.meaningful : nil
  }

  /// How the courses stand in a span of four weeks.
  package struct Span: Hashable, Sendable {
    /// Weeks since the first dose, the first inclusive, the last exclusive.
    package let weeks: Range<Int>
    /// Courses with a follow-up in the span; of several their last one counts.
    package let courses: Int
    package let median: Rational
    /// From the median of the lower half to that of the upper one; the middle value of an odd number is
    /// in neither.
    package let middleHalf: ClosedRange<Rational>

    /// nil without courses.
    fileprivate init?(_ weeks: Range<Int>, _ improvements: [Rational]) {
      let sorted = improvements.sorted()
      let half = sorted.count / 2
      guard let median = Rational.median(sorted[...]) else { return nil }
      self.weeks = weeks
      courses = sorted.count
      self.median = median
      let ends = (Rational.median(sorted.prefix(half)), Rational.median(sorted.suffix(half)))
      middleHalf = (ends.0 ?? median)...(ends.1 ?? median)
    }
  }

  /// Weeks.
  package static let spanWeeks = 4
  package static let lastWeek = 52

  /// Ascending; spans without a follow-up are left out.
  package var spans: [Span] {
    let days = Self.spanWeeks * 7
    var improvements: [[Rational]] = Array(repeating: [], count: Self.lastWeek / Self.spanWeeks)
    for course in courses {
      let points = course.points
      for (place, point) in points.enumerated() where point.days >= 0 {
        let span = point.days / days
        let isLast = place + 1 == points.count || points[place + 1].days / days > span
        if isLast, span < improvements.count { improvements[span].append(point.improvement) }
      }
    }
    return improvements.enumerated().compactMap { span, values in
      let first = span * Self.spanWeeks
      return Span(first..<first + Self.spanWeeks, values)
    }
  }
}

extension Rational {
  /// Of ascending values; of an even number the mean of the middle two; nil of none.
  package static func median(_ sorted: some RandomAccessCollection<Rational>) -> Rational? {
    guard !sorted.isEmpty else { return nil }
    func value(_ place: Int) -> Rational {
      sorted[sorted.index(sorted.startIndex, offsetBy: place)]
    }
    return (value((sorted.count - 1) / 2) + value(sorted.count / 2)) / 2
  }
}
