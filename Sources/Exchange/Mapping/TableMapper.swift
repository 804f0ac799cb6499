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
      let options = table.file.options(sheet: sheet)
      var others: [String: LoadedSheet?] = [:]
      func other(_ name: String) -> LoadedSheet? {
        if let known = others[name] { return known }
        var options = table.file.options(sheet: name)
        options.headerRow = nil
        let other = try? LoadedSheet(file, options)
        others[name] = .some(other)
        return other
      }
      guard !table.file.isReadWhole else {
        let loaded = try LoadedSheet(file, options)
        passOver(loaded.passedOver)
        guard let tidied = try tidied(loaded, table, file) else { return }
        try TableRows(table, SheetRows(tidied), sink, other: other).read()
        continue
      }
      let reader = try TableReader(file, options)
      let rows = try SheetRows(reader, file.name, heading: table.file.header.max() ?? 0) {
        try? LoadedSheet(file, options)
      }
      try TableRows(table, rows, sink, other: other).read()
      passOver(reader.passedOver)
    }
  }

  private func passOver(_ passed: PassedOver) {
    sink.passOver(.empty, passed.emptyRows)
    sink.passOver(.hidden, passed.hiddenRows.reduce(0) { $0 + $1.count })
  }

  /// Turned, or with the names of a REDCap project as headings; nil after a fault.
  private func tidied(
    _ loaded: LoadedSheet, _ table: MappedTable, _ file: TableSource
  ) throws -> LoadedSheet? {
    let loaded = table.file.isTurned ? loaded.turned : loaded
    guard let name = table.file.dictionary else { return loaded }
    do {
      return try dictionary(name).tidied(loaded)
    } catch let fault as REDCapDictionary.Fault {
      sink.fault(MappingTableFault(file: name, kind: .dictionary(fault.description)))
    } catch let doubt as REDCapHeadings.DoubtfulHeading {
      sink.fault(
        MappingTableFault(
          file: file.name, kind: .doubtfulHeading(doubt.heading, forms: doubt.forms)))
    }
    return nil
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
  /// Its rows cannot be read one after the other: columns are rows, or all headings are needed first.
  fileprivate var isReadWhole: Bool { isTurned || dictionary != nil }

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
