import Outcomes
import Testing

/// response.md section 6: a laboratory measure at twice its baseline while no counted measure is worse.
@Suite struct LaboratoryTests {
  private func isNoted(_ values: [(Int, Rational)], mmt: Int = 120, at offset: Int = 100) -> Bool {
    let scores =
      [score(mmt150, 0, 120), score(mmt150, 70, Rational(mmt)), score(ck, 0, 2)]
      + values.map { score(ck, $0.0, $0.1) }
    return Scenario("dm", scores).flags(at: offset).contains(.laboratoryWithoutObjectiveChange)
  }

  @Test(
    arguments: [
      ([(50, 4), (80, 4)], true), ([(50, tenths(39)), (80, 4)], false),
      ([(50, 4), (80, tenths(39))], false), ([(80, 8)], false),
      ([(50, 4), (60, 1), (80, 4)], false),
      ([(20, 1), (50, 4), (80, 8)], true), ([], false),
    ] as [([(Int, Rational)], Bool)])
  func `twice the baseline at two visits in a row`(values: [(Int, Rational)], isNoted: Bool) {
    #expect(self.isNoted(values) == isNoted)
  }

  @Test(arguments: [(120, true), (117, true), (116, false), (140, true)])
  func `while no counted measure is worse`(mmt: Int, isNoted: Bool) {
    #expect(self.isNoted([(50, 4), (80, 4)], mmt: mmt) == isNoted)
  }

  @Test func `it is a note and never changes a verdict`() throws {
    let scores = [score(mmt150, 0, 120), score(mmt150, 80, 140), score(ck, 0, 2)]
    let risen = scores + [score(ck, 50, 8), score(ck, 80, 8)]
    let before = try Scenario("dm", scores).judged(at: 90)
    let after = try Scenario("dm", risen).judged(at: 90)
    #expect(after.verdict == before.verdict)
    #expect(after.responseIndex == before.responseIndex)
    let flag = Scenario("dm", risen).all(at: 90).flags.first {
      $0.kind == .laboratoryWithoutObjectiveChange
    }
    #expect(flag?.severity == .note)
  }
}
