/// The scores of one patient as comparing needs them: rows of plain numbers, measure by measure.
///
/// Judging looks at a score very often, and copying its texts each time would cost more than
/// everything else it does; whoever shows a score takes it by its place.
package final class PatientScores: Sendable {
  /// Measure by measure, of each by day and variant.
  let all: [Score]
  /// One for each of ``all``.
  let rows: ContiguousArray<ScoreRow>
  /// The versions and variants that occur, measure by measure.
  let kinds: ContiguousArray<ScoreKind>
  private let runs: ContiguousArray<Run>

  private struct Run {
    let measure: Measure.ID
    /// ``Measure/number``; nil: the library does not have it.
    let number: Int?
    let rows: Range<Int>
  }

  /// Scores whose measure the library does not have are kept and never compared.
  init(_ scores: [Score], _ library: Library) {
    // Stored scores are in order, so that nothing is moved.
    if let read = Self.rows(of: scores, library) {
      all = scores
      (rows, kinds, runs) = read
    } else {
      all = Self.sorted(scores)
      (rows, kinds, runs) = Self.rows(of: all, library) ?? ([], [], [])
    }
  }

  private typealias Rows = (
    ContiguousArray<ScoreRow>, ContiguousArray<ScoreKind>, ContiguousArray<Run>
  )

  /// nil: the scores are not in order.
  private static func rows(of all: [Score], _ library: Library) -> Rows? {
    var rows: ContiguousArray<ScoreRow> = []
    var kinds: ContiguousArray<ScoreKind> = []
    var runs: ContiguousArray<Run> = []
    rows.reserveCapacity(all.count)
    runs.reserveCapacity(8)
    var start = 0
    while start < all.count {
      let id = all[start].measure
      if runs.contains(where: { $0.measure == id }) { return nil }
      let number = library.number(of: id)
      let firstKind = kinds.count
      var end = start
      while end < all.count, all[end].measure == id {
        if end > start, isEarlier(all[end], all[end - 1]) { return nil }
        rows.append(
          ScoreRow(
            all[end], kind: Self.kind(of: all[end], number, library, from: firstKind, &kinds)))
        end += 1
      }
      runs.append(Run(measure: id, number: number, rows: start..<end))
      start = end
    }
    return (rows, kinds, runs)
  }

  private static func kind(
    of score: borrowing Score, _ measure: Int?, _ library: Library, from first: Int,
    _ kinds: inout ContiguousArray<ScoreKind>
  ) -> Int {
    for position in first..<kinds.count
    where kinds[position].variant == score.variant && kinds[position].version == score.version {
      return position
    }
    let keys = measure.map { library.measures[$0].variants } ?? []
    kinds.append(
      ScoreKind(
        version: score.version, variant: score.variant,
        separate: keys.separateVariant(score.variant)))
    return kinds.count - 1
  }

  private static func sorted(_ scores: [Score]) -> [Score] {
    var measures: [Measure.ID: Int] = [:]
    for score in scores where measures[score.measure] == nil {
      measures[score.measure] = measures.count
    }
    return scores.sorted { a, b in
      a.measure == b.measure
        ? isEarlier(a, b) : (measures[a.measure] ?? 0) < (measures[b.measure] ?? 0)
    }
  }

  /// By day; scores of one day by variant, so that the order of the input decides nothing.
  private static func isEarlier(_ a: borrowing Score, _ b: borrowing Score) -> Bool {
    a.day == b.day ? a.variant < b.variant : a.day < b.day
  }

  /// Where the rows of a measure stand, ascending by day.
  func places(of yardstick: Yardstick) -> Range<Int> {
    guard let number = yardstick.measureNumber else { return 0..<0 }
    for run in runs where run.number == number { return run.rows }
    return 0..<0
  }

  /// The scores of a measure, ascending by day.
  subscript(_ measure: Measure.ID) -> ArraySlice<Score> {
    for run in runs where run.measure == measure { return all[run.rows] }
    return []
  }
}

extension PatientScores {
  func text(of variant: SeriesRow.Variant) -> String {
    switch variant {
    case .none: ""
    case .whole(let kind): kinds[kind].variant
    case .separate(let kind): kinds[kind].separate
    }
  }
}

/// One score without its texts.
struct ScoreRow: Sendable {
  let day: Day
  let total: Rational?
  let part: Rational?
  /// Position among the kinds.
  let kind: Int
  let isTotalOnly: Bool

  init(_ score: borrowing Score, kind: Int) {
    day = score.day
    total = score.total
    part = score.part
    self.kind = kind
    isTotalOnly = score.isTotalOnly
  }
}

/// What two scores of a measure must agree in to be compared.
struct ScoreKind: Sendable {
  let version: String
  let variant: String
  /// The part of the variant that is followed as a series of its own.
  let separate: String
}
