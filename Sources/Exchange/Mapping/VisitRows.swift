import Outcomes
import Tables

extension TableRows {
  /// The scores and the note of one visit; where nothing stands there was none.
  func visit(_ rule: VisitRule, _ row: TableRow, _ index: Int, _ patient: RowPatient) {
    let repetition = rule.repetition
    let scores = rule.scores.compactMap { reading.score($0, row, repetition, index) }
    let note = reading.note(rule.note, row, repetition, index)
    let day = reading.day(rule.date, row, repetition, index, mayBePartial: false)
    guard scores.contains(where: { !$0.answers.isEmpty }) || !note.text.isEmpty else { return }
    switch day {
    case .nothing(let cell?), .missing(_, let cell?): into.refuse(cell, .needed)
    case .text(let day):
      for score in scores where !score.isRefused && !score.answers.isEmpty {
        add(score, row, patient, day)
      }
      guard !note.text.isEmpty else { return }
      into.add(
        MappedRow(
          layout: .visits, fields: [patient.id, day.text, "", "", "", note.text],
          cells: [patient.cell, day.cell, nil, nil, nil, note.cell],
          group: MappedGroup(cell: note.cell)))
    case .refused, .nothing(nil), .missing(_, nil): break
    }
  }

  private func add(
    _ score: ReadScore, _ row: TableRow, _ patient: RowPatient, _ day: CellText
  ) {
    let key = [patient.id, day.text, score.measure, score.variant].joined(separator: "\u{1F}")
    let group: MappedGroup
    if score.isOfManyRows {
      group = into.group(key) { MappedGroup(cell: score.answers[0].cell) }
    } else {
      if let earlier = into.earlierScore(key, row: row.number),
        let cell = patient.cell ?? day.cell
      {
        into.refuse(cell, .secondOfDay(measure: score.measure, row: earlier))
        return
      }
      group = MappedGroup(cell: score.answers[0].cell, items: score.cells)
    }
    for answer in score.answers {
      into.add(
        MappedRow(
          layout: .scores,
          fields: [
            patient.id, day.text, score.measure, answer.item, answer.text, score.variant,
            score.rater, score.note,
          ],
          cells: [
            patient.cell, day.cell, score.measureCell ?? answer.cell, answer.cell, answer.cell,
            score.variantCell ?? answer.cell, score.raterCell, score.noteCell,
          ], group: group))
    }
  }
}
