import ArgumentParser
import Clinic
import Demonstration
import Outcomes
import Registry
import Web

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "A verified copy of the clinic file, also while others work.",
    discussion: """
      Example:
        recheck backup /media/safe/clinic-2026-02-03.sqlite
      """)
  @OptionGroup var clinic: ClinicOptions
  @Argument(help: "The new file.", completion: .file()) var file: String

  func validate() throws { try Given.file(file, "the new file") }

  func run() throws {
    try clinic.desk(.reading).backup(to: file)
    try Output.print("Backed up and verified: \(file)")
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the clinic file's place; it is verified first.",
    discussion: """
      Example:
        recheck restore /media/safe/clinic-2026-02-03.sqlite
      """)
  @OptionGroup var clinic: ClinicOptions
  @Argument(help: "The backup.", completion: .file()) var file: String

  func validate() throws { try Given.file(file, "the backup") }

  func run() throws {
    let place = clinic.clinic ?? ClinicOptions.defaultClinic
    let kept: String?
    do { kept = try Desk.restore(file, to: place) } catch let error as RegistryError {
      throw NoBackup(file, error) ?? error
    }
    try Output.print(
      "Restored from \(file)." + (kept.map { " The earlier file is kept as \($0)." } ?? ""))
  }
}

/// What should be restored is no backup.
private struct NoBackup: PlainRefusal {
  let message: String
  var exitStatus: Int32 { 3 }

  /// nil: the fault is another one.
  init?(_ file: String, _ error: RegistryError) {
    let found: String
    switch error {
    case .noFile(file): found = "there is no such file"
    case .isDirectory(file): found = "this is a folder"
    case .notSQLite(file), .isNoRegularFile(file): found = "this is no backup"
    case .notClinicFile(file): found = "this is a database of another program, no backup"
    case _: return nil
    }
    message =
      "\(file): \(found). Nothing was restored. Name a file that 'recheck backup' has made."
  }
}

/// What must not be left empty.
enum Given {
  static func file(_ name: String, _ what: String) throws {
    if name.isEmpty { throw ValidationError("The name of \(what) is empty. Give a name.") }
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every seal, total and link of the clinic file.",
    discussion: """
      Example:
        recheck verify
      """)
  @OptionGroup var clinic: ClinicOptions

  func run() throws {
    try Output.print(try clinic.desk(.reading).verify())
  }
}

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Who entered and changed what, of one patient or of all.",
    discussion: """
      Example:
        recheck history P0042
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var output: OutputOption
  @Argument(help: PatientHelp.text) var patient: PatientName?

  func run() throws {
    let desk = try clinic.desk(.reading)
    let patient = try patient?.find(at: desk)
    try Draw.table(
      try desk.historyTable(of: patient), format.format, output.output,
      none: "Nothing was entered.")
  }
}

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Build an invented clinic and show what Recheck does with it.",
    discussion: """
      Example:
        recheck demo --clinic demo.sqlite
      """)
  @OptionGroup var clinic: ClinicOptions
  @Option(
    parsing: .unconditional, help: "Number of patients, 1 to 9999; 60 otherwise.",
    transform: Typed.number("the number of patients", from: 1, to: 9999))
  var patients: Int = 60
  @Option(
    parsing: .unconditional, help: "The same seed gives the same clinic; 1 otherwise.",
    transform: Typed.number("a seed"))
  var seed: Int = 1
  @ArgumentParser.Flag(help: "Also make accounts for the web app, and print them.")
  var accounts = false

  func run() async throws {
    let file = clinic.clinic ?? "recheck-demo.sqlite"
    let desk = try Desk.demonstrate(
      at: file, definitions: clinic.definitions.definitions, patients: patients,
      seed: UInt64(seed),
      asOf: clinic.asOf ?? .today)
    let lines = accounts ? try await DemonstrationAccounts.make(at: desk) : []
    try Output.print(try Tour.text(desk, at: file, accounts: lines))
    try desk.file.close()
  }
}
