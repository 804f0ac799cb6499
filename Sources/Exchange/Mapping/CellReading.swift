import Outcomes
import Tables

/// What a field's cell says.
enum Reading {
  /// The cell is empty, or its word stands for nothing.
  case nothing(SourceCell?)
  case missing(MissingReason, SourceCell?)
  case text(CellText)
  /// It is among the refused cells.
  case refused(SourceCell)

  var cell: SourceCell? {
    switch self {
    case .nothing(let cell), .missing(_, let cell): cell
    case .text(let text): text.cell
    case .refused(let cell): cell
    }
  }

  /// Nothing stands there that could belong to a record.
  var isNothing: Bool { if case .nothing = self { true } else { false } }
  var isRefused: Bool { if case .refused = self { true } else { false } }

  /// The text; empty where there is none.
  var string: String {
    switch self {
    case .text(let text): text.text
    case .nothing, .missing, .refused: ""
    }
  }
}

struct CellText {
  var text: String
  /// What the groups of a pattern took; the first one is ``text``.
  var groups: [String] = []
  var cell: SourceCell?
  var kind: Cell.Kind = .text
  var isPercent = false
  /// A word of the mapping gave it.
  var isOfWords = false
}

/// Reads the cells of one sheet as the mapping says, and keeps what it refuses.
final class CellReading {
  let table: MappedTable
  /// Down to its heading; all of it where it is held whole.
  let sheet: LoadedSheet
  private let whole: () -> LoadedSheet?
  private lazy var wholeSheet = whole()
  let headings: Headings
  let into: MappedSink
  /// Another sheet of the same file.
  private let other: (String) -> LoadedSheet?
  private var columns: [ColumnKey: Int?] = [:]
  private let places: CellPlaces
  private var above: [Int: (cell: Cell, place: SourceCell)] = [:]
  private var lookUps: [Int: (Cell, SourceCell)?] = [:]

  private struct ColumnKey: Hashable {
    let name: ColumnName
    let repetition: Repetition
    let index: Int
  }

  init(
    table: MappedTable, sheet: LoadedSheet, headings: Headings, into: MappedSink,
    whole: @escaping () -> LoadedSheet?, other: @escaping (String) -> LoadedSheet?
  ) {
    self.table = table
    self.sheet = sheet
    self.whole = whole
    places = CellPlaces(sheet, headings)
    self.headings = headings
    self.into = into
    self.other = other
  }

  /// A new patient begins: what stood above is of another one, but for the identifier itself.
  func forgetAbove(but patient: PatientRule) {
    let kept = [patient.id, patient.key].compactMap { source -> Int? in
      guard case .column(let name)? = source?.place else { return nil }
      return column(name)
    }
    above = above.filter { kept.contains($0.key) }
  }

  /// The column of a name; nil (after a fault) where there is none or are several.
  func column(_ name: ColumnName, _ repetition: Repetition = .once, _ index: Int = 0) -> Int? {
    let key = ColumnKey(name: name, repetition: repetition, index: index)
    if let known = columns[key] { return known }
    let found = find(name, repetition, index)
    columns[key] = .some(found)
    return found
  }

  private func find(_ name: ColumnName, _ repetition: Repetition, _ index: Int) -> Int? {
    if name.isLetters { return ColumnLetters.column(of: name.text) }
    var found: [Int] = []
    switch repetition {
    case .once: found = headings.columns(name.text, below: nil)
    case .groups(let groups):
      found = headings.columns(name.text, below: groups[index])
      if found.isEmpty { found = headings.columns(name.text, below: nil) }
    case .suffixes(let suffixes):
      let names =
        name.text.contains("{}")
        ? [name.text.replacing("{}", with: suffixes[index])]
        : [" ", "", "_", ".", "-"].map { name.text + $0 + suffixes[index] } + [name.text]
      for name in names where found.isEmpty { found = headings.columns(name, below: nil) }
    case .times:
      found = headings.columns(name.text, below: nil)
      if found.count > 1 { found = index < found.count ? [found[index]] : [] }
    }
    if let nth = name.nth { found = nth <= found.count ? [found[nth - 1]] : [] }
    if found.count == 1 { return found[0] }
    into.fault(
      MappingTableFault(
        file: sheet.file, sheet: sheet.sheet,
        kind: found.isEmpty
          ? .noColumn(
            name.text, line: name.line, headings: headings.all.map(\.text).filter { !$0.isEmpty })
          : .columnTwice(name.text, line: name.line, letters: found.map(ColumnLetters.of))))
    return nil
  }

  func place(_ row: TableRow, _ column: Int) -> SourceCell { places.cell(row, column) }

