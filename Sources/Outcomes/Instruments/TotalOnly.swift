/// Totals that are recorded without their items: from a letter, an old sheet.
extension Measure {
  /// Whether the total is the sum of the items, where they were answered.
  package var adds: Bool { scoring.rule == .sum || scoring.rule == .sumOrEntered }

  /// Whether a total may be recorded without its items: the items make one.
  package var mayBeTotalOnly: Bool {
    switch scoring.rule {
    case .sum, .mean, .haqDI, .sumOrEntered, .ratio, .fractionOfMaximum: !items.isEmpty
    case .entered, .composite, .none: false
    }
  }

  /// The totals that the items can give: those of a sum lie on its steps, others are often rounded.
  package var possibleTotals: NumberRange {
    let step: Rational
    switch scoring.rule {
    case .sum, .sumOrEntered: step = sumStep
    case .mean, .haqDI, .ratio, .fractionOfMaximum, .entered, .composite, .none:
      step = Rational(1, over: 10_000)
    }
    return NumberRange(
      minimum: range.lowerBound, maximum: range.upperBound, step: step, unit: unit)
  }

  /// The largest step of which every score of an item of the total is a multiple.
  private var sumStep: Rational {
    var step: Rational?
    for item in items where item.inTotal {
      switch item.kind {
      case .number(let range):
        step = Rational.commonStep(step, range.step)
        step = Rational.commonStep(step, range.minimum)
      case .options(let options):
        for option in options { step = Rational.commonStep(step, option.score) }
      }
    }
    return step ?? .one
  }

  /// A total without its items.
  ///
  /// - Throws: why it can be none.
  func checkedTotal(_ total: Rational) throws(AnswerFault) -> Rational {
    guard mayBeTotalOnly else { throw .noTotal }
    let possible = possibleTotals
    guard possible.minimum <= total, total <= possible.maximum else {
      throw .outOfRange(allowed: possible)
    }
    guard ((total - possible.minimum) / possible.step).denominator == 1 else {
      throw .betweenSteps(allowed: possible)
    }
    return total
  }

  /// Whether a stored total without items can be one.
  package func canBeTotalOnly(_ total: Rational, beside answers: Answers) -> Bool {
    isWithoutItems(answers) && (try? checkedTotal(total)) != nil
  }

  /// Whether nothing is answered from which the total is made; a value from a table of the site may
  /// be there.
  func isWithoutItems(_ answers: Answers) -> Bool {
    answers.slots.indices.allSatisfy { answers.slots[$0] == nil || $0 == tableSlot }
  }

  /// The stored answers of an instrument whose value alone was entered; nil: it has none.
  package func valueAlone(_ value: Rational?) -> String? {
    guard let slot = valueSlot, let value else { return nil }
    var answers = Answers(of: self)
    answers.slots[slot] = .number(value)
    return answers.compact
  }

  /// The answers of a stored score.
  package func answers(of score: Score) -> Answers {
    var answers = Answers(compact: score.answers, of: self)
    if score.isTotalOnly { answers.totalOnly = score.total }
    return answers
  }
}

extension Rational {
  /// The largest number of which both are multiples; zero is a multiple of any.
  fileprivate static func commonStep(_ step: Rational?, _ value: Rational) -> Rational? {
    var (a, b) = (step ?? .zero, value.magnitude)
    while !b.isZero {
      let times = a / b
      let whole = Rational(Int(times.numerator / times.denominator))
      (a, b) = (b, a - b * whole)
    }
    return a.isZero ? step : a
  }
}
