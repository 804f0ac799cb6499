import Outcomes

/// What one instrument of a visit is read from.
struct ScorePlan {
  enum Instrument {
    case decided(Measure, why: String)
    case open([Measure], why: String)
    /// The unit stands behind the number.
    case byUnit([(unit: String, measure: Measure)], missing: [String])
    /// The unit stands in another sheet of the workbook.
    case unitElsewhere(
      sheet: String, rowHeading: String, row: String, unitHeading: String,
      [(unit: String, measure: Measure)])
  }

  /// How the answers of a cell are written.
  enum Form: Equatable {
    case plain
    /// One pattern for all cells, with the reason.
    case pattern(String, why: String)
  }

  struct Part {
    /// An item's id, or `total`, `value`.
    var slot: String
    /// nil: fixed by nothing in the table; a person says it.
    var field: LookedField?
    var form: Form = .plain
    /// Words that stand for an answer and that a person has to say.
    var words: [String] = []
    /// The answer is not sure; what speaks for it.
    var open: String?
    var why = ""
    /// A choice of a fixed number, such as how often a dose is taken.
    var fixed: String?
  }

  var instrument: Instrument
  var parts: [Part] = []
  var side: String?
  /// The side is not said.
  var sideIsOpen: [String] = []
  /// Total that is compared with the items.
  var total: (field: LookedField, why: String)?
  var note: LookedField?
  var hasOpenAnswers = 0
  /// Cells that no rule explains: they will be refused until they are corrected or said.
  var oddCells: [String] = []

  var measure: Measure? {
    if case .decided(let measure, _) = instrument { measure } else { nil }
  }
}
