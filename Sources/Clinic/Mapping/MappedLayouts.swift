import Exchange
import Outcomes

/// Mapped rows as files of our own layouts, for the same run that reads those.
extension MappedTables {
  /// One file per layout that has rows, in the order in which they are read.
  func files() throws -> [ImportFile] {
    try ImportLayout.allCases.compactMap { layout in
      guard let rows = rows[layout], !rows.isEmpty else { return nil }
      var bytes: [UInt8] = []
      var writer = CSVWriter { bytes.append(contentsOf: $0) }
      try writer.row(layout.columns)
      for row in rows {
        let rest = layout.columns.count - row.fields.count
        try writer.row(row.fields + [String](repeating: "", count: rest))
      }
      try writer.finish()
      return try ImportFile(layout, bytes: bytes)
    }
  }

  /// The row that a fault is about, and where it stands among its layout's.
  func row(of fault: ImportFault) -> (layout: ImportLayout, position: Int)? {
    guard let layout = ImportLayout(rawValue: fault.file) else { return nil }
    var line = fault.row
    if case .csv(let fault) = fault.kind { line = fault.line }
    guard let line, let rows = rows[layout], rows.indices.contains(line - 2) else { return nil }
    return (layout, line - 2)
  }

  /// A fault of a row as one of the cell that it came from.
  func refused(_ fault: ImportFault) -> RefusedCell? {
    guard let (layout, position) = row(of: fault), let row = rows[layout]?[position] else {
      return nil
    }
    var cell: SourceCell?
    if case .answer(.noAnswer, _, let item) = fault.kind { cell = row.group.items[item] }
    if let column = fault.column.flatMap(layout.columns.firstIndex(of:)), cell == nil {
      cell = column < row.cells.count ? row.cells[column] : nil
    }
    guard let found = cell ?? row.group.cell ?? row.cells.lazy.compactMap(\.self).first else {
      return nil
    }
    return RefusedCell(found, .row(fault.kind))
  }

  /// Takes out what faults are about: a field alone where the row says something without it, else
  /// all that is stored together with it.
  mutating func leaveOut(_ faults: [ImportFault]) {
    var gone: Set<ObjectIdentifier> = []
    for fault in faults {
      guard let (layout, position) = row(of: fault), let row = rows[layout]?[position] else {
        continue
      }
      if let column = fault.column.flatMap(layout.columns.firstIndex(of:)),
        layout.mayBeEmpty(column), column < row.fields.count, !row.fields[column].isEmpty
      {
        for place in together(with: position, layout) {
          rows[layout]?[place].fields[column] = ""
        }
        // A unit goes with its dose.
        if layout == .treatments, column == 5 { rows[layout]?[position].fields[6] = "" }
      } else {
        gone.insert(ObjectIdentifier(row.group))
      }
    }
    for layout in rows.keys {
      rows[layout]?.removeAll { gone.contains(ObjectIdentifier($0.group)) }
    }
  }
}

extension MappedTables {
  /// Rows of one score give the same remark and rater.
  private func together(with position: Int, _ layout: ImportLayout) -> [Int] {
    guard layout == .scores, let rows = rows[layout] else { return [position] }
    return rows.indices.filter { rows[$0].group === rows[position].group }
  }
}

extension ImportLayout {
  /// Whether a row says something without that column.
  fileprivate func mayBeEmpty(_ column: Int) -> Bool {
    switch self {
    case .patients: column > 0
    case .diagnoses: column > 1
    case .treatments: column > 2
    case .scores: column > 5
    case .visits, .reviews, .considerations: false
    }
  }
}
