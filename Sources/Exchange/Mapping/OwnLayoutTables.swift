package import Tables

/// CSV files in our own layouts that come without a mapping, as the rows that a mapping would make of
/// them.
package struct OwnLayoutTables {
  private var mapped = MappedTables()

  private init() {}

  /// Reads files as they were handed over.
  package static func read(_ files: [TableSource]) throws -> MappedTables {
    var tables = OwnLayoutTables()
    for file in files {
      do {
        try tables.readText(file)
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
    let columns: ImportColumns
    do throws(HeaderFault) {
      columns = try ImportColumns(
        header: reader.header, decimalComma: reader.dialect.decimalComma)
    } catch {
      let fault = MappingTableFault(file: file.name, kind: .header(.layout(error)))
      return mapped.faults.append(fault)
    }
    while let step = try reader.next() {
      switch step {
      case .fault(let fault):
        mapped.faults.append(MappingTableFault(file: file.name, kind: .csv(fault)))
      case .record(let record): add(record, reader.header, columns, file: file.name)
      }
    }
    if reader.emptyRows > 0 { mapped.passedOver[.empty, default: 0] += reader.emptyRows }
  }

  private mutating func add(
    _ record: CSVRecord, _ header: [String], _ columns: ImportColumns, file: String
  ) {
    mapped.rowsRead += 1
    var fields: [String] = []
    var cells: [SourceCell?] = []
    for (column, position) in columns.positions.enumerated() {
      let shown = position.map { record.string(at: $0) }
      fields.append(shown.map { columns.text($0, column) } ?? "")
      cells.append(
        position.map {
          SourceCell(
            file: file, sheet: nil, row: record.line, column: $0, heading: header[$0],
            shown: shown ?? "")
        })
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
  /// The text of a cell as the layout takes it: numbers with a point.
  fileprivate func text(_ shown: String, _ column: Int) -> String {
    decimalComma && takesNumber(column) && shown.contains(",")
      ? shown.replacing(",", with: ".", maxReplacements: 1) : shown
  }

  private func takesNumber(_ column: Int) -> Bool {
    layout.layout.columns[column].kind == .number || (layout == .scores && column == 4)
  }
}
