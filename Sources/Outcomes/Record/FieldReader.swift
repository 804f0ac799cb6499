/// Reads the fields of one fact from texts, by the same rules whoever typed or wrote them, and keeps
/// what is wrong.
///
/// Blanks at the ends of a text do not belong to it, except to an identifier. An empty text is a
/// field that was left out.
package struct FieldReader: Sendable {
  package private(set) var faults: [RecordFault] = []
  /// A comma is the decimal sign here.
  private let decimalComma: Bool

  package init(decimalComma: Bool = false) {
    self.decimalComma = decimalComma
  }

  private mutating func refuse(
    _ field: RecordFault.Field, _ found: String, _ kind: RecordFault.Kind
  ) {
    faults.append(RecordFault(field, found: found, kind))
  }

  /// Says that a field must not be empty, where it is.
  package mutating func need(_ text: String, _ field: RecordFault.Field) {
    if text.withoutOuterBlanks.isEmpty { refuse(field, text, .needed) }
  }

  /// A day of the calendar.
  ///
  /// - Parameter read: how days are written here.
  package mutating func day(
    _ text: String, _ field: RecordFault.Field, needed: Bool = false,
    read: (String) -> Day? = { Day(iso: $0) }
  ) -> Day? {
    let typed = text.withoutOuterBlanks
    guard !typed.isEmpty else {
      if needed { refuse(field, text, .needed) }
      return nil
    }
    let day = read(typed)
    if day == nil { refuse(field, text, .notADay) }
    return day
  }

  /// A day that may be known to the month or year alone.
  package mutating func partialDay(
    _ text: String, _ field: RecordFault.Field, needed: Bool = false,
    read: (String) -> PartialDay? = { PartialDay(iso: $0) }
  ) -> PartialDay? {
    let typed = text.withoutOuterBlanks
    guard !typed.isEmpty else {
      if needed { refuse(field, text, .needed) }
      return nil
    }
    let day = read(typed)
    if day == nil { refuse(field, text, .notADay) }
    return day
  }

  /// A number; that it is above 0 is checked with the fact.
  package mutating func number(_ text: String, _ field: RecordFault.Field) -> Rational? {
    let typed = text.withoutOuterBlanks
    guard !typed.isEmpty else { return nil }
    let number = Rational(decimal: typed, decimalComma: decimalComma)
    if number == nil { refuse(field, text, .notANumber) }
    return number
  }

  /// A whole number above 0.
  package mutating func count(_ text: String, _ field: RecordFault.Field) -> Int? {
    let typed = text.withoutOuterBlanks
    guard !typed.isEmpty else { return nil }
    guard let number = Int(whole: typed, decimalComma: decimalComma), number > 0 else {
      refuse(field, text, .notAWholeNumber)
      return nil
    }
    return number
  }

  /// A whole number from 0.
  package mutating func countFromZero(_ text: String, _ field: RecordFault.Field) -> Int? {
    let typed = text.withoutOuterBlanks
    guard !typed.isEmpty else { return nil }
    guard let number = Int(whole: typed, decimalComma: decimalComma), number >= 0 else {
      refuse(field, text, .notAWholeNumberFromZero)
      return nil
    }
    return number
  }

  /// `yes` or `no`; an empty text is a question that was not asked.
  package mutating func yesOrNo(_ text: String, _ field: RecordFault.Field) -> Bool? {
    let answer: YesOrNo? = choice(text, field)
    return answer.map { $0 == .yes }
  }

  private enum YesOrNo: String, CaseIterable { case yes, no }

  /// One of the words of an enumeration.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ field: RecordFault.Field, needed: Bool = false
  ) -> Choice? {
    let typed = text.withoutOuterBlanks
    guard !typed.isEmpty else {
      if needed { refuse(field, text, .needed) }
      return nil
    }
    let choice = Choice(rawValue: typed)
    if choice == nil {
      refuse(
        field, text, .notAWord(allowed: Choice.allCases.map(\.rawValue), isNeeded: needed))
    }
    return choice
  }

  /// What could not be read, and what the checks found in the rest: nothing about a field twice, and
  /// no comparison with a day that could not be read.
  package func faults(with checked: [RecordFault]) -> [RecordFault] {
    guard !faults.isEmpty else { return checked }
    let unread = Set(faults.map(\.field))
    return faults
      + checked.filter { fault in
        if unread.contains(fault.field) { return false }
        switch fault.kind {
        case .before(let other, _), .after(let other, _), .without(let other),
          .notAfter(let other, _), .neededWith(let other, _), .takenWith(let other, _):
          return !unread.contains(other)
        case .oneNeeded(let fields): return unread.isDisjoint(with: fields)
        case .beforeBirth: return !unread.contains(.birthDate)
        case .needed, .onlyWith, .text, .notADay, .notAWord, .notANumber, .notAboveZero,
          .notAWholeNumber, .notAWholeNumberFromZero, .tooLong, .inTheFuture, .tooLongAgo,
          .afterARecord:
          return true
        }
      }
  }
}
