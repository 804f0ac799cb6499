package import Outcomes
import Reporting

/// The course of one measure in a list: all its values, the whole range of the instrument.
package struct LeadingMeasure: Sendable {
  /// `ONLS`; how it was taken only where that is not as usual.
  package let label: String
  package let points: [(day: Day, value: Rational)]
  package let range: ClosedRange<Rational>
  package let direction: String
  /// No line is drawn across more days than these.
  package let longestGap: Int
  /// The baseline of the course in question; nil: it has none in this measure.
  package let baseline: Rational?

  /// nil where no counted measure of the disease was recorded.
  ///
  /// - Parameter course: whose baseline stands before the latest value.
  init?(
    of disease: Disease, in record: PatientRecord, _ course: CourseJudgement?, library: Library
  ) {
    guard let scores = record.leadingScores(for: disease, library: library) else { return nil }
    let scale = scores.yardstick.scale
    let measure = scores.yardstick.measure
    label = Wording.label(measure, variant: measure.unusual(in: scores.variant))
    points = scores.points
    range = scale.range
    direction = Wording.direction(scale.direction)
    longestGap = disease.longestGap
    let judged = course?.measures.filter {
      $0.measure.id == scores.yardstick.measure.id && $0.series.composite == nil
    }
    baseline =
      (judged?.first { $0.variant == scores.variant } ?? judged?.first)?.baseline?.value
  }
}
