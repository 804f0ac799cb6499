/// Where one row of a re-evaluation stands: what was ruled out, what was asked for, what was found.
///
/// It is never changed: a later one about the same row replaces what it says, and all stay in the
/// history.
package struct Consideration: Hashable, Sendable {
  package enum State: String, CaseIterable, Sendable {
    /// To be thought of, nothing done yet.
    case open
    /// An examination or a report was asked for.
    case requested
    case excluded
    case confirmed
  }

  /// The diagnosis that is re-evaluated.
  package var disease: Disease.ID
  /// The id of a question that the record cannot answer or of an alternative to reconsider; any other
  /// text is a row of the clinic's own.
  package var row: String
  package var state: State
  package var day: Day
  /// Who says so.
  package var author: String
  package var note: String
  /// Identifier in the clinic file.
  package var number: Int

  package init(
    disease: Disease.ID, row: String, state: State, day: Day, author: String, note: String = "",
    number: Int = 0
  ) {
    self.disease = disease
    self.row = row
    self.state = state
    self.day = day
    self.author = author
    self.note = note
    self.number = number
  }
}

extension PatientRecord {
  /// What was said about the rows of a re-evaluation, by day and in the order in which it was recorded.
  ///
  /// - Parameter diagnoses: those that are one diagnosis here: a disease and its variants.
  package func considerations(under diagnoses: (Disease.ID) -> Bool) -> [Consideration] {
    considerations.filter { diagnoses($0.disease) }.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
  }
}
