import Outcomes
package import Reporting

extension Desk {
  /// The physician's list: one row per patient with an open red or amber flag, the most urgent first.
  ///
  /// Above them, whatever was asked for, stands everybody who is not judged (``recordsNotJudged()``):
  /// what such a record says of disease or physician may not be what was entered.
  ///
  /// Memory does not grow with the clinic.
  ///
  /// - Parameters:
  ///   - list: in its place what needs a visit, or patients of whom there are notes alone.
  ///   - selection: which patients.
  package func reviewTable(
    _ list: ReviewTable.List = .review, of selection: ReviewSelection = ReviewSelection()
  ) throws -> SortedTable {
    try SortedTable(
      columns: ReviewTable.columns, textKeys: ReviewTable.textKeys,
      // Whose they are goes without saying where only one physician's were asked for.
      roomyKeys: selection.responsible == nil ? ["physician"] : []
    ) { add in
      for patient in try recordsNotJudged() {
        let line = ReviewTable.line(notJudged: patient)
        try add(line.sortKey, line.cells)
      }
      try forEachRecord { record in
        let judged = library.judge(record, asOf: asOf)
        if selection.isAll || selection.holds(judged),
          let line = ReviewTable.line(for: judged, on: list)
        {
          try add(line.sortKey, line.cells)
        }
      }
    }
  }
}
