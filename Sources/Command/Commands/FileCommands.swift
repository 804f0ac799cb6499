import ArgumentParser
import Clinic
import Demonstration
import Outcomes
import Registry
import Web

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the clinic file's place; it is verified first.",
    discussion: """
      Examples:
        recheck restore /media/safe/clinic-2026-02-03.sqlite
        recheck restore --check /media/safe/clinic-2026-02-03.sqlite

      A copy that does not verify is refused; with --damaged it is put in place all the same, and \
      what is damaged is listed.
      """)
  @OptionGroup var clinic: ClinicOptions
  @ArgumentParser.Flag(
    help: "A drill: restore into a folder that goes again, verify, and say what would be replaced.")
  var check = false
  @ArgumentParser.Flag(help: "Restore it although it does not verify.") var damaged = false
  @Argument(help: "The backup.", completion: .file()) var file: String

  func validate() throws {
    try Given.file(file, "the backup")
    if check, damaged {
      throw ValidationError("--check changes nothing, and --damaged restores: give one of them.")
    }
  }

  func run() throws {
    let place = clinic.clinic ?? ClinicOptions.defaultClinic
    LeftoverWords.say(Desk.clearLeftovers(restoring: file, to: place))
    if check { return try drill(at: place) }
    let done: (replaced: String?, findings: [IntegrityFinding])
    let by = Signature(
      author: ClinicOptions.userName, instant: .now, channel: ClinicOptions.channel)
    do {
      done = try Desk.restore(file, to: place, by: by, evenIfDamaged: damaged)
    } catch let error as RegistryError {
      if let inUse = InUse(error) { throw inUse }
      throw NoBackup(file, error) ?? error
    }
    if !done.findings.isEmpty { Output.complain(DamageWords.restored(done.findings)) }
    try Output.report(
      "Restored from \(file)."
        + (done.replaced.map { " The earlier file is kept as \($0)." } ?? "")
        + " Both trails tell of it; everybody signs in again.",
      as: .restored)
  }

  private func drill(at place: String) throws {
    let found: RestoreDrill
    do { found = try Desk.drill(file, to: place) } catch let error as RegistryError {
      throw NoBackup(file, error) ?? error
    }
    try Output.print(DrillWords.text(found, backup: file, target: place))
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
    case .damagedCopy(_, let findings):
      message = DamageWords.notRestored(file, findings)
      return
    case _: return nil
    }
    message =
      "\(file): \(found). Nothing was restored. Name a file that 'recheck backup' has made."
  }
}

/// The file that should be replaced is open.
private struct InUse: PlainRefusal {
  let message: String
  var exitStatus: Int32 { 3 }

  /// nil: the fault is another one.
  init?(_ error: RegistryError) {
    guard case .writtenByAnother(let path, let holder) = error else { return nil }
    message =
      "\(path): \(holder) has the file open for writing, and a restore puts another file in its place."
      + " Nothing was restored. End that process, then restore."
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
    commandName: "verify",
    abstract: "Check every seal, account, total and link of the clinic file.",
    discussion: """
      Examples:
        recheck verify
        recheck verify --since 5dfc1a93aabd413d

      Backups, reports, exports and the start of 'recheck serve' show the seal of the last entry. \
      With --since a seal that was noted then, or its first 12 digits or more, is looked for: it \
      is in the past of this file unless the file was put back to an earlier state or written anew.
      """)
  @OptionGroup var clinic: ClinicOptions
  @Option(
    help: ArgumentHelp("A seal noted elsewhere, or its beginning.", valueName: "seal"),
    transform: Self.seal)
  var since: NotedSeal?

  func run() throws {
    try Output.print(try clinic.desk(.reading).verify(since: since))
  }

  @Sendable private static func seal(_ text: String) throws -> NotedSeal {
    guard let seal = NotedSeal(text) else {
      throw Mistyped(
        description:
          "a seal is 64 digits from 0 to 9 and a to f; its first \(NotedSeal.fewestDigits) or more will do."
      )
    }
    return seal
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
    try Output.report(try Tour.text(desk, at: file, accounts: lines), as: .built)
    try desk.file.close()
  }
}
