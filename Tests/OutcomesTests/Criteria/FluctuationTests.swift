import Outcomes
import Testing

/// response.md section 9: fluctuations, and the turn to acute-onset CIDP.
@Suite struct FluctuationTests {
  private typealias Pairs = [(Int, Rational)]

  private func flags(
    _ grades: Pairs, mrc sums: Pairs = [], onset: Int? = nil, stop: Int? = 4, at offset: Int = 600
  ) -> [FlagKind] {
    let scores =
      grades.map { score(gbsDS, $0.0, $0.1) } + sums.map { score(mrc, $0.0, $0.1) }
    return flags(scores, onset: onset, stop: stop, at: offset)
  }

  private func flags(_ scores: [Score], onset: Int?, stop: Int?, at offset: Int) -> [FlagKind] {
    var record = Scenario("gbs", stop: stop, scores).record
    record.diagnoses[0].onsetOn = onset.map { day($0) }
    return library.judge(record, asOf: day(offset)).flags.map(\.kind)
      .filter { $0 == .treatmentRelatedFluctuation || $0 == .acuteOnsetCIDP }
  }

  @Test(
    arguments: [
      ([(0, 4), (10, 3), (20, 4)], true),
      // Unchanged over 7 days, over 6; interrupted; begun before the first dose.
      ([(0, 4), (7, 4), (12, 5)], true), ([(0, 4), (6, 4), (12, 5)], false),
      ([(0, 4), (3, 5), (7, 4), (12, 5)], true), ([(0, 3), (3, 4), (9, 4), (12, 5)], false),
      ([(-3, 4), (4, 4), (10, 5)], false), ([(-3, 4), (0, 4), (7, 4), (10, 5)], true),
      // The way down to the nadir, and a recovery.
      ([(0, 3), (5, 4), (10, 5)], false), ([(0, 4), (10, 3), (20, 2)], false),
    ] as [([(Int, Rational)], Bool)])
  func `worse by one grade after an improvement or a stabilisation`(
    grades: [(Int, Rational)], isFluctuation: Bool
  ) {
    #expect(flags(grades).contains(.treatmentRelatedFluctuation) == isFluctuation)
  }

  @Test(arguments: [(44, true), (45, false), (46, false)])
  func `or by more than 5 points of the sum score`(sum: Int, isFluctuation: Bool) {
    let found = flags(
      [(0, 4), (10, 3), (20, 3)], mrc: [(2, 40), (10, 50), (20, Rational(sum))])
    #expect(found.contains(.treatmentRelatedFluctuation) == isFluctuation)
  }

  @Test(
    arguments: [
      (56, nil, true), (57, nil, false), (46, -10, true), (47, -10, false),
    ] as [(Int, Int?, Bool)])
  func `at most 56 days after the onset, after the first dose where it is not known`(
    offset: Int, onset: Int?, isFluctuation: Bool
  ) {
    let found = flags([(0, 4), (10, 3), (offset, 4)], onset: onset)
    #expect(found == (isFluctuation ? [.treatmentRelatedFluctuation] : []))
  }

  @Test(
    arguments: [
      ([(0, 4), (10, 3), (57, 4)], false), ([(0, 4), (10, 3), (57, 4), (60, 4)], true),
      ([(0, 4), (10, 3), (57, 4), (60, 3)], false), ([(0, 4), (10, 3), (57, 5)], true),
    ] as [([(Int, Rational)], Bool)])
  func `later, two scores in a row or two grades ask for CIDP`(
    grades: [(Int, Rational)], isTurn: Bool
  ) {
    #expect(flags(grades).contains(.acuteOnsetCIDP) == isTurn)
  }

  @Test func `the third fluctuation asks for CIDP, each after a new stabilisation`() {
    let two: Pairs = [(0, 4), (5, 3), (10, 4), (15, 3), (20, 4)]
    #expect(flags(two) == [.treatmentRelatedFluctuation])
    let third = flags(two + [(25, 3), (30, 4)])
    #expect(Set(third) == [.treatmentRelatedFluctuation, .acuteOnsetCIDP])
    // Worse again without one in between is the same worsening.
    #expect(flags([(0, 3), (5, 2), (10, 3), (15, 4), (20, 5)]) == [.treatmentRelatedFluctuation])
  }

  @Test(arguments: [(-14, true), (-15, false)])
  func `scores are read from 14 days before the first dose`(first: Int, isFluctuation: Bool) {
    let found = flags([(first, 4), (0, 3), (20, 4)])
    #expect(found.contains(.treatmentRelatedFluctuation) == isFluctuation)
  }

  @Test func `up to the day of judging, whatever the horizon of the course`() {
    let grades: Pairs = [(0, 4), (10, 3), (300, 5)]
    #expect(flags(grades, at: 299).isEmpty)
    #expect(flags(grades, at: 300) == [.acuteOnsetCIDP])
    #expect(flags(grades, stop: nil, at: 900) == [.acuteOnsetCIDP])
  }

  @Test func `scores of different walking distance are never compared`() {
    let scores = [
      score(gbsDS, 0, 4, "distance=10"), score(gbsDS, 10, 3, "distance=10"),
      score(gbsDS, 20, 4, "distance=5"),
    ]
    #expect(flags(scores, onset: nil, stop: 4, at: 600).isEmpty)
    let same = Array(scores.dropLast()) + [score(gbsDS, 20, 4, "distance=10")]
    #expect(flags(same, onset: nil, stop: 4, at: 600) == [.treatmentRelatedFluctuation])
  }

  @Test func `these two flags are those that definitions raise`() {
    #expect(FlagKind.ofCriteria == [.treatmentRelatedFluctuation, .acuteOnsetCIDP])
    let scores = [score(gbsDS, 0, 4), score(gbsDS, 10, 3), score(gbsDS, 20, 4)]
    let flag = Scenario("gbs", scores).all(at: 60).flags
      .first { $0.kind == .treatmentRelatedFluctuation }
    #expect(flag?.since == day(20))
    #expect(!Scenario("mrc", scores).flags(at: 60).contains(.treatmentRelatedFluctuation))
  }

  @Test func `the fall of the sum score on the way to the nadir is no worsening`() {
    // Strong on day 2, at the worst on day 8, the same grade until day 15.
    let grades: Pairs = [(0, 4), (8, 5), (15, 5), (20, 5)]
    #expect(flags(grades, mrc: [(2, 50), (8, 40), (15, 40), (20, 35)]).isEmpty)
    let fallen = flags(grades, mrc: [(2, 50), (8, 40), (15, 40), (20, 34)])
    #expect(fallen == [.treatmentRelatedFluctuation])
  }

  @Test func `what got better before the first dose is no effect of it`() {
    #expect(flags([(-10, 4), (-3, 3), (4, 4)]).isEmpty)
    #expect(flags([(-10, 4), (0, 3), (4, 4)]) == [.treatmentRelatedFluctuation])
  }

  @Test func `one attack raises one flag, from the first immunotherapy under it, judged or not`() {
    let scores = [score(gbsDS, 0, 4), score(gbsDS, 10, 3), score(gbsDS, 20, 4)]
    let judged = Scenario(
      "gbs", therapy: "elsewhere", stop: 4, scores, others: [course("drug", 30)]
    )
    .all(at: 60)
    let found = judged.flags.filter { $0.kind == .treatmentRelatedFluctuation }
    #expect(found.map { judged.course(of: $0)?.course.therapy.text } == ["elsewhere"])
  }
}
