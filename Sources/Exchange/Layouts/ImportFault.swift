package import Outcomes

/// Why a row of an import was refused: facts; the words are in `ImportFaultText.swift`.
package struct ImportFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case csv(CSVFault)
    case header(HeaderFault)
    /// What no way in takes; `dates` is how the days of this file are written.
    case record(RecordFault, dates: DateOrder)
    case unknownPatient
    case unknownMeasure(near: String?)
    case unknownDisease(near: String?)
    case unknownTherapy(near: String?)
    case answer(AnswerFault, measure: String, item: String)
    case duplicatePatient
    case duplicateDiagnosis
    case duplicateTreatment
    case duplicateScore
    case alreadyRecorded
    case patientDiffers
    case treatmentDiffers
    case diagnosisDiffers
    case rowsDisagree(column: String, first: String)
    /// Registered already, or in an earlier row.
    case alike(LikePatient)
  }

  package var file: String
  /// Line of the file, from 1; nil for the whole file.
  package var row: Int?
  package var column: String?
  package var value: String?
  package var kind: Kind

  package init(
    file: String, row: Int? = nil, column: String? = nil, value: String? = nil, kind: Kind
  ) {
    self.file = file
    self.row = row
    self.column = column
    self.value = value
    self.kind = kind
  }
}

/// How the dates of a file are written.
///
/// They are never guessed.
package enum DateOrder: String, CaseIterable, Sendable {
  case iso
  case dayMonthYear = "d.m.y"
  case monthDayYear = "m/d/y"

  package var example: String {
    switch self {
    case .iso: "2026-06-30"
    case .dayMonthYear: "30.6.2026"
    case .monthDayYear: "6/30/2026"
    }
  }

  /// Reads a date that may be a month or a year alone: `2023-11`, `11.2023`, `11/2023`, `2019`; nil for
  /// anything else.
  package func partialDay(_ text: String) -> PartialDay? {
    if let day = day(text) { return PartialDay(day) }
    if self == .iso || text.utf8.count == 4 {
      return text.utf8.count == 10 ? nil : PartialDay(iso: text)
    }
    let separator: Character = self == .dayMonthYear ? "." : "/"
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 4 else {
      return nil
    }
    return PartialDay(iso: "\(parts[1])-\(parts[0].utf8.count == 1 ? "0" : "")\(parts[0])")
  }

  /// Reads a date written in this order; nil for anything else.
  package func day(_ text: String) -> Day? {
    var text = text
    return text.withUTF8 { day($0) }
  }

  /// Reads a date written in this order; nil for anything else.
  package func day(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
    let separator: UInt8
    switch self {
    case .iso: return Day(isoBytes: bytes)
    case .dayMonthYear: separator = UInt8(ascii: ".")
    case .monthDayYear: separator = UInt8(ascii: "/")
    }
    var parts: [Int] = [0]
    var digits = 0
    for byte in bytes {
      if byte == separator {
        guard digits > 0 else { return nil }
        parts.append(0)
        digits = 0
      } else if (48...57).contains(byte), digits < 4 {
        parts[parts.count - 1] = parts[parts.count - 1] * 10 + Int(byte - 48)
        digits += 1
      } else {
        return nil
      }
    }
    // A year of two digits would be a guess.
    guard parts.count == 3, digits == 4 else { return nil }
    return self == .dayMonthYear
      ? Day(year: parts[2], month: parts[1], day: parts[0])
      : Day(year: parts[2], month: parts[0], day: parts[1])
  }
}
