import ArgumentParser
import Clinic
import Outcomes

struct ExportPackage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "package",
    abstract: "Write a folder of tables for statisticians, with everything that describes them.",
    discussion: """
      Examples:
        recheck export package study
        recheck export package study --pseudonymous --site A
        recheck export package study --disease cidp,mmn --from 2024-01-01 --to 2025-12-31
        recheck export package study --xlsx --sav
        recheck export package study.xlsx --xlsx

      Beside the tables stand a description of every column, a codebook, scripts that load them \
      into R, Python and PostgreSQL, and a manifest: see Docs/exports.md. A name that ends in .xlsx \
      asks for the workbook of --xlsx and nothing else.
      """)
  @OptionGroup var clinic: ClinicOptions
  @Argument(
    help: "The folder to write, which is not there yet or empty.", completion: .directory)
  var folder: String
  @OptionGroup var pseudonyms: PseudonymousOptions
  @ArgumentParser.Flag(
    help: "All tables and the codebook as a workbook too, a sheet for each: package.xlsx.")
  var xlsx = false
  @ArgumentParser.Flag(
    help: "An SPSS file per table too, with labels and the reasons of missing values.")
  var sav = false

  @Option(
    help: ArgumentHelp(
      "Only patients who have or had one of these diagnoses, parted by commas.",
      valueName: "disease"))
  var disease: String?
  @Option(
    help: ArgumentHelp("Only what is of that day or later.", valueName: "yyyy-mm-dd"),
    transform: Typed.day)
  var from: Day?
  @Option(
    help: ArgumentHelp("Only what is of that day or earlier.", valueName: "yyyy-mm-dd"),
    transform: Typed.day)
  var to: Day?

  func validate() throws {
    try Given.file(folder, "the folder to write")
    if PackageForms.isWorkbook(folder) {
      if !xlsx {
        throw ValidationError(
          "'\(folder)' is the name of a workbook: add --xlsx, or name a folder.")
      }
      if sav { throw ValidationError("--sav writes a file per table: name a folder.") }
    }
    if let from, let to, to < from {
      throw ValidationError("--to \(to) is before --from \(from): nothing would be left.")
    }
  }

  private func filter(_ definitions: Definitions) throws -> PackageFilter {
    let named = (disease ?? "").split(separator: ",").map { String($0).withoutOuterBlanks }
    return PackageFilter(
      diseases: try named.map { try definitions.id(called: $0) as Disease.ID }, from: from, to: to)
  }

  func run() throws {
    let desk = try clinic.exportDesk(pseudonyms)
    let filter = try filter(desk.definitions)
    let forms = PackageForms(workbook: xlsx, spss: sav)
    let outcome = try desk.exportPackage(
      to: folder, as: forms, pseudonymous: pseudonyms.pseudonymous, site: pseudonyms.site,
      filter: filter, program: "Recheck \(Recheck.configuration.version)")
    let wrote =
      forms.isWorkbookAlone(folder)
      ? "Wrote \(folder)." : "Wrote \(folder): \(outcome.files.count) files."
    let patients =
      filter.isEverything ? "" : "Patients: \(outcome.patients.count) of \(outcome.patients.of).\n"
    try Output.report(
      wrote + "\n" + outcome.table.text(width: Output.width) + patients, as: .written)
    if let words = outcome.groups?.words { Output.complain(words) }
  }
}
