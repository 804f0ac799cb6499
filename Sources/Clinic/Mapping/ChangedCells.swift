import Exchange
import Outcomes
import Registry

/// Refused rows as refused cells: of what is recorded otherwise, the cells that differ.
extension Desk {
  /// Adds what faults say to the refused cells, each once.
  func note(_ faults: [ImportFault], in tables: inout MappedTables) throws {
    var known = Set(tables.refused)
    func add(_ cell: RefusedCell) {
      if known.insert(cell).inserted { tables.refused.append(cell) }
    }
    for fault in faults {
      let changed = try changedCells(fault, tables)
      changed.forEach(add)
      if changed.isEmpty, let cell = tables.refused(fault) { add(cell) }
    }
  }

  private func changedCells(
    _ fault: ImportFault, _ tables: MappedTables
  ) throws -> [RefusedCell] {
    guard let (layout, position) = tables.row(of: fault), let row = tables.rows[layout]?[position]
    else { return [] }
    let id = Patient.ID(row.patient)
    switch fault.kind {
    case .patientDiffers:
      guard let known = try file.read({ try $0.patient(id) }) else { return [] }
      return changes(
        row,
        [
          (1, known.familyName), (2, known.givenName), (3, known.bornGiven?.text ?? ""),
          (4, known.sex?.rawValue ?? ""), (5, known.physician ?? ""),
        ])
    case .diagnosisDiffers:
      let known = try file.read { try $0.diagnoses(of: id) }.map(\.fact).first {
        $0.disease.text == row.fields[1] && $0.diagnosedGiven.text == row.fields[2]
      }
      guard let known else { return [] }
      return changes(
        row,
        [
          (3, known.onsetGiven?.text ?? ""), (4, known.endedOn?.iso ?? ""), (5, known.note),
          (6, known.otherName ?? ""),
        ])
    case .treatmentDiffers:
      let known = try file.read { try $0.courses(of: id) }.map(\.fact).first {
        $0.therapy.text == row.fields[1] && $0.startGiven.text == row.fields[2]
      }
      guard let known else { return [] }
      return changes(
        row,
        [
          (3, known.stopGiven?.text ?? ""), (4, known.intent.rawValue),
          (5, known.dose?.plain(4) ?? ""), (6, known.unit),
          (7, known.intervalDays.map(String.init) ?? ""), (8, known.note),
          (9, known.stopReason?.rawValue ?? ""), (10, known.otherName ?? ""),
        ])
    case .alreadyRecorded: return try changedAnswers(row, tables)
    case _: return []
    }
  }

  /// The fields that a row fills and that are recorded otherwise.
  private func changes(_ row: MappedRow, _ known: [(column: Int, text: String)]) -> [RefusedCell] {
    known.compactMap { column, text in
      guard column < row.fields.count, !row.fields[column].isEmpty, row.fields[column] != text,
        let cell = row.cells[column] ?? row.cells.lazy.compactMap(\.self).first
      else { return nil }
      return RefusedCell(
        cell, .changed(field: row.layout.columns[column], recorded: text))
    }
  }

  private func changedAnswers(_ first: MappedRow, _ tables: MappedTables) throws -> [RefusedCell] {
    guard let measure = library.measure(Measure.ID(first.fields[2])),
      let variant = try? measure.canonicalVariant(first.fields[5])
    else { return [] }
    let known = try file.read { try $0.scores(of: Patient.ID(first.patient)) }.map(\.fact).first {
      $0.score.measure == measure.id && $0.score.day.iso == first.fields[1]
        && $0.score.variant == variant
    }
    guard let known else { return [] }
    let answers = measure.answers(of: known.score)
    return (tables.rows[.scores] ?? []).filter { $0.group === first.group }.compactMap { row in
      let item = row.fields[3]
      let recorded: String
      if item == "total" {
        recorded = known.score.total?.plain(4) ?? ""
      } else {
        let slot = measure.fieldPositions[item.isEmpty ? "value" : item]
        recorded = slot.flatMap { answers.slots[$0]?.text } ?? ""
      }
      guard recorded != row.fields[4], let cell = row.cells[4] else { return nil }
      // `12.0` and `12` are the same answer.
      if let one = Rational(decimal: recorded), one == Rational(decimal: row.fields[4]) {
        return nil
      }
      return RefusedCell(
        cell,
        .changed(
          field: [measure.id.text, item].filter { !$0.isEmpty }.joined(separator: " "),
          recorded: recorded))
    }
  }
}
