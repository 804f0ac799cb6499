import Exchange
import Outcomes

/// One record of an import file with the names of its columns.
struct ImportRow {
  let file: String
  let record: CSVRecord
  let columns: ImportColumns
  let dates: DateOrder
  let faults: ImportFaults
  /// Line of the file, from 1.
  let line: Int

  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    columns.positions[column].map { record.bytes(at: $0) }
      ?? UnsafeBufferPointer(start: nil, count: 0)
  }

  func isEmpty(_ column: Int) -> Bool { bytes(column).isEmpty }

  func string(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

  func refuse(_ column: Int, _ kind: ImportFault.Kind) {
    faults.add(
      ImportFault(
        file: file, row: line, column: columns.layout.columns[column],
        value: string(column), kind: kind))
  }

  /// A text without control characters; tabs and line breaks are allowed in notes.
  func text(_ column: Int) -> String {
    if bytes(column).contains(where: { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 || $0 == 127 }) {
      refuse(column, .controlCharacter)
    }
    return string(column)
  }

  /// An identifier or id, which must be there.
  func word(_ column: Int) -> String? {
    guard !isEmpty(column) else {
      refuse(column, .empty)
      return nil
    }
    return text(column)
  }

  /// A date, where one is given.
  func day(_ column: Int, required: Bool = false) -> Day? {
    if isEmpty(column) {
      if required { refuse(column, .empty) }
      return nil
    }
    guard let day = dates.day(bytes(column)) else {
      refuse(column, .notADate(expected: dates))
      return nil
    }
    return day
  }

  /// A number that is not negative, where one is given.
  func amount(_ column: Int) -> Rational? {
    guard !isEmpty(column) else { return nil }
    guard let number = Rational(decimal: decimalText(column)) else {
      refuse(column, .notANumber)
      return nil
    }
    if number <= .zero { refuse(column, .notAboveZero) }
    return number
  }

  /// A number as it is read: with a decimal point also where the file writes commas.
  func decimalText(_ column: Int) -> String {
    let text = string(column)
    return columns.decimalComma ? String(text.map { $0 == "," ? "." : $0 }) : text
  }

  func wholeNumber(_ column: Int) -> Int? {
    guard !isEmpty(column) else { return nil }
    guard let number = Int(string(column)), number > 0 else {
      refuse(column, .notAWholeNumber)
      return nil
    }
    return number
  }

  /// One of the words of an enumeration; nothing where it is empty.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ column: Int, _: Choice.Type)
    -> Choice?
  {
    guard !isEmpty(column) else { return nil }
    guard let choice = Choice(rawValue: string(column)) else {
      refuse(column, .notAWord(allowed: Choice.allCases.map(\.rawValue) + [""]))
      return nil
    }
    return choice
  }
}
