/// What the rows of tables became under a mapping, and what of them did not.
package struct MappedTables: Sendable {
  /// A word of the mapping that was met.
  package struct WordUse: Hashable, Sendable {
    package var heading: String
    package var word: String
    package var becomes: String
  }

  package enum PassedOver: String, CaseIterable, Sendable {
    case empty = "empty rows"
    case hidden = "hidden rows"
    case before = "rows above the table"
    case after = "rows after its end"
    case notAsked = "rows that the mapping does not ask for"
    case skipped = "rows that the mapping passes over"
    case withoutPatient = "rows without a patient"
    case unanswered = "rows without an answer"

    /// `3 empty rows`, `1 empty row`.
    package func counted(_ count: Int) -> String {
      let words = rawValue.split(separator: " ").map { $0 == "rows" && count == 1 ? "row" : $0 }
      return "\(count) " + words.joined(separator: " ")
    }
  }

  package var rows: [ImportLayout: [MappedRow]] = [:]
  package var refused: [RefusedCell] = []
  package var faults: [MappingTableFault] = []
  /// Rows of tables that were read.
  package var rowsRead = 0
  package var passedOver: [PassedOver: Int] = [:]
  package var words: [WordUse: Int] = [:]
  /// Patients that rows name of which nothing else could be read.
  package internal(set) var emptyPatients: Set<String> = []

  package init() {}

  mutating func add(_ row: MappedRow) { rows[row.layout, default: []].append(row) }
}
