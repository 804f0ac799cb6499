import ArgumentParser
import Clinic

struct PoolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pool",
    abstract: "Put pseudonymous packages of several sites together, for PostgreSQL.",
    discussion: """
      Example:
        recheck pool prague leiden porto -o study
        cd study && psql --dbname=study --file=schema.sql

      Each folder was written by 'recheck export package FOLDER --pseudonymous --site CODE'. All \
      of them need the same definitions, program version and filter, a site code of their own, and \
      files as their manifests say. No clinic is opened. See Docs/exports.md.
      """)
  @Argument(help: "The packages, one of each site.", completion: .directory)
  var folders: [String]
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "The folder to write, which is not there yet or empty.", valueName: "folder"),
    completion: .directory)
  var output: String

  func validate() throws {
    try Given.file(output, "the folder to write")
    for folder in folders { try Given.file(folder, "a package") }
  }

  func run() throws {
    let outcome = try Pool.make(
      folders, to: output, program: "Recheck \(Recheck.configuration.version)")
    try Output.report(
      "Wrote \(output): \(outcome.files) files.\n" + outcome.sites.text(width: Output.width),
      as: .written)
    if let first = outcome.days.first, let last = outcome.days.last {
      Output.complain(
        "The sites were judged as of different days, \(first) to \(last): a course may be too early at "
          + "one and decided at another.")
    }
  }
}
