/// How the answers of an instrument become its total.
package enum ScoringRule: Hashable, Sendable {
  case sum, mean, entered
  case sumOrEntered
  case haqDI
  /// One item divided by another.
  case ratio(of: String, to: String)
  case fractionOfMaximum
  /// Computed from other measures' change, never entered.
  case composite
  case none
}

package struct Scoring: Hashable, Sendable {
  package var rule: ScoringRule
  /// How many items of the total may be missing.
  package var missingAllowed: Int

  package init(rule: ScoringRule, missingAllowed: Int = 0) {
    self.rule = rule
    self.missingAllowed = missingAllowed
  }
}

/// A named part of an instrument.
package struct Subscore: Sendable {
  package enum Rule: String, CaseIterable, Sendable { case sum, mean, entered }
  package var id: String
  package var name: String
  package var items: [String]
  package var rule: Rule
  package var range: ClosedRange<Rational>
  package var direction: Measure.Direction?
  package var unit: String?

  package init(
    id: String, name: String, items: [String], rule: Rule = .sum, range: ClosedRange<Rational>,
    direction: Measure.Direction? = nil, unit: String? = nil
  ) {
    self.id = id
    self.name = name
    self.items = items
    self.rule = rule
    self.range = range
    self.direction = direction
    self.unit = unit
  }
}

/// What is subtracted when two scores are compared.
package enum Comparison: Hashable, Sendable {
  case total
  case subscore(String)
  /// Legs plus arms, a change of the arms between 0 and 1 ignored.
  case adjustedINCAT

  /// The sub-score that is subtracted in place of the total.
  var replacement: String? {
    switch self {
    case .total, .adjustedINCAT: nil
    case .subscore(let id): id
    }
  }

  /// The sub-score or item that a comparison needs beside the total; stored with each score.
  package var part: String? {
    switch self {
    case .total: nil
    case .subscore(let id): id
    case .adjustedINCAT: "arms"
    }
  }
}

/// The answers given to an instrument on one day, a slot for each of its fields.
package struct Answers: Hashable, Sendable {
  package var slots: [Answer?]
  /// The total, where it was recorded without its items (from a letter, an old sheet).
  package var totalOnly: Rational?

  package init(of measure: Measure) {
    slots = Array(repeating: nil, count: measure.fields.count)
  }

  package var isEmpty: Bool { totalOnly == nil && slots.allSatisfy { $0 == nil } }
}

/// What the answers amount to.
package struct ScoreResult: Sendable {
  /// nil when the instrument's rule gives none.
  package var total: Rational?
  /// In the definition's order; nil where an item of the part is missing.
  package var subscores: [(id: String, value: Rational?)]
  /// Items of the total without a number.
  package var missing: [String]
  /// Items of the total there are.
  package var expected: Int
  /// The total was recorded without them.
  package var isTotalOnly = false

  package func subscore(_ id: String) -> Rational? {
    subscores.first { $0.id == id }?.value
  }
}

extension Measure {
  /// Applies the instrument's rule.
  ///
  /// A missing answer never counts as zero: without a rule of the instrument that allows it, one
  /// missing item means no total.
  ///
  /// - Parameter sex: needed where raw values are graded by sex (QMG grip).
  package func score(_ answers: Answers, sex: Sex? = nil) -> ScoreResult {
    var scores: [Rational?] = []
    scores.reserveCapacity(items.count)
    var missing: [String] = []
    // Of the items that count: the sum of those given, and how many are given and expected.
    var (sum, given, expected) = (Rational.zero, 0, 0)
    for position in items.indices {
      let score = itemScore(position, answers, sex: sex)
      scores.append(score)
      guard items[position].inTotal else { continue }
      if let score {
        sum = sum + score
        given += 1
      }
      guard !items[position].optional else { continue }
      expected += 1
      if score == nil { missing.append(items[position].id) }
    }
    if let total = answers.totalOnly {
      return ScoreResult(
        total: total, subscores: partScores(scores), missing: [], expected: expected,
        isTotalOnly: true)
    }
    let value = enteredValue(answers)
    var result = ScoreResult(
      total: nil, subscores: partScores(scores), missing: missing, expected: expected)
    let enough = missing.count <= scoring.missingAllowed && given > 0
    switch scoring.rule {
    case .sum: result.total = enough ? sum : nil
    case .mean, .haqDI: result.total = enough ? sum / given : nil
    case .entered:
      result.total = value
      if value == nil { result.missing = ["value"] + missing }
      result.expected += 1
    case .sumOrEntered:
      let anyItem = given > 0
      result.total = anyItem ? (enough ? sum : nil) : value
      if !anyItem { result.missing = value == nil ? ["value"] : [] }
    case .ratio(let of, let to):
      if let top = itemScore(named: of, scores), let bottom = itemScore(named: to, scores),
        !bottom.isZero
      {
        result.total = top / bottom
      }
    case .fractionOfMaximum:
      let answered = items.indices.filter { items[$0].inTotal && scores[$0] != nil }
      let maximum = answered.compactMap { items[$0].maximum }.reduce(.zero, +)
      result.total = enough && !maximum.isZero ? sum / maximum : nil
    case .composite, .none: break
    }
    return result
  }

  /// The value of the sub-score, or of the item of that name.
  package func part(_ id: String, of answers: Answers, sex: Sex? = nil) -> Rational? {
    let scores = items.indices.map { itemScore($0, answers, sex: sex) }
    if let part = subscores.firstIndex(where: { $0.id == id }) { return partScore(part, scores) }
    return itemScore(named: id, scores)
  }

  private func itemScore(named id: String, _ scores: [Rational?]) -> Rational? {
    items.firstIndex { $0.id == id }.flatMap { scores[$0] }
  }

  private func partScores(_ scores: [Rational?]) -> [(id: String, value: Rational?)] {
    subscores.indices.map { (subscores[$0].id, partScore($0, scores)) }
  }

  /// nil where an item of the part is missing.
  private func partScore(_ part: Int, _ scores: [Rational?]) -> Rational? {
    guard let items = subscoreItems[part], let first = items.first else { return nil }
    var sum = Rational.zero
    for item in items {
      guard let score = scores[item] else { return nil }
      sum = sum + score
    }
    switch subscores[part].rule {
    case .sum: return sum
    case .mean: return sum / items.count
    case .entered: return scores[first]
    }
  }

  /// The score of one item: its option's, or the grade of its raw value, raised where an aid was used.
  package func itemScore(_ position: Int, _ answers: Answers, sex: Sex?) -> Rational? {
    let slots = itemSlots[position]
    var score = answers.slots[slots.answer]?.score(of: items[position].kind)
    if score == nil, let slot = slots.raw, case .number(let value)? = answers.slots[slot],
      let grade = items[position].raw?.grade(of: value, sex: sex)
    {
      score = grade
    }
    if let slot = slots.aid, case .word("yes")? = answers.slots[slot], let unaided = score {
      score = max(unaided, Rational(2))
    }
    return score
  }

  private func enteredValue(_ answers: Answers) -> Rational? {
    guard let valueSlot, let value else { return nil }
    return answers.slots[valueSlot]?.score(of: value.kind)
  }
}
