import Exchange
package import Outcomes
import Registry

extension Desk {
  /// Loads a conversion table of the site: columns raw,value.
  ///
  /// Recorded scores without an entered value get theirs from it, as corrections with the source as
  /// reason.
  ///
  /// - Returns: the rows of the table.
  package func loadTable(for id: Measure.ID, from path: String, source: String) throws -> Int {
    let measure = try definitions.measure(id)
    guard let slot = measure.tableSlot else { throw DeskRefusal.noValueTable(id) }
    if source.isEmpty { throw DeskRefusal.emptyText(.source) }
    let rows = try tableRows(path, for: measure, slot)
    try file.write(.loadSiteTable, by: by(reason: source)) { writing in
      let earlier = try writing.reading.conversionTable(of: id)
      try writing.loadConversionTable(of: id, centiles: rows, source: source)
      let table = try writing.reading.conversionTable(of: id)
      for (number, score) in try tableScores(of: measure, writing.reading) {
        let entered = measure.withoutTableValue(
          score.answers(to: measure), from: earlier?.centiles)
        let answers = measure.withTableValue(entered, from: table?.centiles)
        guard answers.compact != score.answers else { continue }
        var corrected = score
        corrected.answers = answers.compact
        corrected.part = measure.comparison.part.flatMap { measure.part($0, of: answers) }
        guard let version = try writing.reading.latestVersion(of: .score, number) else { continue }
        try writing.correct(score: number, to: corrected, of: measure, seen: version)
      }
    }
    return rows.count
  }

  /// The scores in force of a measure.
  private func tableScores(
    of measure: Measure, _ reading: Reading
  ) throws -> [(number: Int, score: NewScore)] {
    var scores: [(number: Int, score: NewScore)] = []
    try reading.forEachScoreRow(of: measure.id) { row in
      scores.append(
        (
          row.number,
          NewScore(
            day: Day(number: row.day), variant: String(decoding: row.variant, as: UTF8.self),
            total: row.total, isTotalOnly: row.isTotalOnly == true,
            answers: String(decoding: row.answers, as: UTF8.self),
            rater: String(decoding: row.rater, as: UTF8.self),
            note: String(decoding: row.note, as: UTF8.self))
        ))
    }
    return scores
  }

  private func tableRows(_ path: String, for measure: Measure, _ slot: Int) throws -> [Int:
    Rational]
  {
    var rows: [Int: Rational] = [:]
    let input = try InputFile(path)
    let reader = try CSVReader { try input.next() }
    while let step = try reader.next() {
      guard case .record(let record) = step, record.count == 2,
        let raw = Int(whole: record.string(at: 0)),
        measure.range.contains(Rational(raw)), rows[raw] == nil,
        let value = Rational(
          decimal: record.string(at: 1), decimalComma: reader.dialect.decimalComma),
        (try? measure.answer(value.plain(4), to: measure.fields[slot])) != nil
      else {
        let line: (Int, String) =
          switch step {
          case .record(let record):
            (record.line, (0..<record.count).map(record.string(at:)).joined(separator: ","))
          case .fault(let fault): (fault.line, "")
          }
        throw DeskRefusal.badTable(file: path, row: line.0, value: line.1)
      }
      rows[raw] = value
    }
    return rows
  }
}

extension NewScore {
  fileprivate func answers(to measure: Measure) -> Answers {
    var answers = Answers(compact: self.answers, of: measure)
    if isTotalOnly { answers.totalOnly = total }
    return answers
  }
}
