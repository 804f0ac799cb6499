/// The answers to one instrument on one day while they are given, whoever gives them: a person by
/// command or in a browser, or the rows of a file.
///
/// Out comes a score that is checked as a whole, or every fault there is.
package struct ScoreDraft {
  package let sheet: AnswerSheet
  private var answers: Answers
  private var claimed: (text: String, value: Rational)?
  /// The field that follows the one answered last.
  private var nextSlot = 0
  /// Fields whose answer was refused.
  private var refused: [Int] = []
  /// An answer was refused that may have been meant for any field.
  private var isPartlyRead = false

  package init(_ sheet: AnswerSheet) {
    self.sheet = sheet
    answers = sheet.noAnswers
  }

  /// Whether all answers given so far were taken.
  package var isFaultless: Bool { refused.isEmpty && !isPartlyRead }

  /// Takes one answer.
  ///
  /// - Parameters:
  ///   - item: its id; `total` is compared with the computed total or, without items, recorded as
  ///     it is; an empty id is the instrument's value alone.
  ///   - decimalComma: a comma is the decimal sign here.
  /// - Returns: whether it was a total to be compared.
  /// - Throws: what is wrong with this answer; it is left out and counts as given.
  @discardableResult
  package mutating func give(
    _ item: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>,
    decimalComma: Bool = false
  ) throws(AnswerFault) -> Bool {
    if item.isEmpty || Self.total.isEqual(to: item), !sheet.hasTotalField {
      return try giveWhole(value, isTotal: !item.isEmpty, decimalComma)
    }
    guard let slot = sheet.slot(item, expected: nextSlot) else {
      isPartlyRead = true
      throw sheet.isComposite
        ? .neverEntered : .unknownField(allowed: sheet.measure.fields.map(\.id))
    }
    nextSlot = slot + 1
    try put(value, into: slot, decimalComma)
    return false
  }

  /// Takes one answer.
  package mutating func give(_ item: String, _ value: String) throws(AnswerFault) {
    let (item, value) = (Array(item.utf8), Array(value.utf8))
    try item.withUnsafeBufferPointer { item throws(AnswerFault) in
      try value.withUnsafeBufferPointer { value throws(AnswerFault) in _ = try give(item, value) }
    }
  }

  private static let total = Array("total".utf8)

  private mutating func put(
    _ text: UnsafeBufferPointer<UInt8>, into slot: Int, _ decimalComma: Bool
  ) throws(AnswerFault) {
    do throws(AnswerFault) {
      let answer = try sheet.answer(text, slot: slot, decimalComma: decimalComma)
      if let earlier = answers.slots[slot] { throw Self.conflict(earlier, answer) }
      answers.slots[slot] = answer
    } catch {
      refused.append(slot)
      throw error
    }
  }

  private static func conflict(_ first: Answer, _ second: Answer) -> AnswerFault {
    switch (first, second) {
    case (.missing(let reason), .number), (.missing(let reason), .word):
      .valueAndReason(value: second.text, reason: reason)
    case (.number, .missing(let reason)), (.word, .missing(let reason)):
      .valueAndReason(value: first.text, reason: reason)
    case (.missing, .missing), (.number, _), (.word, _): .givenTwice
    }
  }

  /// The instrument's own value, or a total: compared with the items, or recorded without them.
  ///
  /// - Returns: whether it is compared.
  private mutating func giveWhole(
    _ value: UnsafeBufferPointer<UInt8>, isTotal: Bool, _ decimalComma: Bool
  ) throws(AnswerFault) -> Bool {
    let measure = sheet.measure
    if isTotal, !measure.items.isEmpty {
      let text = String(decoding: value, as: UTF8.self)
      guard
        let total = Rational(decimal: text.withoutOuterBlanks, decimalComma: decimalComma)
      else {
        isPartlyRead = true
        throw .notANumber(allowed: measure.possibleTotals)
      }
      guard claimed == nil else {
        isPartlyRead = true
        throw .givenTwice
      }
      claimed = (text, total)
      return true
    }
    guard let slot = measure.valueSlot, !sheet.isComposite else {
      isPartlyRead = true
      throw sheet.isComposite ? .neverEntered : measure.mayBeTotalOnly ? .noOwnValue : .noTotal
    }
    try put(value, into: slot, decimalComma)
    return false
  }
}

