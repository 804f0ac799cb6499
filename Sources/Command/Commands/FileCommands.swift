import ArgumentParser
import Clinic
import Demonstration
import Outcomes
import Web

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "A verified copy of the clinic file, also while others work.",
    discussion: "Example: recheck backup /media/safe/clinic-2026-02-03.sqlite")
  @OptionGroup var clinic: ClinicOptions
  @Argument(help: "The new file.") var file: String

  func run() throws {
    try clinic.desk(.reading).backup(to: file)
    try Output.print("Backed up and verified: \(file)")
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the clinic file's place; it is verified first.",
    discussion: "Example: recheck restore /media/safe/clinic-2026-02-03.sqlite")
  @OptionGroup var clinic: ClinicOptions
  @Argument(help: "The backup.") var file: String

  func run() throws {
    let kept = try Desk.restore(file, to: clinic.clinic ?? ClinicOptions.defaultClinic)
    try Output.print(
      "Restored from \(file)." + (kept.map { " The earlier file is kept as \($0)." } ?? ""))
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every seal, total and link of the clinic file.",
    discussion: "Example: recheck verify")
  @OptionGroup var clinic: ClinicOptions

  func run() throws {
    try Output.print(try clinic.desk(.reading).verify())
  }
}

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Who entered and changed what, of one patient or of all.",
    discussion: "Example: recheck history P0042")
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var output: OutputOption
  @Argument(help: "The patient's identifier.") var patient: Patient.ID?

  func run() throws {
    try Draw.table(
      try clinic.desk(.reading).historyTable(of: patient), format.format, output.output,
      none: "Nothing was entered.")
  }
}

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Build an invented clinic and show what Recheck does with it.",
    discussion: "Example: recheck demo --clinic demo.sqlite")
  @OptionGroup var clinic: ClinicOptions
  @Option(help: "Number of patients.") var patients: Int = 60
  @Option(help: "The same seed gives the same clinic.") var seed: Int = 1
  @ArgumentParser.Flag(help: "Also make accounts for the web app, and print them.")
  var accounts = false

  func validate() throws {
    guard (1...9999).contains(patients) else { throw ValidationError("--patients: 1 to 9999.") }
  }

  func run() async throws {
    let file = clinic.clinic ?? "recheck-demo.sqlite"
    let desk = try Desk.demonstrate(
      at: file, definitions: clinic.definitions.definitions, patients: patients,
      seed: UInt64(max(0, seed)),
      asOf: clinic.asOf ?? .today)
    let lines = accounts ? try await DemonstrationAccounts.make(at: desk) : []
    try Output.print(try Tour.text(desk, at: file, accounts: lines))
    try desk.file.close()
  }
}
