import Outcomes
import Tables

/// Finds the heading of a sheet: the first row of texts above rows that hold something else.
extension LookedSheet {
  /// nil: no row looks like a heading.
  init?(_ sheet: LoadedSheet, rows more: [TableRow] = [], turned mayTurn: Bool = true) {
    if mayTurn, let turned = LookedSheet(turning: sheet) {
      self = turned
      return
    }
    guard let header = Self.header(sheet.rows) else { return nil }
    self.init(sheet, header: header, more: more, isTurned: false)
  }

  private init(_ sheet: LoadedSheet, header: [Int], more: [TableRow], isTurned: Bool) {
    loaded = sheet
    self.header = header
    self.isTurned = isTurned
    let last = header.last ?? 1
    let body = sheet.rows.filter { $0.number > last && !$0.cells.allSatisfy(\.isBlank) } + more
    self.body = body
    firstRow = body.first?.number ?? last + 1
    titles = sheet.rows.filter { $0.number < header[0] }
      .flatMap { row in Set(row.cells.filter { !$0.isBlank }.map(\.shown)).sorted() }
    headings = Headings(header.map { sheet.row($0)?.cells ?? [] })
    files = [sheet.file]
    sheetNames = sheet.sheet.map { [$0] } ?? []
  }

  /// A sheet whose first column holds the headings: days stand in one of its first rows.
  private init?(turning sheet: LoadedSheet) {
    guard let row = sheet.rows.prefix(6).first(where: Self.isRowOfDays), sheet.rows.count > 2
    else { return nil }
    let turned = sheet.turned
    guard let head = turned.rows.first, head[0].isText || !row[0].isBlank,
      head.cells.count(where: \.isText) == head.cells.count(where: { !$0.isBlank })
    else { return nil }
    self.init(turned, header: [1], more: [], isTurned: true)
  }

  /// A heading, then days alone.
  private static func isRowOfDays(_ row: TableRow) -> Bool {
    let cells = row.cells.dropFirst().filter { !$0.isBlank }
    guard cells.count >= 2, row[0].isText, !DayLook.isDay(row[0]) else { return false }
    if cells.allSatisfy({ DayLook.isDay($0) }) { return true }
    let name = Headings.tidy(row[0].shown)
    let field = LookedField(name: name, said: name, isRepeated: false, cells: [])
    return ColumnMeaning.visitDay.isMeant(by: field)
      && cells.allSatisfy { DayLook.isDay($0) || DayLook.isSerial($0.shown.withoutOuterBlanks) }
  }

  /// The tables of a sheet that stand below each other, each with a heading of its own that has a name
  /// in common with the first; and the row that ends each.
  static func tables(in sheet: LoadedSheet) -> [(sheet: LoadedSheet, end: TableRow?)] {
    guard LookedSheet(turning: sheet) == nil, let header = header(sheet.rows)?.last,
      let first = sheet.row(header)
    else { return [(sheet, nil)] }
    let names = Set(first.cells.filter { !$0.isBlank }.map { Headings.tidy($0.shown) })
    let rows = sheet.rows
    for place in rows.indices.dropLast() where rows[place].number > header + 1 {
      let filled = rows[place].cells.filter { !$0.isBlank }
      let here = Set(filled.map { Headings.tidy($0.shown) })
      guard here.count >= 3, here.count == filled.count, filled.allSatisfy(isName),
        !here.isDisjoint(with: names),
        !rows[place + 1].cells.allSatisfy({ $0.isBlank || isName($0) })
      else { continue }
      // A title may stand above it.
      let isTitled = Set(rows[place - 1].cells.filter { !$0.isBlank }.map(\.shown)).count == 1
      let begin = isTitled ? place - 1 : place
      guard rows[begin].number > rows[begin - 1].number + 1 || isTitled else { continue }
      var (upper, lower) = (sheet, sheet)
      upper.rows = Array(rows[..<begin])
      lower.rows = Array(rows[begin...])
      return [(upper, rows[begin])] + tables(in: lower)
    }
    return [(sheet, nil)]
  }

  /// Rows of the heading, one or two; nil: there is none.
  private static func header(_ rows: [TableRow]) -> [Int]? {
    let width = rows.map { $0.cells.count { !$0.isBlank } }.max() ?? 0
    for (position, row) in rows.prefix(30).enumerated() {
      let filled = row.cells.filter { !$0.isBlank }
      // A title may cover several columns of a workbook, all with its text.
      guard filled.count >= 2, Set(filled.map(\.shown)).count >= 2,
        filled.count * 2 >= min(width, 6), filled.allSatisfy({ isName($0) })
      else { continue }
      let next = position + 1 < rows.count ? rows[position + 1] : nil
      if let next, isSecondLine(next, below: row) { return [row.number, next.number] }
      return [row.number]
    }
    return nil
  }