extension ScoreDraft {
  /// A score whose answers were checked together.
  package struct Checked: Sendable {
    package var answers: Answers
    /// The answers without a value that a table of the site gave.
    package var given: Answers
    package var scored: ScoreResult
    /// The value that the measure's comparison needs beside the total.
    package var part: Rational?
    /// What the answers show together, beside what was thrown at each; the score counts only where
    /// there is neither.
    package var faults: [Fault]
  }

  /// What is wrong with the answer to an item; `total` names the claimed total.
  package struct Fault: Hashable, Sendable {
    package let item: String
    package let value: String
    package let fault: AnswerFault
  }

  /// Checks the answers together and scores them.
  ///
  /// - Parameter mayBePartial: nothing is recorded, so an item may be left out without a reason.
  package func checked(sex: Sex?, mayBePartial: Bool = false) -> Checked {
    let measure = sheet.measure
    var faults: [Fault] = []
    var given = answers
    var claimed = claimed
    var isTotalRefused = false
    if let total = claimed, measure.isWithoutItems(answers), isFaultless {
      claimed = nil
      do throws(AnswerFault) {
        if let slot = measure.valueSlot, !measure.mayBeTotalOnly {
          // The total of an instrument that is recorded by its value is that value.
          given.slots[slot] = try measure.answer(total.value.plain(4), to: measure.fields[slot])
        } else {
          given.totalOnly = try measure.checkedTotal(total.value)
        }
      } catch {
        isTotalRefused = true
        faults.append(Fault(item: "total", value: total.text, fault: error))
      }
    }
    let answers = sheet.table == nil ? given : measure.withTableValue(given, from: sheet.table)
    for (field, fault) in measure.check(answers, sex: sex) {
      faults.append(
        Fault(
          item: field,
          value: measure.fieldPositions[field].flatMap { answers.slots[$0]?.text } ?? "",
          fault: fault))
    }
    let scored = measure.score(answers, sex: sex)
    // Where nothing that was given could be read, that alone is said.
    let saysWhatIsMissing = !mayBePartial && (isFaultless || !given.isEmpty) && !isTotalRefused
    var isPartial = false
    if saysWhatIsMissing, !scored.missing.isEmpty || scored.total == nil {
      for slot in measure.unanswered(answers) where !refused.contains(slot) {
        isPartial = true
        faults.append(Fault(item: measure.fields[slot].id, value: "", fault: .noAnswer))
      }
    }
    if let claimed, claimed.value != scored.total, isFaultless, !isPartial {
      faults.append(
        Fault(
          item: "total", value: claimed.text,
          fault: .totalDiffers(
            computed: scored.total?.plain(4) ?? "no total, because an item is missing")))
    }
    return Checked(
      answers: answers, given: given, scored: scored, part: sheet.part(of: answers, sex: sex),
      faults: faults)
  }
}

extension Measure {
  /// Fields that have neither an answer nor a reason, though the instrument was begun.
  ///
  /// An instrument recorded by its value alone, or by the one that is compared in place of the
  /// total (a centile), needs no items.
  func unanswered(_ answers: Answers) -> [Int] {
    func isOpen(_ item: Int) -> Bool {
      let slots = itemSlots[item]
      return answers.slots[slots.answer] == nil
        && slots.raw.flatMap { answers.slots[$0] } == nil
    }
    if answers.totalOnly != nil { return [] }
    if items.isEmpty {
      return valueSlot.flatMap { answers.slots[$0] == nil ? [$0] : nil } ?? []
    }
    let counted = items.indices.filter { items[$0].inTotal }
    let isAlone = [valueSlot, tableSlot].contains { slot in
      slot.flatMap { answers.slots[$0] } != nil
    }
    if isAlone, counted.allSatisfy(isOpen) { return [] }
    return counted.filter { !items[$0].optional && isOpen($0) }.map { itemSlots[$0].answer }
  }
}
