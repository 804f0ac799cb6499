package import Outcomes
import Reporting

/// The course of one measure in a list: all its values, the whole range of the instrument.
package struct LeadingMeasure: Sendable {
  package let label: String
  package let points: [(day: Day, value: Rational)]
  package let range: ClosedRange<Rational>
  package let direction: String
  /// No line is drawn across more days than these.
  package let longestGap: Int

  /// nil where no counted measure of the disease was recorded.
  init?(of disease: Disease, in record: PatientRecord, library: Library) {
    guard let scores = record.leadingScores(for: disease, library: library) else { return nil }
    let scale = scores.yardstick.scale
    label = Wording.label(scores.yardstick.measure, variant: scores.variant)
    points = scores.points
    range = scale.range
    direction = Wording.direction(scale.direction)
    longestGap = disease.longestGap
  }
}
