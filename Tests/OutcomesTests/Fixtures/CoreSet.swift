import Outcomes

/// The six core set measures of myositis at one visit.
struct CoreSet {
  var physician: Rational = 5
  var patient: Rational = 5
  var mmt: Rational = 120
  var haq: Rational = Rational(3, over: 2)
  var ck: Rational = 5
  var extramuscular: Rational = 3

  /// Scores of that day, without the measures named; `late` measures so many days later.
  func scores(
    _ offset: Int, without left: [Measure] = [], late: [Measure] = [], by days: Int = 0
  ) -> [Score] {
    let all: [(Measure, Rational)] = [
      (OutcomesTests.physician, physician), (patientGlobal, patient), (mmt150, mmt),
      (OutcomesTests.haq, haq), (OutcomesTests.ck, ck),
      (OutcomesTests.extramuscular, extramuscular),
    ]
    return all.filter { pair in !left.contains { $0.id == pair.0.id } }.map { measure, value in
      score(measure, late.contains { $0.id == measure.id } ? offset + days : offset, value)
    }
  }
}

extension Scenario {
  /// Dermatomyositis with these scores.
  static func myositis(_ scores: [Score]) -> Scenario { Scenario("dm", scores) }
}
