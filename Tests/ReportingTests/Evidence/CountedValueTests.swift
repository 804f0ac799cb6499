import Outcomes
import Testing

@testable import Reporting

/// A score is written and drawn by the rule that it is judged by.
@Suite struct `An INCAT is drawn as the adjusted rule counts it` {
  /// Baseline and later score as arms and legs, what is counted, what is written.
  @Test(arguments: [
    ((0, 2), (1, 1), 1, "2 = 1+1, adjusted 1"),
    ((0, 2), (1, 2), 2, "3 = 1+2, adjusted 2"),
    ((1, 2), (0, 2), 3, "2 = 0+2, adjusted 3"),
    ((2, 2), (1, 2), 3, "3"),
    ((3, 3), (3, 2), 5, "5"),
  ])
  func `beside its baseline`(
    _ before: (Int, Int), _ after: (Int, Int), _ counted: Int, _ text: String
  ) {
    let yardstick = Yardstick(
      measure: Fixture.incat, counted: CountedMeasure(measure: Fixture.incat.id))
    func point(_ iso: String, _ grades: (Int, Int)) -> ScorePoint? {
      yardstick.point(Fixture.incat(iso, arms: grades.0, legs: grades.1))
    }
    guard let baseline = point("2024-01-08", before), let later = point("2024-03-08", after) else {
      Issue.record("no point")
      return
    }
    let value = CountedValue(later, since: baseline, yardstick)
    #expect(value.counted == Rational(counted))
    #expect(value.text == text)
    #expect(CountedValue(later, since: nil, yardstick).text == "\(after.0 + after.1)")
  }
}
