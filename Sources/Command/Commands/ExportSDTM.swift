import ArgumentParser
import Clinic

struct ExportSDTM: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sdtm", abstract: "Write study datasets in the form of SDTM, for pooled research.",
    discussion: """
      Examples:
        recheck export sdtm study
        recheck export sdtm study --pseudonymous --site A

      DM, QS, FT, MK, RE, LB and EX as CSV with what describes them, for CDISC CORE: see \
      Docs/exports.md.
      """)
  @OptionGroup var clinic: ClinicOptions
  @Argument(
    help: "The folder to write, which is not there yet or empty.", completion: .directory)
  var folder: String
  @OptionGroup var pseudonyms: PseudonymousOptions

  func validate() throws { try Given.file(folder, "the folder to write") }

  func run() throws {
    let desk = try clinic.exportDesk(pseudonyms)
    let outcome = try desk.exportSDTM(
      to: folder, pseudonymous: pseudonyms.pseudonymous, site: pseudonyms.site)
    try Output.report(
      "Wrote \(folder): \(outcome.files.count) files.\n" + outcome.table.text(width: Output.width),
      as: .written)
    if let words = outcome.groups?.words { Output.complain(words) }
  }
}
