package import Exchange
import Outcomes
import Registry
import Reporting

/// What became of a package.
package struct PackageOutcome: Sendable {
  package let files: [WrittenFile]
  /// Of a pseudonymous package.
  package let groups: SmallGroups?

  /// Tables and their rows.
  package var table: DrawnTable {
    DrawnTable(
      Table(
        columns: [.init("table", "Table"), .init("rows", "Rows", .number)],
        rows: files.compactMap { file in file.rows.map { [.text(file.name), .integer($0)] } }))
  }
}

/// One table being written.
private final class SheetWriter {
  let sheet: PackageSheet
  let pseudonym: PackagePseudonym?
  let file: PackageFile
  private var writer: CSVWriter
  private(set) var rows = 0

  var table: PackageTable { pseudonym?.table ?? sheet.table }

  init(_ sheet: PackageSheet, _ pseudonym: PackagePseudonym?, _ file: PackageFile) throws {
    self.sheet = sheet
    self.pseudonym = pseudonym
    self.file = file
    writer = CSVWriter { try file.write($0) }
    try writer.row(table.columns.map(\.name))
  }

  /// Returns how many rows the patient has.
  func add(_ package: PackageRecord, code: String?) throws -> Int {
    let own = sheet.rows(package)
    let first = pseudonym == nil ? nil : package.record.firstDay
    for row in own {
      try writer.write(pseudonym?.row(row, code: code ?? "", first: first) ?? row)
    }
    rows += own.count
    return own.count
  }

  func finish() throws { try writer.finish() }
}

extension Desk {
  /// Writes all records of the clinic as a folder of tables that describe themselves.
  ///
  /// The folder is there whole or not at all; it must not be there before, unless it is empty.
  ///
  /// - Parameters:
  ///   - site: goes before every study code.
  ///   - program: name and version of the program.
  package func exportPackage(
    to folder: String, pseudonymous: Bool, site: String? = nil, program: String
  ) throws -> PackageOutcome {
    try exportPackage(
      try packageContext(pseudonymous: pseudonymous, program: program), to: folder, site: site)
  }

  func packageContext(pseudonymous: Bool, program: String) throws -> PackageContext {
    let series = try wideSeries()
    return PackageContext(
      library: library, asOf: asOf, isPseudonymous: pseudonymous, series: series,
      variants: pseudonymous ? NumberedVariants(series, library) : nil, program: program,
      definitions: String(PackageManifest.hash(of: library).prefix(PackageContext.digits)))
  }

  func exportPackage(
    _ context: PackageContext, sheets given: [PackageSheet]? = nil, to folder: String,
    site: String?
  ) throws -> PackageOutcome {
    let sheets = given ?? context.sheets
    let pseudonyms = try sheets.map {
      context.isPseudonymous ? try PackagePseudonym($0.table) : nil
    }
    let target = try PackageFolder(folder)
    do {
      let writers = try zip(sheets, pseudonyms).map { sheet, pseudonym in
        try SheetWriter(sheet, pseudonym, target.open(sheet.table.file))
      }
      let groups = try write(context, writers, site: site)
      for writer in writers {
        try writer.finish()
        try target.close(writer.file, rows: writer.rows)
      }
      try describe(writers.map(\.table), context, site: site, in: target)
      let subject = "package" + (context.isPseudonymous ? ", pseudonymous" : ", identified")
      try file.noteAccess(.export, to: subject, of: nil, by: by())
      try target.finish()
      return PackageOutcome(files: target.written, groups: groups)
    } catch {
      target.discard()
      throw error
    }
  }

  private func write(
    _ context: PackageContext, _ writers: [SheetWriter], site: String?
  ) throws -> SmallGroups? {
    var groups = SmallGroups()
    func add(_ record: PatientRecord, code: String?, _ reading: Reading) throws {
      let package = PackageRecord(
        record: record, scores: try reading.scores(of: record.patient.id).map(\.fact),
        courses: library.judgeCourses(record, asOf: asOf),
        corrections: try packageCorrections(of: record, reading))
      var rows = 0
      for writer in writers { rows += try writer.add(package, code: code) }
      groups.add(record, rows: rows)
    }
    let answers = measuresWithAnswers
    if context.isPseudonymous {
      try makeStudyCodes()
      try file.read { reading in
        try reading.forEachCodedRecord(answersFor: answers) { code, record in
          try add(record, code: site.map { "\($0)-\(code)" } ?? code, reading)
        }
      }
      return groups
    }
    try file.read { reading in
      try reading.forEachRecord(answersFor: answers) { try add($0, code: nil, reading) }
    }
    return nil
  }

  /// Everything beside the tables, made from the same description of them.
  private func describe(
    _ tables: [PackageTable], _ context: PackageContext, site: String?, in target: PackageFolder
  ) throws {
    let written = Dictionary(
      target.written.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    try target.write(
      DataPackage.file,
      DataPackage.json(
        name: context.isPseudonymous ? "recheck-pseudonymous" : "recheck",
        title: "Outcome scores of a clinic, by Recheck", tables, written
      ).text)
    for table in tables {
      try target.write(WebTableMetadata.file(of: table), WebTableMetadata.json(table).text)
    }
    let codebook = try target.open(PackageCodebook.file)
    var writer = CSVWriter { try codebook.write($0) }
    try writer.row(PackageCodebook.columns)
    for row in PackageCodebook.rows(tables) { try writer.row(row) }
    try writer.finish()
    try target.close(codebook)
    try target.write(PackageLoaders.pythonFile, PackageLoaders.python)
    try target.write(PackageLoaders.rFile, PackageLoaders.r(tables))
    let recorded = try file.read { try $0.definitions().compactMap(\.self) }
    try target.write(
      PackageManifest.file,
      PackageManifest.json(context, site: site, recorded: recorded, target.written).text)
  }
}
