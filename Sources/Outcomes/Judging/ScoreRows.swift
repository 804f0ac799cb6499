/// Scores of one patient while they are filled in, in order of measure, day and variant.
///
/// What reads a whole clinic keeps one and empties it for each patient: nothing is allocated for a
/// score, and the texts of a kind of score are looked at once for all patients.
package struct ScoreRows: Sendable {
  private(set) var rows: ContiguousArray<ScoreRow> = []
  private(set) var kinds: ContiguousArray<ScoreKind> = []
  private(set) var runs: ContiguousArray<Run> = []
  /// One for each of the rows up to the last one that has some.
  private(set) var answers: ContiguousArray<String> = []

  /// The scores of one measure.
  struct Run: Sendable {
    /// ``Measure/number``; nil: the library does not have it.
    let number: Int?
    var rows: Range<Int>
  }

  package init() {}

  /// For the next patient; the kinds stay.
  package mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    if !answers.isEmpty { answers.removeAll(keepingCapacity: true) }
  }

  /// Makes a kind known and returns its position.
  package mutating func addKind(
    _ measure: Measure.ID, version: String, variant: String, _ library: Library
  ) -> Int {
    let number = library.number(of: measure)
    let separate =
      number.map { library.measures[$0].variants.separateVariant(variant) } ?? ""
    let comparison = number.map { library.measures[$0].comparison }
    let like = kinds.firstIndex { $0.separate == separate && $0.measure == measure }
    kinds.append(
      ScoreKind(
        measure: measure, number: number, version: version, variant: variant, separate: separate,
        separateGroup: like ?? kinds.count, comparesTotalsAlone: comparison == .total))
    return kinds.count - 1
  }

  /// Of the score that was added last.
  package var lastKind: Int? { rows.last?.kind }

  /// Whether nothing else of a score of that kind needs to be read.
  package func comparesTotalsAlone(_ kind: Int) -> Bool { kinds[kind].comparesTotalsAlone }

  /// Adds the next score.
  ///
  /// - Parameter kind: what ``addKind(_:version:variant:_:)`` returned.
  @inline(__always)
  package mutating func add(
    _ kind: Int, day: Day, total: Rational?, part: Rational?, isTotalOnly: Bool,
    answers given: String = "", number: Int = 0, entry: Int = 0
  ) {
    let place = rows.count
    rows.append(
      ScoreRow(
        day: day, total: total, part: part, kind: kind, isTotalOnly: isTotalOnly, number: number,
        entry: entry))
    if !given.isEmpty {
      while answers.count < place { answers.append("") }
      answers.append(given)
    }
    if place > 0, isOfOneMeasure(kind, rows[place - 1].kind) {
      runs[runs.count - 1].rows = runs[runs.count - 1].rows.lowerBound..<(place + 1)
    } else {
      runs.append(Run(number: kinds[kind].number, rows: place..<(place + 1)))
    }
  }

  private func isOfOneMeasure(_ a: Int, _ b: Int) -> Bool {
    if a == b { return true }
    guard let number = kinds[a].number else { return kinds[a].measure == kinds[b].measure }
    return kinds[b].number == number
  }

  mutating func add(_ score: borrowing Score, _ library: Library) {
    add(
      kind(of: score, library), day: score.day, total: score.total, part: score.part,
      isTotalOnly: score.isTotalOnly, answers: score.answers, number: score.number,
      entry: score.entry)
  }

  private mutating func kind(of score: borrowing Score, _ library: Library) -> Int {
    for position in kinds.indices.reversed()
    where kinds[position].variant == score.variant && kinds[position].version == score.version
      && kinds[position].measure == score.measure
    {
      return position
    }
    return addKind(score.measure, version: score.version, variant: score.variant, library)
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
  /// ``Score/number``.
  let number: Int
  /// ``Score/entry``.
  let entry: Int
}

extension ScoreRow {
  init(_ score: borrowing Score, kind: Int) {
    self.init(
      day: score.day, total: score.total, part: score.part, kind: kind,
      isTotalOnly: score.isTotalOnly, number: score.number, entry: score.entry)
  }
}

/// What two scores of a measure must agree in to be compared.
struct ScoreKind: Sendable {
  let measure: Measure.ID
  /// ``Measure/number``; nil: the library does not have it.
  let number: Int?
  let version: String
  let variant: String
  /// The part of the variant that is followed as a series of its own.
  let separate: String
  /// The position of the first kind of the measure with the same such part.
  let separateGroup: Int
  /// ``Measure/comparison``.
  let comparesTotalsAlone: Bool
}
