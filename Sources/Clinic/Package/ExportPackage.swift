package import Exchange
package import Outcomes
import Registry
import Reporting
import TableFiles

/// What became of a package.
package struct PackageOutcome: Sendable {
  package let files: [WrittenFile]
  /// Of each table.
  let rows: [(table: String, count: Int)]
  /// Of a pseudonymous package.
  package let groups: SmallGroups?
  /// Patients who are in it, and of how many.
  package let patients: Portion

  /// - Parameter rows: of each table; nil: of each file that has rows.
  init(
    files: [WrittenFile], rows: [(table: String, count: Int)]? = nil, groups: SmallGroups?,
    patients: Portion
  ) {
    self.files = files
    self.rows = rows ?? files.compactMap { file in file.rows.map { (file.name, $0) } }
    self.groups = groups
    self.patients = patients
  }

  /// Tables and their rows.
  package var table: DrawnTable {
    DrawnTable(
      Table(
        columns: [.init("table", "Table"), .init("rows", "Rows", .number)],
        rows: rows.map { [.text($0.table), .integer($0.count)] }))
  }
}

/// One table being written: as CSV, as a sheet of a workbook, or both.
private final class SheetWriter {
  let sheet: PackageSheet
  let pseudonym: PackagePseudonym?
  let file: PackageFile?
  let page: WorkbookSheet?
  private var writer: CSVWriter
  private(set) var rows = 0

  var table: PackageTable { pseudonym?.table ?? sheet.table }

  init(
    _ sheet: PackageSheet, _ pseudonym: PackagePseudonym?, _ file: PackageFile?,
    _ workbook: WorkbookFile?
  ) throws {
    self.sheet = sheet
    self.pseudonym = pseudonym
    self.file = file
    let table = pseudonym?.table ?? sheet.table
    page = try workbook?.sheet(table)
    writer = CSVWriter { try file?.write($0) }
    if file != nil { try writer.row(table.columns.map(\.name)) }
  }

  /// Returns how many rows the patient has.
  func add(_ package: PackageRecord, code: String?) throws -> Int {
    let own = sheet.rows(package)
    let first = pseudonym == nil ? nil : package.whole.firstDay
    for row in own {
      let row = pseudonym?.row(row, code: code ?? "", first: first) ?? row
      if file != nil { try writer.write(row) }
      try page?.add(row.map(WorkbookCell.init))
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
  ///   - folder: of a workbook alone its name, which ends in `.xlsx`.
  ///   - forms: what is written beside the tables.
  ///   - site: goes before every study code.
  ///   - filter: which part of the records.
  ///   - program: name and version of the program.
  package func exportPackage(
    to folder: String, as forms: PackageForms = PackageForms(), pseudonymous: Bool,
    site: String? = nil, filter: PackageFilter = PackageFilter(), program: String
  ) throws -> PackageOutcome {
    var context = try packageContext(pseudonymous: pseudonymous, program: program)
    context.filter = filter
    context.seal = try seal()
    return try exportPackage(context, to: folder, as: forms, site: site)
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
    as forms: PackageForms = PackageForms(), site: String?
  ) throws -> PackageOutcome {
    let sheets = given ?? context.sheets
    let pseudonyms = try sheets.map {
      context.isPseudonymous ? try PackagePseudonym($0.table) : nil
    }
    let isAlone = forms.isWorkbookAlone(folder)
    let target = try PackageFolder(folder, for: isAlone ? PackageForms.workbookFile : nil)
    do {
      let workbook =
        forms.workbook
        ? try WorkbookFile(
          target.path(of: PackageForms.workbookFile), rowsIn: target.beside, made: context.asOf)
        : nil
      let writers = try zip(sheets, pseudonyms).map { sheet, pseudonym in
        try SheetWriter(
          sheet, pseudonym, isAlone ? nil : target.open(sheet.table.file), workbook)
      }
      let (groups, patients) = try write(context, writers, site: site)
      for writer in writers {
        try writer.finish()
        if let file = writer.file { try target.close(file, rows: writer.rows) }
      }
      let tables = writers.map(\.table)
      if forms.spss {
        for writer in writers {
          try target.writeSPSS(writer.table, rows: writer.rows, made: context.asOf)
        }
      }
      if let workbook {
        try workbook.codebook(of: tables)
        try workbook.close()
        try target.adopt(PackageForms.workbookFile)
      }
      if !isAlone { try describe(tables, context, site: site, in: target) }
      let subject = "package" + (context.isPseudonymous ? ", pseudonymous" : ", identified")
      try file.noteAccess(.export, to: subject + forms.inTrail, of: nil, by: by())
      try target.finish()
      return PackageOutcome(
        files: target.written,
        rows: writers.map { (isAlone ? $0.table.name : $0.table.file, $0.rows) }, groups: groups,
        patients: patients)
    } catch {
      target.discard()
      if let fault = error as? TableFileFault { throw PackageRefusal(fault) }
      throw error
    }
  }

  private func write(
    _ context: PackageContext, _ writers: [SheetWriter], site: String?
  ) throws -> (groups: SmallGroups?, patients: Portion) {
    var groups = SmallGroups()
    var (taken, all) = (0, 0)
    func add(_ record: PatientRecord, code: String?, _ reading: Reading) throws {
      let whole = PackageRecord(
        library.judge(record, asOf: asOf), whole: record,
        scores: try reading.scores(of: record.patient.id).map(\.fact),
        corrections: try packageCorrections(of: record, reading))
      all += 1
      guard let package = context.filter.part(of: whole) else { return }
      taken += 1
      var rows = 0
      for writer in writers { rows += try writer.add(package, code: code) }
      groups.add(record, rows: rows)
    }
    let isPseudonymous = context.isPseudonymous
    if isPseudonymous { try makeStudyCodes() }
    try file.read { reading in
      try reading.forEachLeavingRecord(
        pseudonymous: isPseudonymous, site: site, answersFor: measuresWithAnswers
      ) { record, code in try add(record, code: code, reading) }
    }
    return (isPseudonymous ? groups : nil, Portion(taken, of: all))
  }

  /// Everything beside the tables, made from the same description of them.
  private func describe(
    _ tables: [PackageTable], _ context: PackageContext, site: String?, in target: PackageFolder
  ) throws {
    try PackageDescription.write(
      tables, name: context.isPseudonymous ? "recheck-pseudonymous" : "recheck",
      title: "Outcome scores of a clinic, by Recheck", in: target)
    let recorded = try file.read { try $0.definitions().compactMap(\.self) }
    try target.write(
      PackageManifest.file,
      PackageManifest.json(context, site: site, recorded: recorded, target.written).text)
  }
}
