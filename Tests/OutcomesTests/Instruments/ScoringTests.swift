import Outcomes
import Testing

@Suite struct ScoringTests {
  @Test func `all 65,536 answers to MG-ADL add up`() throws {
    var answers = Answers(of: adl)
    for code in 0..<65_536 {
      var sum = 0
      for item in 0..<8 {
        let grade = (code >> (2 * item)) & 3
        sum += grade
        answers.slots[item] = .number(Rational(grade))
      }
      let scored = adl.score(answers)
      guard scored.total == Rational(sum), scored.missing.isEmpty else {
        Issue.record("\(answers.compact) gives \(String(describing: scored.total)), not \(sum)")
        return
      }
    }
  }

  @Test(arguments: 0..<8, [MissingReason?.none] + MissingReason.allCases.map(Optional.some))
  func `one missing item of a sum means no total, whatever the reason`(
    item: Int, reason: MissingReason?
  ) {
    var answers = Answers(of: adl)
    for position in 0..<8 { answers.slots[position] = .number(0) }
    answers.slots[item] = reason.map(Answer.missing)
    let scored = adl.score(answers)
    #expect(scored.total == nil)
    #expect(scored.missing == [adl.items[item].id])
    #expect(scored.expected == 8)
  }

  @Test func `nothing answered is no total of zero`() {
    for measure in [adl, qmg, incat, rods, grip, haq, ck] {
      #expect(measure.score(Answers(of: measure)).total == nil, "\(measure.id)")
    }
  }

  @Test(
    arguments: [
      // Eight categories, those with an aid, those missing; thousandths of the index.
      ([0, 0, 0, 0, 0, 0, 0, 0], [], [], 0),
      ([0, 0, 0, 0, 0, 0, 0, 0], [0], [], 250),
      ([1, 0, 0, 0, 0, 0, 0, 0], [0], [], 250),
      ([2, 0, 0, 0, 0, 0, 0, 0], [0], [], 250),
      ([3, 0, 0, 0, 0, 0, 0, 0], [0], [], 375),
      ([3, 3, 3, 3, 3, 3, 3, 3], [0, 1], [], 3000),
      ([1, 1, 1, 1, 1, 1, 1, 0], [], [7], 1000),
      ([0, 0, 0, 0, 0, 0, 0, 0], [7], [7], 0),
      ([1, 1, 1, 1, 1, 1, 0, 0], [], [6, 7], nil),
    ] as [([Int], [Int], [Int], Int64?)])
  func `HAQ-DI is the mean of seven or eight categories, each raised to 2 by an aid`(
    grades: [Int], aids: [Int], missing: [Int], thousandths: Int64?
  ) throws {
    var texts: [String: String] = [:]
    for (position, grade) in grades.enumerated() {
      let id = haq.items[position].id
      texts[id] = missing.contains(position) ? "not-done" : "\(grade)"
      if aids.contains(position) { texts["\(id)-aid"] = "yes" }
    }
    let scored = haq.score(try haq.answers(texts))
    #expect(scored.total == thousandths.map { Rational($0, over: 1000) })
    #expect(scored.missing == missing.map { haq.items[$0].id })
  }

  @Test func `an aid answered no, or not answered, raises nothing`() throws {
    var texts = Dictionary(uniqueKeysWithValues: haq.items.map { ($0.id, "1") })
    texts["walking-aid"] = "no"
    #expect(haq.score(try haq.answers(texts)).total == 1)
  }

  @Test(
    arguments: [
      ("950", "190", Rational(5)), ("100", "300", Rational(1, over: 3)),
      ("950", "not-done", nil), ("not-done", "190", nil), ("950", "0", nil), ("0", "190", 0),
    ] as [(String, String, Rational?)])
  func `an enzyme is a multiple of the upper limit, and none without either`(
    result: String, limit: String, total: Rational?
  ) throws {
    #expect(ck.score(try ck.answers(["result": result, "upper-limit": limit])).total == total)
  }

  @Test(
    arguments: [
      // kg, grade in women, grade in men: each limit and the step below it
      ("45", 0, 0), ("44.9", 0, 1), ("30", 0, 1), ("29.9", 1, 1), ("15", 1, 1), ("14.9", 1, 2),
      ("10", 1, 2), ("9.9", 2, 2), ("5", 2, 2), ("4.9", 3, 3), ("0", 3, 3), ("120", 0, 0),
    ])
  func `QMG grip is graded by sex`(kg: String, woman: Int, man: Int) throws {
    let answers = try qmg.answers(["grip-right-kg": kg, "head": "0", "facial": "0"])
    #expect(qmg.score(answers, sex: .female).total == Rational(woman))
    #expect(qmg.score(answers, sex: .male).total == Rational(man))
    for sex in [Sex?.none, .other] {
      #expect(qmg.score(answers, sex: sex).total == nil)
      #expect(qmg.score(answers, sex: sex).missing == ["grip-right"])
      #expect(qmg.check(answers, sex: sex).map(\.fault) == [.sexNeeded])
    }
  }

  @Test(arguments: [
    ("120", 0), ("119.9", 1), ("30", 1), ("29.9", 2), ("1", 2), ("0.9", 3), ("0", 3),
  ])
  func `a raw value without sex is graded for everyone`(seconds: String, grade: Int) throws {
    let answers = try qmg.answers(["grip-right": "0", "head-s": seconds, "facial": "0"])
    #expect(qmg.score(answers).total == Rational(grade))
  }

  @Test func `a grade that contradicts its raw value is named, one that agrees is not`() throws {
    let wrong = try qmg.answers(["head": "0", "head-s": "20"])
    #expect(qmg.check(wrong, sex: nil).map(\.field) == ["head"])
    #expect(qmg.check(wrong, sex: nil).map(\.fault) == [.gradeAndRawDiffer(grade: "0", raw: "2")])
    let right = try qmg.answers(["head": "2", "head-s": "20"])
    #expect(qmg.check(right, sex: nil).isEmpty)
  }

  @Test func `a grade stands where the raw value was not measured`() throws {
    let answers = try qmg.answers([
      "grip-right": "2", "grip-right-kg": "not-done", "head": "1", "facial": "3",
    ])
    #expect(qmg.score(answers, sex: .male).total == 6)
  }

  @Test func `the I-RODS centile is no part of the sum, and the sum does not make a centile`()
    throws
  {
    var texts = Dictionary(uniqueKeysWithValues: (1...24).map { ("i\($0)", "2") })
    let without = rods.score(try rods.answers(texts))
    #expect(without.total == 48)
    #expect(without.subscore("centile") == nil)
    texts["centile"] = "87"
    let with = rods.score(try rods.answers(texts))
    #expect(with.total == 48)
    #expect(with.subscore("centile") == 87)
    #expect(rods.part("centile", of: try rods.answers(texts)) == 87)
  }

  @Test func `a value entered as such is the total`() throws {
    #expect(grip.score(try grip.answers(["value": "62.5"])).total == tenths(625))
    let refused = grip.score(try grip.answers(["value": "refused"]))
    #expect(refused.total == nil)
    #expect(refused.missing == ["value"])
  }
}
