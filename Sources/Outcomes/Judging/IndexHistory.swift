/// The response index at the date of every follow-up, each judged with the follow-ups up to it.
struct IndexHistory {
  let measures: CourseMeasures

  init(_ measures: CourseMeasures) { self.measures = measures }

  /// Ascending; dates on which what is judged has a follow-up and the index a value.
  var points: [(day: Day, index: Rational)] {
    let horizon = measures.window.horizon
    let all = measures.singles + [measures.composite].compactMap(\.self)
    let days = Set(all.flatMap { $0.followUps(until: horizon).map(\.day) }).sorted()
    return days.compactMap { day in
      let evaluation = CourseEvaluation(measures, until: day, asOf: day)
      guard evaluation.series.contains(where: { $0.hasFollowUp(from: day, until: day) }) else {
        return nil
      }
      return evaluation.responseIndex.map { (day, $0) }
    }
  }

  /// At two follow-up dates in a row, from the window on, the index was at least 1.
  var hadResponseTwice: Bool {
    guard mayHaveResponded else { return false }
    let late = points.filter { $0.day >= measures.window.averagedFrom }
    return zip(late, late.dropFirst()).contains { $0.index >= .one && $1.index >= .one }
  }

  /// The index is a mean of changes: it reaches 1 only if a follow-up reaches its own unit.
  private var mayHaveResponded: Bool {
    (measures.singles + [measures.composite].compactMap(\.self)).contains { series in
      series.unit.map { unit in series.followUps.contains { $0.improvement >= unit } } ?? false
    }
  }
}
