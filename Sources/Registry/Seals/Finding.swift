/// Something wrong that ``Reading/verify(library:)`` found.
package struct IntegrityFinding: Hashable, Sendable, CustomStringConvertible {
  /// The table; empty where it concerns the file as a whole.
  package var table: String
  package var row: Int?
  /// In plain words, without any content of the row.
  package var what: String

  package init(table: String, row: Int? = nil, what: String) {
    self.table = table
    self.row = row
    self.what = what
  }

  package var description: String {
    let place = table.isEmpty ? "file" : row.map { "\(table) row \($0)" } ?? table
    return "\(place): \(what)"
  }
}
