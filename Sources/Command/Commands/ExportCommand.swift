import ArgumentParser
import Clinic
import Registry

/// Each kind of file that leaves is a command of its own; a layout's name alone is `export table`.
struct ExportCommand: ParsableCommand, HasDefaultVerb {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write records as files, for exchange or research.",
    discussion: examples,
    subcommands: [
      ExportTable.self, ExportPackage.self, ExportFHIR.self, ExportSDTM.self, ExportRecords.self,
      ExportTemplate.self, ExportREDCap.self,
    ],
    defaultSubcommand: ExportTable.self)

  /// The help of the parent and of its default, which `export --help` shows.
  static let examples = """
    Examples:
      recheck export scores -o scores.csv
      recheck export scores-wide --pseudonymous -o research.csv
      recheck export items-wide --measure mg-adl
      recheck export package study --pseudonymous
      recheck export --list

    'recheck export --list' names the layouts and their columns. Other kinds of files have \
    options of their own: 'recheck help export package'.
    """

  /// The names that go after `export`, for "did you mean".
  static var names: [String] {
    ExportLayout.allCases.map(\.rawValue)
      + configuration.subcommands.compactMap { $0.configuration.commandName }
      .filter { $0 != ExportTable.configuration.commandName }
  }
}

/// What every pseudonymous export asks.
struct PseudonymousOptions: ParsableArguments {
  @ArgumentParser.Flag(
    help: "Study codes, ages and days in place of identifiers, names and dates; no free text.")
  var pseudonymous = false
  @Option(
    help: ArgumentHelp(
      "With --pseudonymous: this site's letters or digits before every study code.",
      valueName: "code"), transform: Typed.site)
  var site: String?

  func validate() throws {
    if site != nil, !pseudonymous {
      throw ValidationError("--site goes before study codes: add --pseudonymous.")
    }
  }
}

extension ClinicOptions {
  /// The desk of an export that stores something: its line in the history, and study codes.
  func exportDesk(_ pseudonyms: PseudonymousOptions, needs: Desk.Needs = .all) throws -> Desk {
    do { return try desk(.exporting, needs: needs) } catch let error as RegistryError {
      throw NotExported(error, isPseudonymous: pseudonyms.pseudonymous) ?? error
    }
  }
}

/// The clinic file takes nothing from here, and an export has to leave something in it.
private struct NotExported: PlainRefusal {
  let message: String
  var exitStatus: Int32 { 3 }

  /// nil: the fault is another one.
  init?(_ error: RegistryError, isPseudonymous: Bool) {
    switch error {
    case .writtenByAnother, .notPermitted: break
    case _: return nil
    }
    let why =
      isPseudonymous
      ? "A pseudonymous export makes study codes for patients who have none yet, and leaves a line in the history"
      : "This export leaves a line in the history"
    message =
      RegistryErrorWords.text(error)
      + "\n\(why), so it has to write to the clinic file. Nothing was exported."
  }
}
