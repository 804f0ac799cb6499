package import Exchange
package import Outcomes

/// Why a line of a stream of records was refused.
package struct RecordsFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case json(JSONFault)
    /// A line has more bytes than are read.
    case tooLong(limit: Int)
    case unknownField(allowed: [String])
    case needed
    /// A field stands twice in one object.
    case fieldTwice
    case notAnObject
    case notAList
    case notAText
    /// Days are counted from the first record here, and this is something else.
    case notADayNumber
    /// What every way in checks.
    case fact(ImportFault.Kind)
    case scoreTwice
    case patientTwice
    /// Patients stand in the order of the bytes of their identifiers.
    case outOfOrder(after: String)
    /// Lines with identifiers and lines with study codes do not mix.
    case mixed
    /// A day of the calendar was given to judge by, and the records have none.
    case noCalendar(asOf: Day)
  }

  /// From 1.
  package let line: Int
  /// `scores 3, answers, arms`; empty: the whole line.
  package let place: String
  package let found: String?
  package let kind: Kind
}

/// A stream of records that was refused.
package struct RecordsRefusal: Refusal {
  package let file: String
  package let faults: [RecordsFault]
  package let count: Int
  /// Patients who were judged before the first fault.
  package let judged: Int

  package func text(_ way: (WayOut) -> String) -> String {
    let shown = faults.map { fault in
      var place = "\(file), line \(fault.line)"
      if !fault.place.isEmpty { place += ", " + fault.place }
      let found = fault.found.map { ": found '\($0)'" } ?? ""
      return "\(place)\(found): \(fault.explanation(way))"
    }
    let more = count > faults.count ? ["... and \(count - faults.count) more."] : []
    let noun = count == 1 ? "fault" : "faults"
    return
      (shown + more + [
        "\(count) \(noun) found. No patient after the first fault was judged: what was written is of "
          + "\(Self.patients(judged)) and is not complete."
      ]).joined(separator: "\n")
  }

  private static func patients(_ count: Int) -> String {
    "\(count) patient\(count == 1 ? "" : "s")"
  }
}

extension RecordsFault {
  /// What is wrong, what is allowed and what to do.
  func explanation(_ way: (WayOut) -> String) -> String {
    switch kind {
    case .json(let fault): "byte \(fault.byte): \(fault.explanation)"
    case .tooLong(let limit):
      "a line has at most \(limit) bytes. Write one patient a line, and end each with a line break."
    case .unknownField(let allowed):
      "no field of this name is read here. Allowed are \(allowed.joined(separator: ", "))."
    case .needed: "this is needed and is not there. Write it, an empty list where there is none."
    case .fieldTwice: "this field stands here twice. Keep one of them."
    case .notAnObject: "an object in braces is needed here."
    case .notAList: "a list in square brackets is needed here."
    case .notAText: "a text in quotes or a number is needed here, or null where there is none."
    case .notADayNumber:
      "with a study code days are counted from the first record: a whole number is needed here."
    case .fact(.record(let fault, _)) where fault.kind == .notADay:
      "no day of the calendar written as \(DateOrder.iso.example)."
    case .fact(.answer(let fault, let measure, let item)):
      fault.explanation(measure: measure, item: item)
    case .fact(let kind): ImportFault(file: "", kind: kind).explanation(way)
    case .scoreTwice:
      "this measure stands here twice for one date and variant. Keep one of the two."
    case .patientTwice: "this patient stands in an earlier line too. Write each patient once."
    case .outOfOrder(let before):
      "patients stand in the order of the bytes of their identifiers, and this one follows '\(before)'. "
        + "Sort the lines, as 'LC_ALL=C sort' does."
    case .mixed:
      "lines with identifiers and lines with study codes do not go together. Judge each kind by itself."
    case .noCalendar(let asOf):
      "these records have no days of the calendar, so they cannot be judged as of \(asOf). "
        + "Leave the day out: each patient is judged as of the last record."
    }
  }
}
