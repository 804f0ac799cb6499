import ArgumentParser
import Clinic

struct ExportTemplate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract:
      "Write an empty workbook to fill in for a disease, which is imported without a mapping.",
    discussion: """
      Example:
        recheck export template --disease cidp -o cidp.xlsx
        recheck import cidp.xlsx

      A sheet for patients, diagnoses, treatments and visits, and one for each instrument of the \
      disease; its first page explains it. No record leaves with it.
      """)
  @OptionGroup var definitions: DefinitionOptions
  @Option(help: "See: recheck measures list --kind diseases") var disease: DiseaseName
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The workbook to write, which is not there yet.", valueName: "file.xlsx"),
    completion: .file(extensions: ["xlsx"]))
  var output: String

  func validate() throws {
    try Given.file(output, "the workbook to write")
    guard PackageForms.isWorkbook(output) else {
      throw ValidationError("'\(output)' is no name of a workbook: give one that ends in .xlsx.")
    }
  }

  func run() throws {
    let loaded = try Definitions.load(definitions.definitions)
    let sheets = try TemplateWorkbook(disease.find(in: loaded), loaded)
      .write(to: output, made: .today)
    try Output.report("Wrote \(output): \(sheets.joined(separator: ", ")).", as: .written)
  }
}
