/// What a reader left out so far, so that a person can be told.
package struct PassedOver: Hashable, Sendable {
  /// Rows between the first row and the last one given that hold nothing but spaces.
  package var emptyRows = 0
  /// Hidden and filtered rows that hold something and were not asked for, in rising order.
  package var hiddenRows: [ClosedRange<Int>] = []
  /// Hidden columns that were not asked for, from 0, as far as a row of the sheet reaches into
  /// them.
  package var hiddenColumns: [Int] = []
  /// The sheet has a filter that is in use, so that hidden rows may be filtered ones.
  package var isFiltered = false

  package init() {}
}
