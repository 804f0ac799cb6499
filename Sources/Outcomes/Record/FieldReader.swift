/// Reads the fields of one fact from texts, by the same rules whoever typed or wrote them, and keeps
/// what is wrong.
///
/// Blanks at the ends of a text do not belong to it, except to an identifier. An empty text is a
/// field that was left out.
package struct FieldReader: Sendable {
  package private(set) var faults: [RecordFault] = []
  /// A comma is the decimal sign here.
  private let decimalComma: Bool
  /// A person typed the texts: days as people write them, a decimal comma as well as a point.
  private let isTyped: Bool
  private let order: TypedDay.Order?

  package init(decimalComma: Bool = false) {
    self.decimalComma = decimalComma
    isTyped = false
    order = nil
  }

  /// For texts that a person typed (``TypedDay``, ``TypedNumber``).
  ///
  /// - Parameter order: the site's order of day and month.
  package init(typed order: TypedDay.Order?) {
    decimalComma = false
    isTyped = true
    self.order = order
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
  /// - Parameter read: how days are written here; nil: as the reader was made for.
  package mutating func day(
    _ text: String, _ field: RecordFault.Field, needed: Bool = false,
    read: ((String) -> Day?)? = nil
  ) -> Day? {
    if let read { return self.read(text, field, needed: needed, orRefuse: .notADay, read) }
    return given(text, field, needed: needed) { $0.precision == nil }?.earliest
  }

  /// A day that may be known to the month or year alone.
  package mutating func partialDay(
    _ text: String, _ field: RecordFault.Field, needed: Bool = false,
    read: ((String) -> PartialDay?)? = nil
  ) -> PartialDay? {
    if let read { return self.read(text, field, needed: needed, orRefuse: .notADay, read) }
    return given(text, field, needed: needed) { _ in true }
  }

  private mutating func given(
    _ text: String, _ field: RecordFault.Field, needed: Bool, isEnough: (PartialDay) -> Bool
  ) -> PartialDay? {
    guard isTyped else {
      return read(text, field, needed: needed, orRefuse: .notADay) { typed in
        PartialDay(iso: typed).flatMap { isEnough($0) ? $0 : nil }
      }
    }
    let reading = TypedDay.read(text.withoutOuterBlanks, order: order)
    if case .either(let one, let other) = reading {
      refuse(field, text, .eitherDay(one, other))
      return nil
    }
    return read(text, field, needed: needed, orRefuse: .notADay) { _ in
      if case .day(let day) = reading, isEnough(day) { day } else { nil }
    }
  }

  /// A number; that it is above 0 is checked with the fact.
  package mutating func number(_ text: String, _ field: RecordFault.Field) -> Rational? {
    let comma = decimalComma
    guard let text = figures(text, field) else { return nil }
    return read(text, field, orRefuse: .notANumber) { Rational(decimal: $0, decimalComma: comma) }
  }

  /// The text as a number is read; nil: two numbers can be meant, which is kept as a fault.
  private mutating func figures(_ text: String, _ field: RecordFault.Field) -> String? {
    guard isTyped else { return text }
    let typed = text.withoutOuterBlanks
    if let (fraction, whole) = TypedNumber.readings(typed) {
      refuse(field, text, .eitherNumber(fraction, whole))
      return nil
    }
    return TypedNumber.plain(typed)
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
    guard let text = figures(text, field) else { return nil }
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
        case .needed, .onlyWith, .text, .notADay, .eitherDay, .eitherNumber, .notAWord, .notANumber,
          .notAboveZero,
          .notAWholeNumber, .notAWholeNumberFromZero, .tooLong, .inTheFuture, .tooLongAgo,
          .afterARecord, .unchanged:
          return true
        }
      }
  }
}
