package import Outcomes
package import Tables

/// Sheets and files of our own layouts, of a package, or of a workbook to fill in: what they become.
package struct OwnTables {
  private let library: Library
  var mapped = MappedTables()
  private var packages = PackageRows()

  private init(_ library: Library) { self.library = library }

  /// Reads files together.
  package static func read(_ files: [TableSource], _ library: Library) -> MappedTables {
    var tables = OwnTables(library)
    for file in files { tables.read(file) }
    return tables.finished()
  }

  /// Reads every visible sheet of a workbook, or a text file, or says what it is not.
  private mutating func read(_ source: TableSource) {
    do {
      let sheets = try TableReader.sheets(of: source)
      if sheets.isEmpty {
        try read(LoadedSheet(source, TableOptions(kind: .text)))
      }
      for sheet in sheets where !sheet.isHidden {
        do {
          try read(LoadedSheet(source, TableOptions(kind: .workbook, sheet: sheet.name)))
        } catch let fault as TableFault where fault.kind == .emptyFile { continue }
      }
    } catch let fault as TableFault {
      mapped.faults.append(MappingTableFault(file: source.name, kind: .table(fault)))
    } catch {
      mapped.faults.append(
        MappingTableFault(file: source.name, kind: .dictionary("\(error)")))
    }
  }

  /// What everything read becomes.
  private mutating func finished() -> MappedTables {
    packages.finish(&mapped, library)
    // A cell that several rows are made from is said once.
    var known: Set<RefusedCell> = []
    mapped.refused.removeAll { !known.insert($0).inserted }
    return mapped
  }

  private mutating func read(_ sheet: LoadedSheet) {
    guard let first = sheet.rows.first else { return }
    let header = first.cells.map { Headings.tidy($0.shown) }
    let name =
      sheet.sheet ?? (sheet.file.hasSuffix(".csv") ? String(sheet.file.dropLast(4)) : sheet.file)
    let kind: OwnSheetKind
    do throws(OwnHeaderFault) {
      kind = try OwnSheetKind(name: name, header: header, library)
    } catch {
      // All tables of a pseudonymous package are so.
      if error == .pseudonymous, mapped.faults.contains(where: { $0.kind == .header(error) }) {
        return
      }
      mapped.faults.append(
        MappingTableFault(file: sheet.file, sheet: sheet.sheet, kind: .header(error)))
      return
    }
    let twice = Set(header.filter { name in name != "" && header.count { $0 == name } > 1 })
    if let name = twice.min() {
      let letters = header.indices.filter { header[$0] == name }.map(ColumnLetters.of)
      mapped.faults.append(
        MappingTableFault(
          file: sheet.file, sheet: sheet.sheet, kind: .headingTwice(name, letters: letters)))
      return
    }
    if case .passedOver = kind { return }
    count(sheet.passedOver)
    let rows = sheet.rows.dropFirst().map { OwnRow($0, header, sheet) }
    mapped.rowsRead += rows.count
    switch kind {
    case .layout(let layout): for row in rows { add(row, layout) }
    case .instrument(let instrument): for row in rows { add(row, instrument) }
    case .package(let part): packages.add(part, rows)
    case .passedOver: break
    }
  }

  private mutating func count(_ passedOver: PassedOver) {
    let hidden = passedOver.hiddenRows.reduce(0) { $0 + $1.count }
    if passedOver.emptyRows > 0 { mapped.passedOver[.empty, default: 0] += passedOver.emptyRows }
    if hidden > 0 { mapped.passedOver[.hidden, default: 0] += hidden }
  }

  private var groups: [[String]: MappedGroup] = [:]

  /// A row of one of our own layouts.
  private mutating func add(_ row: OwnRow, _ layout: ImportLayout) {
    var fields: [String] = []
    var cells: [SourceCell?] = []
    for column in layout.layout.columns {
      let cell = row[column.key]
      cells.append(cell)
      fields.append(
        column.kind == .date
          ? row.day(column.key, mayBePartial: column.mayBePartial, &mapped)
          : row.text(column.key, &mapped))
    }
    let group: MappedGroup
    if layout == .scores {
      let key = [fields[0], fields[1], fields[2], fields[5]]
      group = groups[key] ?? MappedGroup(cell: cells[3] ?? cells[0])
      groups[key] = group
    } else {
      group = MappedGroup(cell: cells[0])
    }
    mapped.add(MappedRow(layout: layout, fields: fields, cells: cells, group: group))
  }

  /// A score in a row, an item in each of its cells.
  private mutating func add(_ row: OwnRow, _ sheet: InstrumentSheet) {
    var answers: [(item: String, text: String, cell: SourceCell?)] = []
    var variant: [String] = []
    var variantCell: SourceCell?
    var items: [String: SourceCell] = [:]
    for column in sheet.columns {
      let heading = sheet.heading(column)
      switch column {
      case .field, .total:
        let text = row.text(heading, &mapped)
        if case .field = column, let cell = row[heading] ?? row.place(heading) {
          items[heading] = cell
        }
        if !text.isEmpty { answers.append((sheet.item(column), text, row[heading])) }
      case .variant(let key):
        let text = row.text(heading, &mapped)
        if text.isEmpty { continue }
        variant.append("\(key.key)=\(text)")
        variantCell = variantCell ?? row[heading]
      case .patient, .date, .rater, .note: continue
      }
    }
    guard let first = answers.first else {
      mapped.passedOver[.unanswered, default: 0] += 1
      return
    }
    let whole = [
      row.text("patient_id", &mapped), row.day("date", mayBePartial: false, &mapped),
      row.text("rater", &mapped), row.text("note", &mapped),
    ]
    let group = MappedGroup(cell: first.cell, items: items)
    for answer in answers {
      mapped.add(
        MappedRow(
          layout: .scores,
          fields: [
            whole[0], whole[1], sheet.measure.id.text, answer.item, answer.text,
            variant.joined(separator: ";"), whole[2], whole[3],
          ],
          cells: [
            row["patient_id"] ?? row.place("patient_id"), row["date"] ?? row.place("date"),
            answer.cell, answer.cell, answer.cell, variantCell ?? answer.cell, row["rater"],
            row["note"],
          ], group: group))
    }
  }
}

extension Layout.Column {
  /// A day that may be known to the month or year alone.
  fileprivate var mayBePartial: Bool { kind == .date && allowed != nil }
}
