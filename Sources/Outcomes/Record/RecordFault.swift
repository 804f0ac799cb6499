/// Why something cannot be recorded: the field, what was found in it and what is wrong.
///
/// The same whichever way it comes in; each way adds its place, and the words are elsewhere.
package struct RecordFault: Error, Hashable, Sendable {
  /// A field of a fact, under the name that its column has in files.
  package enum Field: String, CaseIterable, Sendable {
    case identifier = "patient_id"
    case familyName = "family_name"
    case givenName = "given_name"
    case birthDate = "birth_date"
    case sex
    case disease
    case diagnosedOn = "diagnosed_on"
    case onsetOn = "onset_on"
    case endedOn = "ended_on"
    case therapy, start, stop, intent, dose, unit
    case intervalDays = "interval_days"
    case stopReason = "stop_reason"
    case otherName = "other_name"
    case visitDay = "date"
    case measure, rater, note
  }

  package enum Kind: Hashable, Sendable {
    case needed
    case text(TextFault)
    case notADay
    case notAWord(allowed: [String])
    case notANumber
    case notAboveZero
    case notAWholeNumber
    case inTheFuture(today: Day)
    /// Before any day that can be meant.
    case tooLongAgo(earliest: Day)
    case beforeBirth(born: Day)
    /// A birth after a day on which something is recorded.
    case afterARecord(Day)
    /// Before the day of another field that it cannot precede.
    case before(Field, Day)
    /// After the day of another field that it cannot follow.
    case after(Field, Day)
    /// It says something about another field, which is empty.
    case without(Field)
    /// It goes with one disease or therapy alone.
    case onlyWith(String)
  }

  package let field: Field
  /// As it was typed or is written in files.
  package let found: String
  package let kind: Kind

  package init(_ field: Field, found: String, _ kind: Kind) {
    self.field = field
    self.found = found
    self.kind = kind
  }
}
