package import Exchange
import Outcomes
import Registry
import Reporting
import Tables

/// How tables are imported under a mapping.
package struct MappedImportWays: Sendable {
  /// Nothing is stored.
  package var isPreview = false
  /// Refused cells are shown in the preview, and do not refuse it.
  package var isShown = false
  /// Refused cells are left out, and the rest is stored.
  package var leavesOut = false
  /// What is recorded otherwise is corrected.
  package var updates = false
  package var evenIfSimilar = false
  /// Others save meanwhile: what is only looked at is done beside the clinic file, not in it.
  package var isBesideOthers = false
  /// What is stored must be what a preview showed; nil: there was none.
  package var previewed: PreviewMark?

  package init() {}
}

/// What an import of tables stored, or would store.
package struct MappedOutcome: Sendable {
  package var stored: ImportOutcome
  /// What the tables became; of an import that was not refused, as it was stored.
  package var tables: MappedTables
  package var leftOut: [RefusedCell]
  package var vanished: [VanishedFact]
  /// The position of the clinic file before the tables were read.
  var entry = 0
}

extension Desk {
  /// Reads tables under a mapping in one transaction: all of them are stored, or nothing.
  ///
  /// The rows go through the run that reads our own layouts; what it refuses is said of the cells that
  /// they came from.
  ///
  /// - Throws: ``MappedRefusal`` with every cell that cannot be understood, except in a preview.
  package func importTables(
    _ paths: [String], under mapping: MappingFile, _ ways: MappedImportWays = MappedImportWays()
  ) throws -> MappedOutcome {
    let files = try paths.map { try HandedTable($0) }
    let mapper = TableMapper(mapping.mapping) { try mapping.dictionary($0) }
    return try store(files, ways) { try mapper.map($0) }
  }

  /// Stores the rows of files in one transaction, all of them or nothing.
  ///
  /// - Parameters:
  ///   - given: what the person named, where a folder stands for its files; nil: the files.
  ///   - isOwn: they came without a mapping, from tables of our own.
  ///   - reading: makes rows of them.
  /// - Throws: ``MappedRefusal``.
  func store(
    _ files: [HandedTable], given: [GivenSource]? = nil, _ ways: MappedImportWays,
    isOwn: Bool = false, reading: ([TableSource]) throws -> MappedTables
  ) throws -> MappedOutcome {
    let entry = try file.read { try $0.lastEntry() }
    let given = given ?? files.map(\.given)
    var tables = try reading(files.map(\.source))
    func refusal(_ faults: [MappingTableFault] = []) -> MappedRefusal {
      MappedRefusal(faults: faults, cells: tables.refused, isOwn: isOwn)
    }
    guard tables.faults.isEmpty else { throw refusal(tables.faults) }
    let all = tables.rows
    // Of a row with a cell that could not be read nothing more is said.
    let unread = Set(isOwn ? tables.refused.map(\.cell.rowPlace) : [])
    var reason = "import, " + given.map(\.inReason).joined(separator: "; ")
    while true {
      let found = try faults(of: tables, ways, reason)
      if found.isEmpty { break }
      let before = tables.refused.count
      try note(
        found.filter { !(tables.refused($0).map { unread.contains($0.cell.rowPlace) } ?? false) },
        in: &tables)
      tables.refused.sort(by: RefusedCell.precedes(of: files.map(\.source.name)))
      guard ways.leavesOut || ways.isShown else { throw refusal() }
      let rows = tables.rowCount
      tables.leaveOut(found)
      tables.dropEmptyPatients()
      guard tables.rowCount < rows || tables.refused.count > before else {
        throw refusal()
      }
    }
    tables.refused.sort(by: RefusedCell.precedes(of: files.map(\.source.name)))
    guard tables.refused.isEmpty || ways.leavesOut || ways.isShown else {
      throw refusal()
    }
    if !tables.refused.isEmpty {
      reason += ", \(Wording.counted(tables.refused.count, "cell")) left out"
    }
    let (outcome, late) = try run(tables, ways, reason, dryRun: ways.isPreview)
    // Somebody recorded something between the check and this.
    guard late.isEmpty else {
      try note(late, in: &tables)
      throw refusal()
    }
    return MappedOutcome(
      stored: outcome, tables: tables, leftOut: tables.refused,
      vanished: try vanished(given.map(\.name), now: all, unread: tables.emptyPatients),
      entry: entry)
  }

  /// Every fault of the rows as they are; nothing is stored.
  private func faults(
    of tables: MappedTables, _ ways: MappedImportWays, _ reason: String
  ) throws -> [ImportFault] {
    try run(tables, ways, reason, dryRun: true).faults
  }

  private func run(
    _ tables: MappedTables, _ ways: MappedImportWays, _ reason: String, dryRun: Bool
  ) throws -> (outcome: ImportOutcome, faults: [ImportFault]) {
    let faults = ImportFaults()
    var outcome = ImportOutcome(isDryRun: dryRun)
    let body: (Writing) throws -> Void = { writing in
      let run = ImportRun(
        desk: self, writing: writing, dates: .iso, faults: faults, progress: nil, sorted: true,
        ways: ImportWays(
          evenIfSimilar: ways.evenIfSimilar, corrects: ways.updates, keepsUnsaid: true))
      for file in try tables.files() { try run.read(file) }
      outcome.alike = run.alike
      outcome.stored = run.stored
      outcome.passedOver = run.passedOver
      outcome.corrected = run.corrected
      outcome.patientsWithScores = run.patientsWithScores.count
      outcome.rows = tables.rowsRead
      if dryRun || !faults.isEmpty { throw DryRun() }
      try ways.previewed?.check(outcome, tables, in: writing)
    }
    do {
      let by = by(reason: reason)
      try dryRun && ways.isBesideOthers ? file.rehearse(by: by, body) : file.bulk(by: by, body)
    } catch is DryRun {
      // Rolled back on purpose.
    }
    return (outcome, faults.kept)
  }
}

extension MappedTables {
  fileprivate var rowCount: Int {
    rows.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.fields.count { !$0.isEmpty } } }
  }
}

extension SourceCell {
  fileprivate var rowPlace: [String] { [file, sheet ?? "", String(row)] }
}

extension RefusedCell {
  /// By file, sheet, row and column.
  static func precedes(of files: [String]) -> (RefusedCell, RefusedCell) -> Bool {
    let places = Dictionary(
      files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return { a, b in
      let (one, other) = (a.cell, b.cell)
      if one.file != other.file { return places[one.file] ?? 0 < places[other.file] ?? 0 }
      if one.sheet != other.sheet { return (one.sheet ?? "") < (other.sheet ?? "") }
      return (one.row, one.column) < (other.row, other.column)
    }
  }
}
