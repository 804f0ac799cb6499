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
    case flag, decision, day, physician
    case revisedTo = "revised_to"
    case deferredUntil = "deferred_until"
    case row, state, author
    case illness
    case missedDoses = "missed_doses"
    case daysSinceDose = "days_since_dose"
  }

  package enum Kind: Hashable, Sendable {
    case needed
    case text(TextFault)
    case notADay
    /// Two days can be meant: with the day first, and with the month first.
    case eitherDay(Day, Day)
    /// Two numbers can be meant: with a fraction, and without.
    case eitherNumber(String, String)
    /// `isNeeded`: nothing is no answer either.
    case notAWord(allowed: [String], isNeeded: Bool = false)
    case notANumber
    case notAboveZero
    case notAWholeNumber
    /// Like it, where 0 is taken too.
    case notAWholeNumberFromZero
    case tooLong(limit: Int)
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
    /// Not after the day of another field that it has to follow.
    case notAfter(Field, Day)
    /// It says something about another field, which is empty.
    case without(Field)
    /// It goes with one disease or therapy alone.
    case onlyWith(String)
    /// It is empty, and a word of another field needs it.
    case neededWith(Field, String)
    /// It goes with one word of another field alone.
    case takenWith(Field, String)
    /// It is what stands there already, and is to be something else.
    case unchanged
    /// At least one of these must say something.
    case oneNeeded([Field])
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
