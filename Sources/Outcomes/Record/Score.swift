/// A filled-in measure of one day, as judging sees it.
package struct Score: Hashable, Sendable {
  package var measure: Measure.ID
  /// Version of the definition it was recorded with.
  package var version: String
  package var day: Day
  /// Canonical `key=value;key=value` in the definition's order.
  package var variant: String
  /// nil when the instrument's rule gives no total: shown, never judged.
  package var total: Rational?
  /// The value of the measure's ``Comparison/part``.
  package var part: Rational?
  /// The total was recorded without its items, from a letter or an old sheet.
  package var isTotalOnly: Bool
  /// ``Answers/compact``; empty where it was not loaded.
  package var answers: String
  /// Identifier in the clinic file, for corrections.
  package var number: Int
  /// Position of its last entry in the clinic file; later entries are new evidence.
  package var entry: Int

  package init(
    measure: Measure.ID, version: String, day: Day, variant: String = "", total: Rational?,
    part: Rational? = nil, isTotalOnly: Bool = false, answers: String = "", number: Int = 0,
    entry: Int = 0
  ) {
    self.measure = measure
    self.version = version
    self.day = day
    self.variant = variant
    self.total = total
    self.part = part
    self.isTotalOnly = isTotalOnly
    self.answers = answers
    self.number = number
    self.entry = entry
  }
}
