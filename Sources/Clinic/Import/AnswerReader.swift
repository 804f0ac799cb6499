import Exchange
import Outcomes
import Registry

/// Reads the answers of one instrument from bytes, fast for the usual case: items in the definition's
/// order, values of one digit.
final class AnswerReader {
  let measure: Measure
  /// Of the site, for a measure that is compared by a value from a table.
  let table: ConversionTable?
  /// One of the instrument's own items is called `total`.
  let hasTotalField: Bool
  let valueSlot: Int?
  /// Computed from other instruments, never entered.
  let isComposite: Bool
  let noAnswers: Answers
  /// What a comparison needs beside the total.
  let part: String?
  private let names: [[UInt8]]
  /// For each field the answers that are one digit.
  private let digits: [[Answer?]]
  /// Canonical variants by their text in the file; a refused one is remembered as its fault.
  private var variants: [String: Result<String, AnswerFault>] = [:]

  init(_ measure: Measure, table: ConversionTable?) {
    self.measure = measure
    self.table = table
    hasTotalField = measure.fieldPositions["total"] != nil
    valueSlot = measure.fieldPositions["value"]
    part = measure.comparison.part
    isComposite = measure.scoring.rule == .composite
    noAnswers = Answers(of: measure)
    names = measure.fields.map { Array($0.id.utf8) }
    digits = measure.fields.map { field in
      (0...9).map { digit in try? measure.answer("\(digit)", to: field) }
    }
  }

  /// The field of that name, looked for first at the expected place.
  func slot(_ name: UnsafeBufferPointer<UInt8>, expected: Int) -> Int? {
    if expected < names.count, equal(names[expected], name) { return expected }
    return measure.fieldPositions[String(decoding: name, as: UTF8.self)]
  }

  func answer(
    _ text: UnsafeBufferPointer<UInt8>, slot: Int, decimalComma: Bool
  ) throws(AnswerFault) -> Answer {
    if text.count == 1, (48...57).contains(text[0]), let answer = digits[slot][Int(text[0] - 48)] {
      return answer
    }
    var string = String(decoding: text, as: UTF8.self)
    if decimalComma { string = String(string.map { $0 == "," ? "." : $0 }) }
    return try measure.answer(string, to: measure.fields[slot])
  }

  func variant(_ text: UnsafeBufferPointer<UInt8>) throws(AnswerFault) -> String {
    let string = String(decoding: text, as: UTF8.self)
    if let known = variants[string] { return try known.get() }
    let read: Result<String, AnswerFault>
    do throws(AnswerFault) {
      read = .success(try measure.canonicalVariant(string))
    } catch {
      read = .failure(error)
    }
    if variants.count < 10_000 { variants[string] = read }
    return try read.get()
  }
}

func equal(_ a: [UInt8], _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  a.count == b.count
    && a.withUnsafeBufferPointer { left in
      for index in 0..<left.count where left[index] != b[index] { return false }
      return true
    }
}
