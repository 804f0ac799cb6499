/// What stands around the rows of a sheet: merged cells and the filter, which come after them.
final class SheetSurroundings: PartEvents {
  /// Merged cells may cover so many cells in all.
  static let coveredLimit = 1_000_000

  /// In the order of their first rows.
  private(set) var merged: [CellRange] = []
  /// A filter is in use.
  private(set) var isFiltered = false
  private var covered = 0

  struct TooMuchMerged: Error {}

  func start(_ name: String, _ attributes: [String: String]) throws {
    switch name {
    case "mergeCell":
      guard let range = CellRange(attributes["ref"] ?? "") else { throw PartFault.damaged }
      covered += range.area
      guard covered <= Self.coveredLimit else { throw TooMuchMerged() }
      if range.area > 1 { merged.append(range) }
    case "filterColumn":
      isFiltered = true
    default: break  // not our enum
    }
  }

  func end(_ name: String) {
    if name == "worksheet" { merged.sort { $0.rows.lowerBound < $1.rows.lowerBound } }
  }

  func text(_ text: String) {}
}