  private static func isName(_ cell: Cell) -> Bool {
    cell.isText && LookedField.number(cell.shown) == nil && !DayLook.isDay(cell)
  }

  /// The row above names groups; this one names their columns, and names come back.
  private static func isSecondLine(_ row: TableRow, below above: TableRow) -> Bool {
    let filled = row.cells.filter { !$0.isBlank }
    guard filled.count >= 2, filled.allSatisfy({ isName($0) }) else { return false }
    let names = filled.map { Headings.tidy($0.shown) }
    guard Set(names).count < names.count else { return false }
    // Groups: one name over several columns, or gaps behind it.
    let upper = (0..<row.cells.count).map { Headings.tidy(above[$0].shown) }
    return Set(upper.filter { !$0.isEmpty }).count < row.cells.count
  }
}

extension Cell {
  var isText: Bool { kind == .text && !isBlank }
}

/// Finds which columns come back with every visit, and makes fields of all of them.
extension LookedSheet {
  mutating func findFields() {
    let all = headings.all.filter {
      !$0.lines.isEmpty && column($0.column).contains { !$0.isBlank }
    }
    if let groups = groups(all) {
      repetition = .groups(groups.names)
      repetitionWhy = "the same \(groups.bases) headings below each of them"
      let inGroup = Set(groups.names)
      var done: Set<String> = []
      for heading in all {
        if heading.lines.count > 1, inGroup.contains(heading.lines[0]) {
          let base = heading.lines.dropFirst().joined(separator: " / ")
          guard done.insert(base).inserted else { continue }
          let columns = groups.names.map { headings.columns(base, below: $0).first }
          fields.append(field(base, base, columns, isRepeated: true))
        } else {
          fields.append(field(heading.text, heading.text, [heading.column], isRepeated: false))
        }
      }
    } else if let found = SuffixLook.find(all.map { ($0.column, $0.text) }) {
      repetition = .suffixes(found.suffixes)
      repetitionWhy = "\(found.bases.count) headings come back with each of them"
      let columns = Dictionary(uniqueKeysWithValues: found.bases.map { ($0.name, $0.columns) })
      var done: Set<String> = []
      for heading in all {
        if let base = found.bases.first(where: { $0.columns.contains(heading.column) }) {
          guard done.insert(base.name).inserted else { continue }
          let name = base.isBehind ? base.plain : base.name
          fields.append(field(name, base.name, columns[base.name] ?? [], isRepeated: true))
        } else {
          fields.append(field(heading.text, heading.text, [heading.column], isRepeated: false))
        }
      }
    } else {
      let names = Dictionary(grouping: all, by: \.text)
      let many = names.values.filter { $0.count > 1 }
      if many.count > 1, Set(many.map(\.count)).count == 1 {
        let times = many[0].count
        repetition = .times(times)
        repetitionWhy = "\(many.count) headings stand \(times) times"
      }
      var done: Set<String> = []
      for heading in all {
        let same = names[heading.text] ?? []
        if repetition != .once, same.count > 1 {
          guard done.insert(heading.text).inserted else { continue }
          fields.append(field(heading.text, heading.text, same.map(\.column), isRepeated: true))
        } else {
          let nth =
            same.count > 1 ? same.firstIndex { $0.column == heading.column }.map { $0 + 1 } : nil
          fields.append(
            field(heading.text, heading.text, [heading.column], isRepeated: false, nth: nth))
        }
      }
    }
  }

  private func field(
    _ name: String, _ said: String, _ columns: [Int?], isRepeated: Bool, nth: Int? = nil
  ) -> LookedField {
    let known = labels[name]
    return LookedField(
      name: name, said: known?.said ?? said, nth: nth, isRepeated: isRepeated,
      cells: columns.flatMap { place in
        body.map { row in place.map { row[$0] } ?? .empty }
      }, labels: known?.codes ?? [:])
  }

  private func column(_ place: Int) -> [Cell] { body.map { $0[place] } }

  /// Names of the first line of a heading below which the same names stand.
  private func groups(_ all: [Headings.Heading]) -> (names: [String], bases: Int)? {
    var order: [String] = []
    var below: [String: [String]] = [:]
    for heading in all where heading.lines.count > 1 {
      let group = heading.lines[0]
      if below[group] == nil { order.append(group) }
      below[group, default: []].append(heading.lines.dropFirst().joined(separator: " / "))
    }
    guard let first = order.first, let names = below[first], names.count > 1 else { return nil }
    let same = order.filter { Set(below[$0] ?? []) == Set(names) }
    return same.count > 1 ? (same, names.count) : nil
  }
}
