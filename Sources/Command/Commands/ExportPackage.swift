import ArgumentParser
import Clinic

struct ExportPackage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "package",
    abstract: "Write a folder of tables for statisticians, with everything that describes them.",
    discussion: """
      Examples:
        recheck export package study
        recheck export package study --pseudonymous --site A

      Beside the tables stand a description of every column, a codebook, scripts that load them \
      into R and Python, and a manifest: see Docs/exports.md.
      """)
  @OptionGroup var clinic: ClinicOptions
  @Argument(
    help: "The folder to write, which is not there yet or empty.", completion: .directory)
  var folder: String
  @OptionGroup var pseudonyms: PseudonymousOptions

  func validate() throws { try Given.file(folder, "the folder to write") }

  func run() throws {
    let desk = try clinic.desk(.writing)
    let outcome = try desk.exportPackage(
      to: folder, pseudonymous: pseudonyms.pseudonymous, site: pseudonyms.site,
      program: "Recheck \(Recheck.configuration.version)")
    try Output.print(
      "Wrote \(folder): \(outcome.files.count) files.\n" + outcome.table.text(width: Output.width))
    if let words = outcome.groups?.words { Output.complain(words) }
  }
}
