import Outcomes
import Tables

/// The rows of one table, one after the other.
final class TableRows {
  let table: MappedTable
  let reading: CellReading
  let into: MappedSink
  private let rows: SheetRows
  private var lastPatient: String?

  init(
    _ table: MappedTable, _ rows: SheetRows, _ into: MappedSink,
    other: @escaping (String) -> LoadedSheet?
  ) {
    self.table = table
    self.into = into
    self.rows = rows
    let header = table.file.header
    let sheet = rows.head
    let lines = header.map { sheet.row($0)?.cells ?? [] }
    for (number, line) in zip(header, lines) where line.allSatisfy(\.isBlank) {
      into.fault(
        MappingTableFault(
          file: sheet.file, sheet: sheet.sheet, kind: .noHeading(row: number)))
    }
    reading = CellReading(
      table: table, sheet: sheet, headings: Headings(lines), into: into, whole: rows.whole,
      other: other)
  }

  /// - Throws: `TableFault` of what is read from the file.
  func read() throws {
    let header = table.file.header
    let first = table.file.firstData
    let stop = table.file.stopAt.flatMap { stop in
      reading.column(stop.column).map { (column: $0, word: stop.word) }
    }
    let only = filters(table.file.only)
    let skip = filters(table.file.skip)
    while let row = try rows.next() {
      if row.number < first {
        if !header.contains(row.number) { into.passOver(.before) }
        continue
      }
      if row.cells.allSatisfy(\.isBlank) { continue }
      if let stop, Wildcard.fits(row[stop.column].shown.withoutOuterBlanks, stop.word) {
        into.passOver(.after)
        while try rows.next() != nil { into.passOver(.after) }
        return
      }
      if !only.allSatisfy({ $0.fits(row) }) {
        into.passOver(.notAsked)
      } else if skip.contains(where: { $0.fits(row) }) {
        into.passOver(.skipped)
      } else {
        into.countRow()
        read(row)
      }
    }
  }

  private struct Filter {
    let column: Int
    let words: [String]

    func fits(_ row: TableRow) -> Bool {
      let text = row[column].shown.withoutOuterBlanks
      return words.contains { Wildcard.fits(text, $0) }
    }
  }

  private func filters(_ rules: [WordsInColumn]) -> [Filter] {
    rules.compactMap { rule in
      reading.column(rule.column).map { Filter(column: $0, words: rule.words) }
    }
  }

  private func read(_ row: TableRow) {
    guard let patient = patient(row) else { return }
    if patient.id != lastPatient {
      reading.forgetAbove(but: table.patient)
      lastPatient = patient.id
    }
    if table.patient.id != nil, !table.patient.mustBeKnown { particulars(row, patient) }
    for rule in table.diagnoses { diagnosis(rule, row, patient) }
    for rule in table.courses {
      for index in 0..<rule.repetition.count { course(rule, row, index, patient) }
    }
    for rule in table.events { event(rule, row, patient) }
    for rule in table.visits {
      for index in 0..<rule.repetition.count { visit(rule, row, index, patient) }
    }
  }
}

/// Whose row it is, and the cell that says so.
struct RowPatient {
  let id: String
  let cell: SourceCell?
}

extension TableRows {
  /// nil (among the refused cells) where the row does not say.
  private func patient(_ row: TableRow) -> RowPatient? {
    let rule = table.patient
    let id = rule.id.map { reading.read($0, row) }
    let key = rule.key.map { reading.read($0, row) }
    for found in [id, key] {
      switch found {
      case .nothing(let cell?), .missing(_, let cell?):
        into.refuse(cell, .needed)
        return nil
      case .refused, .nothing(nil), .missing(_, nil): return nil
      case .text, nil: break
      }
    }
    if case .text(let id)? = id {
      if case .text(let key)? = key { into.patientOfKey[key.text.withoutOuterBlanks] = id.text }
      return RowPatient(id: id.text, cell: id.cell)
    }
    guard case .text(let key)? = key else { return nil }
    guard let id = into.patientOfKey[key.text.withoutOuterBlanks] else {
      if let cell = key.cell { into.refuse(cell, .unknownKey) }
      return nil
    }
    return RowPatient(id: id, cell: key.cell)
  }

  private func particulars(_ row: TableRow, _ patient: RowPatient) {
    let rule = table.patient
    let family = reading.line(rule.familyName, row)
    let given = reading.line(rule.givenName, row)
    let born =
      rule.birthDate.map { reading.day($0, row, mayBePartial: true) } ?? .nothing(nil)
    let sex = reading.line(rule.sex, row)
    let physician = reading.line(rule.physician, row)
    let fields = [family, given, born, sex, physician]
    into.addPatient(
      MappedRow(
        layout: .patients, fields: [patient.id] + fields.map(\.string),
        cells: [patient.cell] + fields.map(\.cell),
        group: MappedGroup(cell: patient.cell ?? anyCell(row))))
  }

  private func diagnosis(_ rule: DiagnosisRule, _ row: TableRow, _ patient: RowPatient) {
    let disease = reading.line(rule.disease, row)
    guard case .text = disease else { return }
    func day(_ source: CellSource?) -> Reading {
      source.map { reading.day($0, row, mayBePartial: true) } ?? .nothing(nil)
    }
    let days = [day(rule.on), day(rule.onset), day(rule.ended)]
    let note = reading.note(rule.note, row)
    let other = reading.line(rule.otherName, row)
    let mapped = MappedRow(
      layout: .diagnoses,
      fields: [patient.id, disease.string] + days.map(\.string) + [note.text, other.string],
      cells: [patient.cell, disease.cell] + days.map(\.cell) + [note.cell, other.cell],
      group: MappedGroup(cell: disease.cell ?? patient.cell ?? anyCell(row)))
    rule.isOnePerRow ? into.add(mapped) : into.addDiagnosis(mapped)
  }

  /// A cell to name a row by, where what is meant stands in none.
  private func anyCell(_ row: TableRow) -> SourceCell? {
    row.cells.firstIndex { !$0.isBlank }.map { reading.place(row, $0) }
  }
}
