/// A score reduced to what comparing needs; plain numbers alone.
struct PointRow: Sendable {
  var day: Day
  var value: Rational
  /// The arm grade, for the adjusted INCAT rule only.
  var arms: Rational?
  /// Position among the patient's ``PatientScores``; -1 for a set of a composite.
  var place: Int
  /// Position among the kinds of ``PatientScores``.
  var kind: Int
}

/// A score after the start of a course, with its difference to the baseline.
struct FollowUpRow: Sendable {
  var point: PointRow
  /// Oriented: positive is better.
  var improvement: Rational

  var day: Day { point.day }
}

/// A score reduced to what comparing needs, with the score itself.
package struct ScorePoint: Sendable {
  let row: PointRow
  package let score: Score

  package var day: Day { row.day }
  package var value: Rational { row.value }
  /// The arm grade, for the adjusted INCAT rule only.
  package var arms: Rational? { row.arms }
}

/// A score after the start of a course, with its difference to the baseline.
package struct FollowUp: Sendable {
  package let point: ScorePoint
  /// Oriented: positive is better.
  package let improvement: Rational

  package var day: Day { point.day }
}
