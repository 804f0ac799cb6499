/// An instrument made ready for reading its answers: fast for the usual case of a file, items in the
/// definition's order and values of one digit.
package final class AnswerSheet {
  package let measure: Measure
  /// A table of the site that gives the compared value of a raw score.
  package let table: [Int: Rational]?
  /// Computed from other instruments, never entered.
  package let isComposite: Bool
  /// One of the instrument's own items is called `total`.
  let hasTotalField: Bool
  let noAnswers: Answers
  private let part: String?
  private let names: [[UInt8]]
  /// For each field the answers that are one digit; empty where few scores are read.
  private let digits: [[Answer?]]
  /// Canonical variants by their text in a file; a refused one is remembered as its fault.
  private var variants: [String: Result<String, AnswerFault>] = [:]

  /// - Parameters:
  ///   - table: of the site.
  ///   - forMany: many scores will be read, so that it pays to prepare the usual answers.
  package init(_ measure: Measure, table: [Int: Rational]? = nil, forMany: Bool = false) {
    self.measure = measure
    self.table = table
    isComposite = measure.scoring.rule == .composite
    hasTotalField = measure.fieldPositions["total"] != nil
    noAnswers = Answers(of: measure)
    part = measure.comparison.part
    names = measure.fields.map { Array($0.id.utf8) }
    digits =
      forMany
      ? measure.fields.map { field in
        (0...9).map { digit in try? measure.answer("\(digit)", to: field) }
      } : []
  }

  /// The field of that name, looked for first at the expected place.
  func slot(_ name: UnsafeBufferPointer<UInt8>, expected: Int) -> Int? {
    if expected < names.count, names[expected].isEqual(to: name) { return expected }
    return measure.fieldPositions[String(decoding: name, as: UTF8.self)]
  }

  func answer(
    _ text: UnsafeBufferPointer<UInt8>, slot: Int, decimalComma: Bool
  ) throws(AnswerFault) -> Answer {
    if text.count == 1, (48...57).contains(text[0]), !digits.isEmpty,
      let answer = digits[slot][Int(text[0] - 48)]
    {
      return answer
    }
    return try measure.answer(
      String(decoding: text, as: UTF8.self).withoutOuterBlanks, to: measure.fields[slot],
      decimalComma: decimalComma)
  }

  /// Reads ``Answers/compact`` back, as ``Answers/init(compact:of:)`` does.
  package func answers(compact text: String) -> Answers {
    var (text, answers) = (text, noAnswers)
    text.withUTF8 { bytes in
      var (slot, start) = (0, 0)
      for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: ",") {
        if end > start, slot < answers.slots.count {
          answers.slots[slot] = stored(UnsafeBufferPointer(rebasing: bytes[start..<end]), slot)
        }
        (slot, start) = (slot + 1, end + 1)
      }
    }
    return answers
  }

  /// nil: not a valid answer.
  private func stored(_ text: UnsafeBufferPointer<UInt8>, _ slot: Int) -> Answer? {
    if text.count == 1, (48...57).contains(text[0]), !digits.isEmpty {
      return digits[slot][Int(text[0] - 48)]
    }
    return try? measure.answer(String(decoding: text, as: UTF8.self), to: measure.fields[slot])
  }

  /// The canonical variant that a text means.
  package func variant(_ text: String) throws(AnswerFault) -> String {
    if let known = variants[text] { return try known.get() }
    let read: Result<String, AnswerFault>
    do throws(AnswerFault) {
      read = .success(try measure.canonicalVariant(text))
    } catch {
      read = .failure(error)
    }
    if variants.count < 10_000 { variants[text] = read }
    return try read.get()
  }

  /// The value that the measure's comparison needs beside the total.
  func part(of answers: Answers, sex: Sex?) -> Rational? {
    part.flatMap { measure.part($0, of: answers, sex: sex) }
  }
}

extension [UInt8] {
  /// Whether these are the same bytes.
  package func isEqual(to other: UnsafeBufferPointer<UInt8>) -> Bool {
    count == other.count
      && withUnsafeBufferPointer { own in
        for index in 0..<own.count where own[index] != other[index] { return false }
        return true
      }
  }
}
