package import Tables

/// Tables in our own layouts that come without a mapping, as the rows that a mapping would make of
/// them: a CSV file is of one layout, and so is each sheet of a workbook.
package struct OwnLayoutTables {
  private var mapped = MappedTables()

  private init() {}

  /// Reads files as they were handed over.
  package static func read(_ files: [TableSource]) throws -> MappedTables {
    var tables = OwnLayoutTables()
    for file in files {
      do {
        if try file.isWorkbook { try tables.readBook(file) } else { try tables.readText(file) }
      } catch let fault as TableFault {
        tables.mapped.faults.append(MappingTableFault(file: file.name, kind: .table(fault)))
      } catch let refusal as CSVRefusal {
        tables.mapped.faults += refusal.faults.map {
          MappingTableFault(file: file.name, kind: .csv($0))
        }
      }
    }
    tables.joinScores()
    return tables.mapped
  }

  private mutating func readText(_ file: TableSource) throws {
    let reader = try CSVReader(bytes: try file.allBytes)
    guard
      let columns = columns(
        reader.header, decimalComma: reader.dialect.decimalComma, file: file.name, sheet: nil)
    else { return }
    while let step = try reader.next() {
      switch step {
      case .fault(let fault):
        mapped.faults.append(MappingTableFault(file: file.name, kind: .csv(fault)))
      case .record(let record):
        add(columns, reader.header, file: file.name, sheet: nil, row: record.line) {
          Cell.text(record.string(at: $0))
        }
      }
    }
    if reader.emptyRows > 0 { mapped.passedOver[.empty, default: 0] += reader.emptyRows }
  }

  private mutating func readBook(_ file: TableSource) throws {
    for sheet in try TableReader.sheets(of: file) where !sheet.isHidden {
      let loaded = try LoadedSheet(file, TableOptions(sheet: sheet.name))
      guard let heading = loaded.rows.first else { continue }
      let header = heading.cells.map { Headings.tidy($0.shown) }
      guard
        let columns = columns(header, decimalComma: false, file: file.name, sheet: sheet.name)
      else { continue }
      for row in loaded.rows.dropFirst() {
        add(columns, header, file: file.name, sheet: sheet.name, row: row.number) { row[$0] }
      }
      if loaded.passedOver.emptyRows > 0 {
        mapped.passedOver[.empty, default: 0] += loaded.passedOver.emptyRows
      }
    }
  }

  private mutating func columns(
    _ header: [String], decimalComma: Bool, file: String, sheet: String?
  ) -> ImportColumns? {
    do throws(HeaderFault) {
      return try ImportColumns(header: header, decimalComma: decimalComma)
    } catch {
      mapped.faults.append(MappingTableFault(file: file, sheet: sheet, kind: .header(error)))
      return nil
    }
  }

  private mutating func add(
    _ columns: ImportColumns, _ header: [String], file: String, sheet: String?, row: Int,
    _ cell: (Int) -> Cell
  ) {
    mapped.rowsRead += 1
    var fields: [String] = []
    var cells: [SourceCell?] = []
    for (column, position) in columns.positions.enumerated() {
      guard let position else {
        fields.append("")
        cells.append(nil)
        continue
      }
      let found = cell(position)
      let place = SourceCell(
        file: file, sheet: sheet, row: row, column: position, heading: header[position],
        shown: found.shown)
      if case .error(let error) = found.kind {
        mapped.refused.append(RefusedCell(place, .error(error)))
      } else if found.isPercent {
        mapped.refused.append(RefusedCell(place, .perCent))
      }
      fields.append(columns.text(found, column))
      cells.append(place)
    }
    mapped.add(
      MappedRow(layout: columns.layout, fields: fields, cells: cells, group: MappedGroup(cell: nil))
    )
  }

  /// The rows of one score are stored or left out together.
  private mutating func joinScores() {
    guard let rows = mapped.rows[.scores] else { return }
    var places: [[String]: [Int]] = [:]
    for (place, row) in rows.enumerated() { places[row.scoreKey, default: []].append(place) }
    for (_, own) in places {
      let items = own.compactMap { place in
        rows[place].cells[4].map { (rows[place].fields[3], $0) }
      }
      let group = MappedGroup(
        cell: own.first.flatMap { rows[$0].cells[2] },
        items: Dictionary(items, uniquingKeysWith: { first, _ in first }))
      for place in own {
        mapped.rows[.scores]?[place] = MappedRow(
          layout: .scores, fields: rows[place].fields, cells: rows[place].cells, group: group)
      }
    }
  }
}

extension MappedRow {
  /// Patient, date, measure and variant.
  fileprivate var scoreKey: [String] { [fields[0], fields[1], fields[2], fields[5]] }
}

extension ImportColumns {
  /// The text of a cell as the layout takes it: days without a time, numbers with a point.
  fileprivate func text(_ cell: Cell, _ column: Int) -> String {
    switch cell.kind {
    case .empty, .error: ""
    case .date: String(cell.shown.prefix(10))
    case .number: cell.shown
    case .text:
      decimalComma && takesNumber(column) && cell.shown.contains(",")
        ? cell.shown.replacing(",", with: ".", maxReplacements: 1) : cell.shown
    }
  }

  private func takesNumber(_ column: Int) -> Bool {
    layout.layout.columns[column].kind == .number || (layout == .scores && column == 4)
  }
}
