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

  /// The first counted measure of the disease that was recorded; of several variants the one with the
  /// latest score.
  init?(of disease: Disease, in record: PatientRecord, library: Library) {
    for counted in disease.counted {
      guard let measure = library.measure(counted.measure) else { continue }
      let yardstick = Yardstick(measure: measure, counted: counted)
      let all = record.scores.filter { $0.measure == measure.id }
        .compactMap { score in yardstick.point(score).map { (score, $0.value) } }
        .sorted { ($0.0.day, $0.0.variant) < ($1.0.day, $1.0.variant) }
      guard let latest = all.last?.0 else { continue }
      label = Wording.label(measure, variant: latest.variant)
      points = all.filter { $0.0.variant == latest.variant }.map { (day: $0.0.day, value: $0.1) }
      range = yardstick.scale.range
      direction = Wording.direction(yardstick.scale.direction)
      longestGap = (3 * disease.monitoringWeeks * 7 + 1) / 2
      return
    }
    return nil
  }
}
