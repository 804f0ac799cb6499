/// Why an item has no answer.
///
/// A reason, never a zero.
package enum MissingReason: String, CaseIterable, Sendable {
  case notDone = "not-done"
  case unable
  case refused
  case notApplicable = "not-applicable"
}

/// One answer as it was given.
package enum Answer: Hashable, Sendable {
  /// A number, or the value of a numbered option.
  case number(Rational)
  /// The value of an option that is a word.
  case word(String)
  case missing(MissingReason)

  /// The score of this answer for an item of that kind; nil when it is missing.
  package func score(of kind: Item.Kind) -> Rational? {
    switch (self, kind) {
    case (.missing, _): nil
    case (.number(let value), .number): value
    case (.number(let value), .options(let options)):
      options.first { $0.number == value }?.score
    case (.word(let word), .options(let options)):
      options.first { $0.value == word }?.score
    case (.word, .number): nil
    }
  }

  /// Most answers are one of these.
  private static let digits = (0...9).map { String($0) }

  /// As it is written in files: `2`, `4.5`, `IIa`, `unable`.
  package var text: String {
    switch self {
    case .number(let value):
      value.denominator == 1 && Self.digits.indices.contains(Int(value.numerator))
        ? Self.digits[Int(value.numerator)] : value.plain(4)
    case .word(let word): word
    case .missing(let reason): reason.rawValue
    }
  }
}

extension Answer {
  /// Adds ``text``; an import does so for every answer.
  fileprivate func write(to bytes: inout [UInt8]) {
    if case .number(let value) = self, value.denominator == 1, value.numerator >= 0,
      value.numerator <= 9
    {
      bytes.append(UInt8(ascii: "0") + UInt8(value.numerator))
    } else {
      bytes.append(contentsOf: text.utf8)
    }
  }
}

/// Why a text is not a valid answer to a field.
///
/// The place is added by whoever read it.
package enum AnswerFault: Error, Hashable, Sendable {
  case unknownField(allowed: [String])
  case notANumber(allowed: NumberRange)
  case outOfRange(allowed: NumberRange)
  case betweenSteps(allowed: NumberRange)
  case noSuchOption(allowed: [String])
  case sexNeeded
  case gradeAndRawDiffer(grade: String, raw: String)
  case totalDiffers(computed: String)
  case variant(key: String, allowed: [String])
  case neverEntered
  case givenTwice
  /// Neither an answer nor a reason why there is none.
  case noAnswer
  /// Both an answer and a reason why there is none.
  case valueAndReason(value: String, reason: MissingReason)
  /// A value of its own, of an instrument that has none: its total is an item called `total`.
  case noOwnValue
  /// A total, of an instrument whose rule gives none.
  case noTotal
}

extension Measure {
  /// Reads one answer to a field.
  ///
  /// - Parameter decimalComma: a comma is the decimal sign here.
  package func answer(
    _ text: String, to field: Field, decimalComma: Bool = false
  ) throws(AnswerFault) -> Answer {
    if let reason = MissingReason(rawValue: text) { return .missing(reason) }
    switch field.kind {
    case .options(let options):
      guard let option = options.first(where: { $0.value == text }) else {
        if let number = Rational(decimal: text, decimalComma: decimalComma),
          options.contains(where: { $0.number == number })
        {
          return .number(number)
        }
        throw .noSuchOption(allowed: options.map(\.value))
      }
      return option.number.map(Answer.number) ?? .word(option.value)
    case .number(let range):
      guard let entered = Rational(decimal: text, decimalComma: decimalComma) else {
        throw .notANumber(allowed: range)
      }
      let number = range.ignoresSign ? entered.magnitude : entered
      guard range.minimum <= number, number <= range.maximum else {
        throw .outOfRange(allowed: range)
      }
      guard ((number - range.minimum) / range.step).denominator == 1 else {
        throw .betweenSteps(allowed: range)
      }
      return .number(number)
    }
  }

  /// Checks what single answers cannot show: a grade that contradicts its raw value, a raw value
  /// that cannot be graded without the patient's sex.
  package func check(_ answers: Answers, sex: Sex?) -> [(field: String, fault: AnswerFault)] {
    var faults: [(field: String, fault: AnswerFault)] = []
    if scoring.rule == .sumOrEntered, let slot = fieldPositions["value"],
      case .number(let entered)? = answers.slots[slot],
      items.indices.contains(where: { items[$0].inTotal && itemScore($0, answers, sex: sex) != nil }
      )
    {
      let computed = score(answers, sex: sex).total
      if computed != entered {
        faults.append(("value", .totalDiffers(computed: computed?.plain(4) ?? "no total")))
      }
    }
    for position in items.indices {
      guard let rawSlot = itemSlots[position].raw,
        case .number(let value)? = answers.slots[rawSlot], let raw = items[position].raw
      else { continue }
      let item = items[position]
      let entered = answers.slots[itemSlots[position].answer]
      guard let grade = raw.grade(of: value, sex: sex) else {
        if entered == nil { faults.append((raw.id, .sexNeeded)) }
        continue
      }
      if let entered, let score = entered.score(of: item.kind), score != grade {
        faults.append((item.id, .gradeAndRawDiffer(grade: entered.text, raw: grade.plain())))
      }
    }
    return faults
  }
}

extension Answers {
  /// One text with a part for each field in the definition's order: `3,1,unable,2`.
  package var compact: String {
    guard let last = slots.lastIndex(where: { $0 != nil }) else { return "" }
    var text: [UInt8] = []
    text.reserveCapacity(2 * last + 16)
    for position in 0...last {
      if position > 0 { text.append(UInt8(ascii: ",")) }
      slots[position]?.write(to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads ``compact`` back; a part that is not a valid answer to its field is nil.
  package init(compact text: some StringProtocol, of measure: Measure) {
    self.init(of: measure)
    for (position, part) in text.split(separator: ",", omittingEmptySubsequences: false)
      .enumerated()
    where position < slots.count && !part.isEmpty {
      slots[position] = try? measure.answer(String(part), to: measure.fields[position])
    }
  }
}
