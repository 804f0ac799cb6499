import ArgumentParser
import Clinic

struct ExportREDCap: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redcap",
    abstract:
      "Write a REDCap project: data dictionary, records, and a mapping that reads them back.",
    discussion: """
      Examples:
        recheck export redcap project
        recheck export redcap project --measures mg-adl,qmg
        recheck export redcap project --pseudonymous --site A
        recheck import --map project/mapping.yaml project/records.csv

      SETUP.txt in the folder says what to set up in REDCap, and in which order: see Docs/exports.md.
      """)
  @OptionGroup var clinic: ClinicOptions
  @Argument(
    help: "The folder to write, which is not there yet or empty.", completion: .directory)
  var folder: String
  @Option(
    help: ArgumentHelp(
      "The instruments that get a form; otherwise all that are recorded.", valueName: "a,b"))
  var measures: String?
  @OptionGroup var pseudonyms: PseudonymousOptions

  private var names: [MeasureName]? {
    measures.map { list in
      list.split(separator: ",").map { String($0).withoutOuterBlanks }.filter { !$0.isEmpty }
        .map { MeasureName(argument: $0) }
    }
  }

  func validate() throws {
    try Given.file(folder, "the folder to write")
    if let names, names.isEmpty {
      throw ValidationError("Give --measures the measures, with commas between them: mg-adl,qmg.")
    }
  }

  func run() throws {
    let desk = try clinic.exportDesk(pseudonyms)
    let outcome = try desk.exportREDCap(
      to: folder, measures: try names?.map { try $0.find(in: desk.definitions) },
      pseudonymous: pseudonyms.pseudonymous, site: pseudonyms.site,
      program: "Recheck \(Recheck.configuration.version)")
    try Output.report(
      "Wrote \(folder): \(outcome.files.count) files.\n" + outcome.table.text(width: Output.width),
      as: .written)
    if let words = outcome.groups?.words { Output.complain(words) }
  }
}
