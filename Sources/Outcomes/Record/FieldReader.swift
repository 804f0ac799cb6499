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

  /// nil: nothing was typed, or it could not be read, which is kept as a fault of that kind.
  private mutating func read<Value>(
    _ text: String, _ field: RecordFault.Field, needed: Bool = false,
    orRefuse kind: RecordFault.Kind, _ value: (String) -> Value?
  ) -> Value? {
    let typed = text.withoutOuterBlanks
    guard !typed.isEmpty else {
      if needed { refuse(field, text, .needed) }
      return nil
    }
    let found = value(typed)
    if found == nil { refuse(field, text, kind) }
    return found
  }

  /// A day of the calendar.
  ///
  /// - Parameter read: how days are written here.
  package mutating func day(
    _ text: String, _ field: RecordFault.Field, needed: Bool = false,
    read: (String) -> Day? = { Day(iso: $0) }
  ) -> Day? {
    self.read(text, field, needed: needed, orRefuse: .notADay, read)
  }

  /// A day that may be known to the month or year alone.
  package mutating func partialDay(
    _ text: String, _ field: RecordFault.Field, needed: Bool = false,
    read: (String) -> PartialDay? = { PartialDay(iso: $0) }
  ) -> PartialDay? {
    self.read(text, field, needed: needed, orRefuse: .notADay, read)
  }

  /// A number; that it is above 0 is checked with the fact.
  package mutating func number(_ text: String, _ field: RecordFault.Field) -> Rational? {
    let comma = decimalComma
    return read(text, field, orRefuse: .notANumber) { Rational(decimal: $0, decimalComma: comma) }
  }

  /// A whole number above 0.
  package mutating func count(_ text: String, _ field: RecordFault.Field) -> Int? {
    wholeNumber(text, field, from: 1, orRefuse: .notAWholeNumber)
  }

  /// A whole number from 0.
  package mutating func countFromZero(_ text: String, _ field: RecordFault.Field) -> Int? {
    wholeNumber(text, field, from: 0, orRefuse: .notAWholeNumberFromZero)
  }

  private mutating func wholeNumber(
    _ text: String, _ field: RecordFault.Field, from least: Int, orRefuse kind: RecordFault.Kind
  ) -> Int? {
    let comma = decimalComma
    return read(text, field, orRefuse: kind) { typed in
      Int(whole: typed, decimalComma: comma).flatMap { $0 >= least ? $0 : nil }
    }
  }

  /// `yes` or `no`; an empty text is a question that was not asked.
  package mutating func yesOrNo(_ text: String, _ field: RecordFault.Field) -> Bool? {
    let answer: YesOrNo? = choice(text, field)
    return answer?.isYes
  }

  /// One of the words of an enumeration.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ field: RecordFault.Field, needed: Bool = false
  ) -> Choice? {
    read(
      text, field, needed: needed,
      orRefuse: .notAWord(allowed: Choice.allCases.map(\.rawValue), isNeeded: needed)
    ) { Choice(rawValue: $0) }
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
