package import Outcomes

/// A table of the cohort that may leave the clinic.
package struct SuppressedTable: Sendable {
  package let table: Table
  /// Groups that are too small to be shown at all.
  package let leftOut: Int
}

extension CohortTables {
  /// The tables whose small counts can be hidden; a curve tells of single courses.
  package static let suppressible: [CohortTables] = [
    .responses, .change, .quality, .yield, .resistant,
  ]

  /// Without counts under a number, without those from which one could be found by subtraction, and
  /// without the figures of single courses; nil for what cannot be shown so.
  ///
  /// - Parameters:
  ///   - cohort: of the whole clinic; tables of two parts of it would give away what each hides.
  ///   - fewest: the smallest count that is shown.
  package func suppressed(
    _ cohort: Cohort, _ flags: FlagYield, _ library: Library, under fewest: Int
  ) -> SuppressedTable? {
    let whole = table(cohort, flags, library)
    switch self {
    case .responses:
      let kept = cohort.groups.filter { $0.courses.count >= fewest }
      return suppressed(kept.map { Self.row($0, library, under: fewest) }, of: cohort.groups.count)
    case .change:
      let place = columns.firstIndex { $0.key == "courses" } ?? 0
      let rows = whole.rows.filter { Int($0[place].text).map { $0 >= fewest } ?? false }
      return suppressed(rows, of: whole.rows.count)
    case .quality:
      return suppressed(
        CohortFigure.all(cohort, flags).map { $0.cells(under: fewest) }, of: whole.rows.count)
    case .yield: return suppressed(flags.rows(under: fewest), of: whole.rows.count)
    case .resistant:
      let rows = cohort.diseaseGroups.compactMap { ResistantTable.row($0, under: fewest) }
      return suppressed(rows, of: whole.rows.count)
    case .curve: return nil
    }
  }

  private func suppressed(_ rows: [[Cell]], of all: Int) -> SuppressedTable {
    SuppressedTable(
      table: Table(columns: columns, rows: rows), leftOut: all - rows.count)
  }

  /// Of the shares those that may be shown; sums and rates of shares only where they give none away.
  private static func row(_ group: CohortGroup, _ library: Library, under fewest: Int) -> [Cell] {
    let shares = CohortCourse.Share.allCases
    let counts = shares.map(group.count)
    let shown = SmallCounts.shown(counts, under: fewest)
    func isShown(_ share: CohortCourse.Share) -> Bool {
      shares.firstIndex(of: share).map(shown.contains) ?? false
    }
    // The sum of two hidden counts gives a third hidden one away.
    let showsResponse = isShown(.responding) && isShown(.stable)
    let showsDecided = isShown(.notDecided)
    var row = row(group, library)
    let keys = responseKeys
    func hide(_ key: String) { if let place = keys.firstIndex(of: key) { row[place] = .empty } }
    for (position, share) in shares.enumerated() where !shown.contains(position) {
      hide(share.rawValue.replacing("-", with: "_"))
    }
    if !showsResponse { hide("response") }
    if !showsDecided { hide("decided") }
    if !showsResponse || !showsDecided { hide("response_percent") }
    if group.daysToResponse.count < fewest { hide("median_weeks") }
    // One course each.
    hide("fewest_weeks")
    hide("most_weeks")
    return row
  }

  private static var responseKeys: [String] { CohortTables.responses.columns.map(\.key) }
}

extension CohortFigure {
  /// Empty where one of the two parts is small; never the days of a single decision.
  fileprivate func cells(under fewest: Int) -> [Cell] {
    guard SmallCounts.mayShow(portion, under: fewest) else {
      return [.text(kind.rawValue)] + Array(repeating: .empty, count: cells.count - 1)
    }
    return cells.dropLast(2) + [.empty, .empty]
  }
}
