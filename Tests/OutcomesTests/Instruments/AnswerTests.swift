import Outcomes
import Testing

@Suite struct AnswerTests {
  /// Options that are words, numbers with a step, and a device that prints a minus sign.
  private static let mixed = instrument(
    "mixed", .status, .clinician, .higherIsWorse, 0...9,
    items: [
      Item(
        id: "class", label: "class",
        kind: .options(
          ["I", "IIa", "IIb"].enumerated().map {
            Item.Option(value: $1, score: Rational($0), text: $1)
          })),
      measured("seconds", numbers(0, 60, step: tenths(1), unit: "s")),
      Item(
        id: "force", label: "force",
        kind: .number(
          NumberRange(minimum: 0, maximum: 120, step: 1, unit: "cmH2O", ignoresSign: true))),
      graded("grade", 3, aid: "grade-aid"),
    ],
    thresholds: [])

  private func read(_ text: String, _ field: Int) throws(AnswerFault) -> Answer {
    try Self.mixed.answer(text, to: Self.mixed.fields[field])
  }

  @Test(
    arguments: [
      (0, "IIa", Answer.word("IIa")), (1, "4.5", .number(tenths(45))), (1, "60.0", .number(60)),
      (1, "0", .number(0)), (2, "-80", .number(80)), (2, "80", .number(80)), (3, "2", .number(2)),
      (3, "2.0", .number(2)), (3, "02", .number(2)), (3, "unable", .missing(.unable)),
      (0, "not-done", .missing(.notDone)), (1, "refused", .missing(.refused)),
      (2, "not-applicable", .missing(.notApplicable)), (4, "yes", .word("yes")),
    ])
  func `an answer within the allowed ones is read`(field: Int, text: String, answer: Answer) throws
  {
    #expect(try read(text, field) == answer)
  }

  @Test(
    arguments: [
      (0, "IIc"), (0, "iia"), (0, "1"), (0, ""), (1, "60.1"), (1, "-0.1"), (1, "4.55"), (1, "4,5"),
      (1, "fast"), (1, ""), (2, "-121"), (3, "4"), (3, "-1"), (3, "1.5"), (3, "NOT-DONE"),
      (4, "1"), (4, "maybe"),
    ])
  func `anything else is refused`(field: Int, text: String) {
    #expect(throws: AnswerFault.self) { try self.read(text, field) }
  }

  @Test func `a refusal says what is allowed`() {
    let seconds = numbers(0, 60, step: tenths(1), unit: "s")
    #expect(throws: AnswerFault.outOfRange(allowed: seconds)) { try self.read("60.1", 1) }
    #expect(throws: AnswerFault.betweenSteps(allowed: seconds)) { try self.read("4.55", 1) }
    #expect(throws: AnswerFault.notANumber(allowed: seconds)) { try self.read("fast", 1) }
    #expect(throws: AnswerFault.noSuchOption(allowed: ["I", "IIa", "IIb"])) {
      try self.read("V", 0)
    }
  }

  @Test(
    arguments: [
      "", "IIa", "IIa,4.5,80,2,yes", ",,,2", "not-done,unable,refused,not-applicable", ",0.1",
      ",,,,no", "I,0",
    ])
  func `the compact text comes back as it was`(compact: String) {
    #expect(Answers(compact: compact, of: Self.mixed).compact == compact)
  }

  @Test func `random answers survive the compact text`() throws {
    var generator = SeededGenerator(seed: 3)
    for measure in [adl, qmg, incat, rods, grip, haq, ck, Self.mixed] {
      for _ in 0..<500 {
        var answers = Answers(of: measure)
        for (slot, field) in measure.fields.enumerated() where generator.percent(80) {
          if generator.percent(15) {
            answers.slots[slot] = .missing(MissingReason.allCases[generator.below(4)])
            continue
          }
          switch field.kind {
          case .options(let options):
            let option = options[generator.below(options.count)]
            answers.slots[slot] = try measure.answer(option.value, to: field)
          case .number(let range):
            let steps = Rational(generator.below(50)) * range.step
            answers.slots[slot] = .number(range.minimum + steps)
          }
        }
        #expect(Answers(compact: answers.compact, of: measure) == answers)
      }
    }
  }

  @Test func `a text that is no answer leaves a gap, not a zero`() {
    let answers = Answers(compact: "IIx,999,80,7", of: Self.mixed)
    #expect(answers.slots == [nil, nil, .number(80), nil, nil])
  }

  /// Stored answers are read byte by byte where there are many: the same must come out.
  @Test func storedAnswersAreReadAsOneByOne() {
    var generator = SeededGenerator(seed: 11)
    let parts = ["", "0", "1", "3", "4", "9", "IIa", "4.5", "60.0", "unable", "-7", " 2", "x", "é"]
    for measure in [Self.mixed, adl, incat, qmg, haq] {
      let (one, many) = (AnswerSheet(measure), AnswerSheet(measure, forMany: true))
      for count in 0..<200 {
        let text = (0..<(count % (measure.fields.count + 3))).map { _ in
          parts.randomElement(using: &generator) ?? ""
        }.joined(separator: ",")
        let due = Answers(compact: text, of: measure)
        #expect(one.answers(compact: text) == due, "\(measure.id) \(text)")
        #expect(many.answers(compact: text) == due, "\(measure.id) \(text)")
      }
    }
  }
}
