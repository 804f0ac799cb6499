/// Why a table cannot be written as a file of another program, in the terms of that program.
package enum TableFileFault: Error, Hashable, Sendable {
  /// A text longer than a cell holds; counted as the program counts.
  case textTooLong(table: String, row: Int, column: String, length: Int, limit: Int, unit: String)
  /// More rows than a sheet has, with the row of headings.
  case tooManyRows(table: String, limit: Int)
  /// More columns than a sheet has.
  case tooManyColumns(table: String, count: Int, limit: Int)
  /// What the library says went wrong with the file.
  case notWritten(file: String, problem: String)
}

extension TableFileFault: CustomStringConvertible {
  /// Place, what was found, what is allowed, what to do.
  package var description: String {
    switch self {
    case .textTooLong(let table, let row, let column, let length, let limit, let unit):
      "\(table), row \(row), column \(column): the text has \(length) \(unit), and such a file holds "
        + "\(limit) in a cell. Shorten it, or write the tables as CSV alone."
    case .tooManyRows(let table, let limit):
      "\(table) has more than \(limit) rows, and a sheet holds no more. Write the tables as CSV alone."
    case .tooManyColumns(let table, let count, let limit):
      "\(table) has \(count) columns, and a sheet holds \(limit). Write the tables as CSV alone."
    case .notWritten(let file, let problem): "\(file) could not be written: \(problem)."
    }
  }
}
