/// The response index at the date of every follow-up, each judged with the follow-ups up to it.
struct IndexHistory {
  let measures: CourseMeasures

  init(_ measures: CourseMeasures) { self.measures = measures }

  /// Ascending; dates on which what is judged has a follow-up and the index a value.
  var points: [(day: Day, index: Rational)] { points(from: nil) }

  private func points(from first: Day?) -> [(day: Day, index: Rational)] {
    var points: [(day: Day, index: Rational)] = []
    for day in days where first.map({ day >= $0 }) ?? true {
      let evaluation = CourseEvaluation(measures, until: day, asOf: day)
      guard let index = evaluation.responseIndex,
        measures.hasFollowUp(evaluation.judged, from: day, until: day)
      else { continue }
      points.append((day, index))
    }
    return points
  }

  /// Of every follow-up that stands today, ascending.
  private var days: [Day] {
    let (store, horizon) = (measures.store, measures.window.horizon)
    var days: [Day] = []
    for series in store.series {
      var next: Day?
      for place in series.followUps.reversed() {
        let day = store.followUps[place].day
        guard day <= horizon,
          next.map({ $0 - day >= Conventions.daysBetweenFollowUps }) ?? true
        else { continue }
        next = day
        if !days.contains(day) { days.append(day) }
      }
    }
    return days.sorted()
  }

  /// At two follow-up dates in a row, from the window on, the index was at least 1.
  var hadResponseTwice: Bool {
    guard mayHaveResponded else { return false }
    let late = points(from: measures.window.averagedFrom)
    return zip(late, late.dropFirst()).contains { $0.index >= .one && $1.index >= .one }
  }

  /// The index is a mean of changes: it reaches 1 only if a follow-up reaches its own unit.
  private var mayHaveResponded: Bool {
    for series in measures.store.series {
      guard let unit = series.unit else { continue }
      for place in series.followUps where measures.store.followUps[place].improvement >= unit {
        return true
      }
    }
    return false
  }
}
