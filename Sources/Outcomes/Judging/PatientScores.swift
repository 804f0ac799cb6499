/// The scores of one patient as comparing needs them: rows of plain numbers, measure by measure.
///
/// Judging looks at a score very often, and copying its texts each time would cost more than
/// everything else it does; whoever shows a score puts it together again by its place.
package final class PatientScores: Sendable {
  /// Measure by measure, of each by day and variant.
  let rows: ContiguousArray<ScoreRow>
  /// The measures, versions and variants that occur, and perhaps others.
  let kinds: ContiguousArray<ScoreKind>
  private let runs: ContiguousArray<ScoreRows.Run>
  private let answers: ContiguousArray<String>

  package init(_ filled: borrowing ScoreRows) {
    rows = filled.rows
    kinds = filled.kinds
    runs = filled.runs
    answers = filled.answers
  }

  /// Scores whose measure the library does not have are kept and never compared.
  convenience init(_ scores: [Score], _ library: Library) {
    var filled = ScoreRows()
    // Stored scores are in order, so that nothing is moved.
    for score in Self.isInOrder(scores) ? scores : Self.sorted(scores) {
      filled.add(score, library)
    }
    self.init(filled)
  }

  private static func isInOrder(_ all: [Score]) -> Bool {
    var starts: ContiguousArray<Int> = []
    for place in all.indices {
      if place > 0, all[place].measure == all[place - 1].measure {
        if isEarlier(all[place], all[place - 1]) { return false }
      } else {
        if starts.contains(where: { all[$0].measure == all[place].measure }) { return false }
        starts.append(place)
      }
    }
    return true
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
    places(ofMeasure: yardstick.measureNumber)
  }

  /// - Parameter number: ``Measure/number``.
  func places(ofMeasure number: Int?) -> Range<Int> {
    guard let number else { return 0..<0 }
    for run in runs where run.number == number { return run.rows }
    return 0..<0
  }

  func score(at place: Int) -> Score {
    let row = rows[place]
    let kind = kinds[row.kind]
    return Score(
      measure: kind.measure, version: kind.version, day: row.day, variant: kind.variant,
      total: row.total, part: row.part, isTotalOnly: row.isTotalOnly, answers: answers(at: place),
      number: row.number, entry: row.entry)
  }

  func answers(at place: Int) -> String { place < answers.count ? answers[place] : "" }

  /// All of them.
  package var all: [Score] { rows.indices.map(score) }

  /// The scores of a measure, ascending by day.
  subscript(_ measure: Measure.ID) -> [Score] {
    for run in runs where kinds[rows[run.rows.lowerBound].kind].measure == measure {
      return run.rows.map(score)
    }
    return []
  }
}

extension PatientScores {
  /// ``ScoreKind/separateGroup``.
  func separateGroup(at place: Int) -> Int { kinds[rows[place].kind].separateGroup }

  /// nil: the series has no variant.
  func separateGroup(of variant: SeriesRow.Variant) -> Int? {
    switch variant {
    case .none: nil
    case .whole(let kind), .separate(let kind): kinds[kind].separateGroup
    }
  }

  func text(of variant: SeriesRow.Variant) -> String {
    switch variant {
    case .none: ""
    case .whole(let kind): kinds[kind].variant
    case .separate(let kind): kinds[kind].separate
    }
  }
}
