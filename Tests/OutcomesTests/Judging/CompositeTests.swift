import Outcomes
import Testing

/// The Total Improvement Score: bands, totals, and what it must not hide.
@Suite struct CompositeTests {
  private func series(_ before: CoreSet, _ after: CoreSet) throws -> CompositeSeries {
    let judged = try Scenario.myositis(before.scores(0) + after.scores(50)).judged(at: 60)
    #expect(!judged.compositeIsIncomplete)
    #expect(judged.measures.map(\.measure.id) == [tis.id])
    return try #require(judged.measures.first?.series.composite)
  }

  private func points(_ before: CoreSet, _ after: CoreSet) throws -> [Rational] {
    let series = try series(before, after)
    let points = series.contributions(to: try #require(series.followUps.last)).map(\.points)
    try #require(points.count == 6)
    return points
  }

  @Test(
    arguments: [
      (
        CoreSet(physician: 8, patient: 8, mmt: 100, haq: 2, ck: 10, extramuscular: 6),
        CoreSet(physician: 3, patient: 3, mmt: 150, haq: .half, ck: 1, extramuscular: 1),
        [200, 100, 325, 100, 75, 200], 1000
      ),
      (
        CoreSet(physician: 6, patient: 6, mmt: 120, haq: tenths(15), ck: 5, extramuscular: 2),
        CoreSet(
          physician: 4, patient: 5, mmt: 128, haq: Rational(5, over: 4), ck: 3, extramuscular: 1),
        [150, 25, 100, 50, 25, 75], 425
      ),
      (
        CoreSet(physician: 5, patient: 5, mmt: 120, haq: tenths(15), ck: 4, extramuscular: 3),
        CoreSet(
          physician: tenths(45), patient: tenths(35), mmt: 123, haq: Rational(9, over: 8), ck: 1,
          extramuscular: tenths(29)),
        [0, 25, 0, 50, 50, 0], 125
      ),
      (CoreSet(physician: 3), CoreSet(physician: 5), [0, 0, 0, 0, 0, 0], 0),
    ] as [(CoreSet, CoreSet, [Int64], Int64)])
  func `examples worked by hand from the published table`(
    before: CoreSet, after: CoreSet, points: [Int64], total: Int64
  ) throws {
    #expect(try self.points(before, after) == points.map(tenths))
    let series = try series(before, after)
    #expect(series.total(of: try #require(series.followUps.last)) == tenths(total))
  }

  // From 10 cm down, in tenths of a cm: each band begins above its bound.
  @Test(
    arguments: [
      (105, 0, 0, 0), (100, 0, 0, 0), (95, 0, 0, 0), (94, 75, 25, 75), (85, 75, 25, 75),
      (84, 150, 50, 125), (75, 150, 50, 125), (74, 175, 75, 150), (60, 175, 75, 150),
      (59, 200, 100, 200), (0, 200, 100, 200),
    ] as [(Int64, Int64, Int64, Int64)])
  func `the bands of the three global scales`(
    after: Int64, physician: Int64, patient: Int64, extramuscular: Int64
  ) throws {
    let value = tenths(after)
    let found = try points(
      CoreSet(physician: 10, patient: 10, extramuscular: 10),
      CoreSet(physician: value, patient: value, extramuscular: value))
    #expect([found[0], found[1], found[5]] == [physician, patient, extramuscular].map(tenths))
  }

  // MMT-8 from 100 of 150, in tenths: 2, 10, 20 and 30 % of 150 are 3, 15, 30 and 45.
  @Test(
    arguments: [
      (990, 0), (1030, 0), (1031, 100), (1150, 100), (1151, 200), (1300, 200), (1301, 275),
      (1450, 275), (1451, 325), (1500, 325),
    ] as [(Int64, Int64)])
  func `the bands of strength`(after: Int64, points: Int64) throws {
    #expect(try self.points(CoreSet(mmt: 100), CoreSet(mmt: tenths(after)))[2] == tenths(points))
  }

  // HAQ from 3, in hundredths: 5, 15, 25 and 40 % of 3 are 0.15, 0.45, 0.75 and 1.2.
  @Test(
    arguments: [
      (285, 0), (284, 50), (255, 50), (254, 75), (225, 75), (224, 75), (180, 75), (179, 100),
    ] as [(Int64, Int64)])
  func `the bands of function`(after: Int64, points: Int64) throws {
    let found = try self.points(CoreSet(haq: 3), CoreSet(haq: Rational(after, over: 100)))
    #expect(found[3] == tenths(points))
  }

  // CK from 20 times the upper limit over a range of 15 times: 5 % are 0.75, 15 % 2.25 times.
  @Test(
    arguments: [
      (1925, 0), (1924, 25), (1775, 25), (1774, 50), (1625, 50), (1624, 75), (100, 75), (3000, 0),
    ]
      as [(Int64, Int64)])
  func `the bands of the enzyme`(after: Int64, points: Int64) throws {
    let found = try self.points(CoreSet(ck: 20), CoreSet(ck: Rational(after, over: 100)))
    #expect(found[4] == tenths(points))
  }

  @Test func `5.0 cm to 4.5 cm is 5 % and does not exceed 5 %`() throws {
    let series = try series(CoreSet(physician: 5), CoreSet(physician: tenths(45)))
    let contribution = series.contributions(to: try #require(series.followUps.last))[0]
    #expect(contribution.percent == 5)
    #expect(contribution.points == 0)
  }

  @Test func `a worsened component is listed beside a good total`() throws {
    let after = CoreSet(physician: 0, patient: 1, mmt: 116, extramuscular: 1)
    let series = try series(CoreSet(), after)
    let contributions = series.contributions(to: try #require(series.followUps.last))
    #expect(contributions.filter(\.isWorse).map(\.label) == ["strength"])
    let judged = try Scenario.myositis(CoreSet().scores(0) + after.scores(50)).judged(at: 60)
    #expect(judged.verdict == .responding)
  }

  @Test(arguments: [(117, false), (116, true)])
  func `a component is worse beyond what its first band leaves open`(mmt: Int, isWorse: Bool) throws
  {
    let series = try series(CoreSet(), CoreSet(mmt: Rational(mmt)))
    #expect(series.contributions(to: try #require(series.followUps.last))[2].isWorse == isWorse)
  }
}