  /// The cell of a source; nil: a text that stands in no cell, or nothing.
  private func cell(
    _ source: CellSource, _ row: TableRow, _ repetition: Repetition, _ index: Int
  ) -> (cell: Cell, place: SourceCell)? {
    switch source.place {
    case .fixed, .fileName, .sheetName: return nil
    case .column(let name):
      guard let column = column(name, repetition, index) else { return nil }
      let place = place(row, column)
      guard source.fillsDown else { return (row[column], place) }
      if row[column].isBlank || source.othersFillDown && !says(row[column], source) {
        return above[column] ?? (.empty, place)
      }
      above[column] = (row[column], place)
      return (row[column], place)
    case .cell(let column, let number, let name):
      guard let sheet = name.map({ other($0) }) ?? wholeSheet else { return nil }
      let cell = sheet.cell(column: column, row: number)
      return (
        cell,
        SourceCell(
          file: sheet.file, sheet: sheet.sheet, row: number, column: column, heading: "",
          shown: cell.shown)
      )
    case .lookUp(let name, let rows, let column):
      if let known = lookUps[source.line] { return known }
      let found = lookUp(name, rows, column, source.line)
      lookUps[source.line] = .some(found)
      return found
    }
  }

  private func lookUp(
    _ name: String, _ wanted: [WordInColumn], _ column: ColumnName, _ line: Int
  ) -> (Cell, SourceCell)? {
    guard let sheet = other(name), let first = sheet.rows.first else {
      into.fault(MappingTableFault(file: self.sheet.file, kind: .noSheet(name)))
      return nil
    }
    let reading = CellReading(
      table: table, sheet: sheet, headings: Headings([first.cells]), into: into,
      whole: { sheet }, other: other)
    let columns = wanted.map { reading.column($0.column) }
    guard let found = reading.column(column) else { return nil }
    let row = sheet.rows.dropFirst().first { row in
      zip(wanted, columns).allSatisfy { wanted, column in
        column.map { Wildcard.fits(row[$0].shown.withoutOuterBlanks, wanted.word) } == true
      }
    }
    guard let row else {
      into.fault(
        MappingTableFault(
          file: sheet.file, sheet: sheet.sheet,
          kind: .noRowToLookUp(wanted.map(\.word).joined(separator: ", "), line: line)))
      return nil
    }
    return (row[found], reading.place(row, found))
  }

  func refuse(_ cell: SourceCell, _ reason: RefusedCell.Reason) -> Reading {
    into.refuse(cell, reason)
    return .refused(cell)
  }

  /// Reads a field's text: missing words, words, patterns.
  ///
  /// - Parameter isOpen: a word that the mapping does not have passes: whoever reads it decides.
  func read(
    _ source: CellSource, _ row: TableRow, _ repetition: Repetition = .once, _ index: Int = 0,
    isOpen: Bool = false
  ) -> Reading {
    var text: CellText
    switch source.place {
    case .fixed(let fixed): return .text(CellText(text: fixed))
    case .fileName(let pattern): text = CellText(text: named(sheet.file, pattern, source.line))
    case .sheetName(let pattern):
      text = CellText(text: named(sheet.sheet ?? "", pattern, source.line))
    case .column, .cell, .lookUp:
      guard let (cell, place) = cell(source, row, repetition, index) else { return .nothing(nil) }
      if case .error(let error) = cell.kind { return refuse(place, .error(error)) }
      if cell.isBlank {
        guard let text = source.ifEmpty else { return .nothing(place) }
        into.use(place, "", text)
        return .text(CellText(text: text, cell: place, isOfWords: true))
      }
      text = CellText(text: cell.shown, cell: place, kind: cell.kind, isPercent: cell.isPercent)
    }
    if source.isAsTyped { return changed(text, source, isOpen) }
    let trimmed = text.text.withoutOuterBlanks
    if let word = source.missing.first(where: { $0.word.lowercased() == trimmed.lowercased() }) {
      switch word.meaning {
      case .leaveOut:
        into.use(text.cell, trimmed, "left out")
        return .nothing(text.cell)
      case .reason(let reason):
        into.use(text.cell, trimmed, reason.rawValue)
        return .missing(reason, text.cell)
      }
    }
    if source.trims { text.text = trimmed }
    if let split = source.split {
      let parts = text.text.components(by: split.separator)
      text.text = split.part <= parts.count ? parts[split.part - 1].withoutOuterBlanks : ""
      if text.text.isEmpty { return .nothing(text.cell) }
    }
    return changed(text, source, isOpen)
  }
}

extension String {
  /// Its parts between a separator.
  fileprivate func components(by separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
