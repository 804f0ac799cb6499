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
  /// Where each row of the re-evaluation of a diagnosis stands: of each the one of the latest day, of
  /// two of one day the one recorded later; in the order in which the rows were first taken up.
  package func considered(_ disease: Disease.ID) -> [Consideration] {
    var rows: [String] = []
    var latest: [String: Consideration] = [:]
    for consideration in considerations where consideration.disease == disease {
      guard let before = latest[consideration.row] else {
        rows.append(consideration.row)
        latest[consideration.row] = consideration
        continue
      }
      if consideration.day >= before.day { latest[consideration.row] = consideration }
    }
    return rows.compactMap { latest[$0] }
  }
}
