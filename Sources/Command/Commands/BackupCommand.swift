import ArgumentParser
import Clinic
import Registry

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "A verified copy of the clinic file, also while others work.",
    discussion: """
      Examples:
        recheck backup /media/safe/clinic-2026-02-03.sqlite
        recheck backup --into /media/safe --keep 7d,5w,12m
        recheck backup --damaged /media/safe/clinic-2026-02-03.sqlite

      With --into the copy gets a name with the day and time (UTC). --keep 7d,5w,12m keeps the \
      newest of each of the last 7 days, 5 weeks and 12 months in which there is one, and removes \
      the other backups of this clinic; never the newest, and no other file.

      A copy that does not verify counts as no backup. With --damaged, and always with --into, it \
      is kept under a name that ends in .damaged.sqlite; what was found is listed, and the exit \
      status is 3. --keep looks at these copies by themselves: no backup is removed for them, and \
      the first and the newest of them always stay.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var settings: SettingsOption
  @Argument(help: "The new file.", completion: .file()) var file: String?
  @Option(
    help: ArgumentHelp("A folder for dated backups.", valueName: "folder"), completion: .directory)
  var into: String?
  @Option(
    help: ArgumentHelp(
      "Which dated backups stay: numbers with d, w, m or y (days, weeks, months, years).",
      valueName: "rule"), transform: Self.rule)
  var keep: BackupRule?
  @ArgumentParser.Flag(help: "Keep the copy under a name of its own if it does not verify.")
  var damaged = false
  @ArgumentParser.Flag(help: "Write and remove nothing; say what would be.") var dryRun = false

  func validate() throws {
    if let file { try Given.file(file, "the new file") }
    if let into { try Given.file(into, "the folder") }
    switch (file, into) {
    case (nil, nil) where settings.settings == nil:
      throw ValidationError("Name the new file, or a folder for dated backups with --into.")
    case (_?, _?): throw ValidationError("Give either the new file or --into, not both.")
    case (_?, nil) where keep != nil || dryRun:
      throw ValidationError(
        "--keep and --dry-run need --into: only dated backups are looked after.")
    case (_?, nil), (nil, _): break
    }
  }

  func run() throws {
    let said = try Settings(
      file: settings.settings, options: Settings.options(clinic, [.backupFolder: into]))
    let desk = try said.clinic(clinic).desk(.reading)
    if !dryRun {
      LeftoverWords.say(desk.clearLeftovers(backups: file == nil ? said.text(.backupFolder) : nil))
    }
    if file == nil, let folder = said.text(.backupFolder) {
      let rule = try keep ?? Self.rule(said)
      let done: FolderBackup
      do {
        done = try desk.backup(into: folder, keeping: rule, isDryRun: dryRun)
      } catch RegistryError.noDirectory(folder) {
        throw NoFolder(folder: folder)
      } catch let error as RegistryError {
        // They come night after night as long as the file is damaged.
        if case .damagedCopyKept = error {
          let copies = try desk.tidyDamagedCopies(in: folder, keeping: rule)
          for line in lines(copies, rule) { Output.complain(line) }
        }
        throw error
      }
      let copies = try desk.tidyDamagedCopies(in: folder, keeping: rule, isDryRun: dryRun)
      let text = (lines(done, rule) + lines(copies, rule)).joined(separator: "\n")
      try dryRun ? Output.print(text) : Output.report(text, as: .backedUp)
      if !done.isNoted { Self.complainOfNote(desk) }
      let stuck = done.stuck + copies.stuck
      if !stuck.isEmpty { throw NotRemoved(errors: stuck) }
    } else if let file {
      let isNoted = try desk.backup(to: file, damaged: damaged ? DamagedName.of(file) : nil)
      try Output.report("Backed up and verified: \(file)", as: .backedUp)
      if !isNoted { Self.complainOfNote(desk) }
    } else {
      throw ValidationError(
        "Name the new file, or a folder: --into, or backup-folder in the settings.")
    }
  }

  private static func rule(_ said: Settings) throws -> BackupRule? {
    guard let value = said.value(.keep) else { return nil }
    guard let rule = BackupRule(value.text) else { throw value.fault(allowed: written) }
    return rule
  }

  private static let written =
    "numbers from 1 to 999, each with d, w, m or y, with commas between them and each letter once, such as 7d,5w,12m"

  private func lines(_ done: FolderBackup, _ rule: BackupRule?) -> [String] {
    [dryRun ? "Would be backed up: \(done.made)" : "Backed up and verified: \(done.made)"]
      + done.removed.map { (dryRun ? "Would be removed: " : "Removed: ") + $0 }
      + (rule.map { rule in
        let count = done.kept == 1 ? "1 backup" : "\(done.kept) backups"
        let are = dryRun ? "would be" : done.kept == 1 ? "is" : "are"
        return [
          "\(count) of this clinic \(are) there (kept: \(rule.text))."
        ]
      } ?? [])
  }

  private func lines(_ copies: DamagedCopies, _ rule: BackupRule?) -> [String] {
    let removed = copies.removed.map { (dryRun ? "Would be removed: " : "Removed: ") + $0 }
    guard copies.kept > 0 else { return removed }
    let count = copies.kept == 1 ? "1 copy that does" : "\(copies.kept) copies that do"
    let are = dryRun ? "would be" : copies.kept == 1 ? "is" : "are"
    return removed + [
      "\(count) not verify \(are) there too (kept: \(rule == nil ? "all" : "the first, and by the same rule"))"
        + " and \(copies.kept == 1 ? "counts" : "count") as no backup."
    ]
  }

  private static func complainOfNote(_ desk: Desk) {
    Output.complain(
      "The backup is complete, but its time could not be noted in"
        + " \(BackupNote.path(beside: desk.file.path)): /health of 'recheck serve' does not know of it."
    )
  }

  @Sendable private static func rule(_ text: String) throws -> BackupRule {
    guard let rule = BackupRule(text) else {
      throw Mistyped(
        description: "a rule is \(written).")
    }
    return rule
  }
}

private struct NoFolder: PlainRefusal {
  let folder: String
  var exitStatus: Int32 { 3 }
  var message: String {
    "\(folder): there is no such folder, so no backup was made. Make it, or mount the disk that it is on."
  }
}

/// The new backup stands; earlier ones that should go are still there.
private struct NotRemoved: PlainRefusal {
  let errors: [RegistryError]
  var exitStatus: Int32 { 3 }
  var message: String {
    errors.map(RegistryErrorWords.text).joined(separator: "\n")
      + "\nThe new backup is complete; what could not be removed is still there."
  }
}
