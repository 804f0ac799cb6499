package import Tables

/// Makes rows of our own layouts from the tables of files.
package struct TableMapper {
  private let mapping: Mapping
  /// A REDCap dictionary by the name that the mapping gives.
  private let dictionary: (String) throws -> REDCapDictionary
  private let sink = MappedSink()

  package init(
    _ mapping: Mapping, dictionary: @escaping (String) throws -> REDCapDictionary
  ) {
    self.mapping = mapping
    self.dictionary = dictionary
  }

  /// All tables of the files: those that say whose number is whose first.
  package func map(_ files: [TableSource]) throws -> MappedTables {
    let order = mapping.tables.enumerated().sorted { a, b in
      (a.element.saysWhoseKey ? 0 : 1, a.offset) < (b.element.saysWhoseKey ? 0 : 1, b.offset)
    }.map(\.element)
    let names = order.map(\.file.name)
    for file in files
    where !names.contains(where: { $0.map { Wildcard.fits(file.name, $0) } ?? true }) {
      sink.fault(MappingTableFault(file: file.name, kind: .noTable))
    }
    for table in order {
      for file in files where table.file.name.map({ Wildcard.fits(file.name, $0) }) ?? true {
        do {
          try read(table, file)
        } catch let fault as TableFault {
          sink.fault(
            MappingTableFault(file: file.name, sheet: table.file.sheet, kind: .table(fault)))
        }
      }
    }
    sink.finishEvents()
    return sink.tidied()
  }

  private func read(_ table: MappedTable, _ file: TableSource) throws {
    for sheet in try sheets(of: table, file) {
      var loaded = try LoadedSheet(file, table.file.options(sheet: sheet))
      sink.passOver(.empty, loaded.passedOver.emptyRows)
      sink.passOver(.hidden, loaded.passedOver.hiddenRows.reduce(0) { $0 + $1.count })
      if table.file.isTurned { loaded = loaded.turned }
      if let name = table.file.dictionary {
        do {
          loaded = try dictionary(name).tidied(loaded)
        } catch let fault as REDCapDictionary.Fault {
          sink.fault(MappingTableFault(file: name, kind: .dictionary(fault.description)))
          return
        } catch let doubt as REDCapHeadings.DoubtfulHeading {
          sink.fault(
            MappingTableFault(
              file: file.name, kind: .doubtfulHeading(doubt.heading, forms: doubt.forms)))
          return
        }
      }
      var others: [String: LoadedSheet?] = [:]
      let run = TableRows(table, loaded, sink) { name in
        if let known = others[name] { return known }
        var options = table.file.options(sheet: name)
        options.headerRow = nil
        let other = try? LoadedSheet(file, options)
        others[name] = .some(other)
        return other
      }
      run.read()
    }
  }

  /// The names of the sheets that a table is; nil inside: the only visible one.
  private func sheets(of table: MappedTable, _ file: TableSource) throws -> [String?] {
    guard let name = table.file.sheet else { return [nil] }
    let all = try TableReader.sheets(of: file)
      .filter { !$0.isHidden || table.file.readsHidden }.map(\.name)
    let found = all.contains(name) ? [name] : all.filter { Wildcard.fits($0, name) }
    if found.isEmpty, !table.file.isOptional {
      sink.fault(MappingTableFault(file: file.name, kind: .noSheet(name)))
    }
    return found
  }
}

extension MappedTable {
  /// It says the patient of a number that other tables use.
  fileprivate var saysWhoseKey: Bool { patient.id != nil && patient.key != nil }
}

extension TableFile {
  func options(sheet: String?) -> TableOptions {
    TableOptions(
      kind: kind.map { $0 == .xlsx ? .workbook : .text }, encoding: encoding,
      separator: separator, headerRow: header.last, sheet: sheet, readsHiddenSheet: readsHidden,
      readsHiddenRows: readsHidden, readsHiddenColumns: readsHidden)
  }
}

extension LoadedSheet {
  /// Reads a sheet from top to bottom.
  ///
  /// - Throws: `TableFault`.
  package init(_ source: TableSource, _ options: TableOptions) throws {
    let reader = try TableReader(source, options)
    var rows: [TableRow] = []
    while let row = try reader.next() { rows.append(row) }
    self.init(file: source.name, sheet: reader.sheet, rows: rows, passedOver: reader.passedOver)
  }

  /// Rows for columns; places are then given the other way round.
  var turned: LoadedSheet {
    let width = rows.map(\.cells.count).max() ?? 0
    var turned = self
    turned.rows = (0..<width).compactMap { column in
      let cells = rows.map { $0[column] }
      guard let last = cells.lastIndex(where: { !$0.isBlank }) else { return nil }
      return TableRow(number: column + 1, cells: Array(cells[...last]))
    }
    turned.turnedFrom = rows.map(\.number)
    return turned
  }
}
