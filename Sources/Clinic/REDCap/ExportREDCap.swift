import Exchange
package import Outcomes
import Registry
import Reporting

/// The files of a folder for REDCap.
enum REDCapFolder {
  static let dictionary = "dictionary.csv"
  static let records = "records.csv"
  static let mapping = "mapping.yaml"
  static let setup = "SETUP.txt"
}

extension Desk {
  /// Writes the clinic's records as a REDCap project: data dictionary, records, what to set up by
  /// hand, and a mapping that reads it back.
  ///
  /// The folder is there whole or not at all; it must not be there before, unless it is empty.
  ///
  /// - Parameters:
  ///   - measures: the instruments that get a form; nil: those that are recorded.
  ///   - site: goes before every study code.
  ///   - program: name and version of the program.
  package func exportREDCap(
    to folder: String, measures: [Measure.ID]? = nil, pseudonymous: Bool, site: String? = nil,
    program: String
  ) throws -> PackageOutcome {
    let context = try packageContext(pseudonymous: pseudonymous, program: program)
    let chosen = try measures?.uniqued.sorted().map(definitions.measure)
    // Computed from other instruments, never entered.
    let instruments = (chosen ?? context.measures).filter { $0.scoring.rule != .composite }
    let project = try REDCapProject(context, measures: instruments)
    let target = try PackageFolder(folder)
    do {
      try writeDictionary(project, in: target)
      let (groups, patients) = try writeRecords(project, site: site, in: target)
      if !pseudonymous { try target.write(REDCapFolder.mapping, REDCapMapping(project).text) }
      try target.write(REDCapFolder.setup, REDCapSetup.text(project, program: program))
      let subject = "redcap" + (pseudonymous ? ", pseudonymous" : ", identified")
      try file.noteAccess(.export, to: subject, of: nil, by: by())
      try target.finish()
      return PackageOutcome(
        files: target.written, groups: groups, patients: Portion(patients, of: patients))
    } catch {
      target.discard()
      throw error
    }
  }

  private func writeDictionary(_ project: REDCapProject, in target: PackageFolder) throws {
    let file = try target.open(REDCapFolder.dictionary)
    var writer = CSVWriter { try file.write($0) }
    try writer.row(REDCapField.columns)
    for field in project.fields { try writer.row(field.row) }
    try writer.finish()
    try target.close(file, rows: project.fields.count)
  }

  private func writeRecords(
    _ project: REDCapProject, site: String?, in target: PackageFolder
  ) throws -> (groups: SmallGroups?, patients: Int) {
    let output = try target.open(REDCapFolder.records)
    var writer = CSVWriter { try output.write($0) }
    try writer.row(project.columns)
    var groups = SmallGroups()
    var count = 0
    var patients = 0
    func add(_ record: PatientRecord, code: String?, _ reading: Reading) throws -> [[Cell]] {
      let scores = try reading.scores(of: record.patient.id).map(\.fact)
      let rows = project.rows(
        PackageRecord(facts: record, scores: scores), code: code)
      patients += 1
      groups.add(record, rows: rows.count)
      count += rows.count
      return rows
    }
    if project.isPseudonymous { try makeStudyCodes() }
    try file.read { reading in
      try reading.forEachLeavingRecord(pseudonymous: project.isPseudonymous, site: site) {
        record, code in
        for row in try add(record, code: code, reading) { try writer.write(row) }
      }
    }
    try writer.finish()
    try target.close(output, rows: count)
    return (project.isPseudonymous ? groups : nil, patients)
  }
}
