extension Measure {
  /// What is compared in place of the total and comes from a table.
  package var tablePart: String? {
    if case .subscore(let part) = comparison { part } else { nil }
  }

  /// Where the value that is compared is entered or comes from a table (the centile of the I-RODS).
  package var tableSlot: Int? { tablePart.flatMap { fieldPositions[$0] } }

  /// The answers with the value that a table gives for a complete raw score, where none was entered.
  ///
  /// - Parameter table: of the site, by raw score; nil: it has none.
  package func withTableValue(_ answers: Answers, from table: [Int: Rational]?) -> Answers {
    guard let slot = tableSlot, answers.slots[slot] == nil, let value = tableValue(answers, table)
    else { return answers }
    var completed = answers
    completed.slots[slot] = .number(value)
    return completed
  }

  /// The answers without a value that equals the table's.
  package func withoutTableValue(_ answers: Answers, from table: [Int: Rational]?) -> Answers {
    guard let slot = tableSlot, let value = tableValue(answers, table),
      answers.slots[slot] == .number(value)
    else { return answers }
    var entered = answers
    entered.slots[slot] = nil
    return entered
  }

  private func tableValue(_ answers: Answers, _ table: [Int: Rational]?) -> Rational? {
    guard let table, let total = score(answers).total, total.denominator == 1 else { return nil }
    return table[Int(total.numerator)]
  }
}
