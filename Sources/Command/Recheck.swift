import ArgumentParser
import Clinic
import Foundation

/// The executable.
///
/// Every command parses its arguments, calls one function of Clinic and prints.
@main
struct Recheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recheck",
    abstract:
      "Records outcome scores, judges whether the expected treatment response came, and lists who lacks it.",
    discussion: """
      Decision support for neuromuscular clinics, to be reviewed by a physician; not a \
      medical device. One clinic is one file; nothing leaves this machine.

      Examples:
        recheck demo                an invented clinic to look around in
        recheck import patients.csv diagnoses.csv treatments.csv scores.csv
        recheck review              who lacks the response that should have come
        recheck review show P0001   why, with everything needed to judge it

      Patients are named by their identifier or their whole name; measures, diseases and \
      therapies by id, name or abbreviation, in capitals or not.

      Completion in the shell: recheck --generate-completion-script bash (or zsh, fish).

      Exit status: 0 done, 1 the data was refused, 2 wrong usage, 3 the clinic file could \
      not be read, written or verified.
      """,
    version: "1.0.0",
    subcommands: [
      DemoCommand.self, PatientCommand.self, DiagnosisCommand.self, TreatmentCommand.self,
      RecordCommand.self, VisitCommand.self, CorrectCommand.self, ScoreCommand.self,
      JudgeCommand.self, ReviewCommand.self, ReconsiderCommand.self, ReportCommand.self,
      ImportCommand.self, MappingCommand.self, ExportCommand.self, PoolCommand.self,
      MeasuresCommand.self, ServeCommand.self, BackupCommand.self, RestoreCommand.self,
      VerifyCommand.self, HistoryCommand.self, AccountCommand.self,
      ManualCommand.self,
    ])

  static func main() async {
    // Files that are made hold patients' data: for the owner alone.
    umask(0o077)
    Output.prepare()
    let path = CommandPath(Self.self, Array(CommandLine.arguments.dropFirst()))
    if let fault = path.fault {
      Output.complain(UsageWords.text(fault))
      Foundation.exit(2)
    }
    do {
      var command = try parsed(path)
      Trace.begin(command)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      Trace.end()
      end()
    } catch {
      leave(with: error)
    }
  }

  /// The command that the line names, with its options.
  ///
  /// One without commands of its own is parsed by itself: from the root the parser would look at the
  /// options of all commands on the way, and of their defaults. What it refuses and what asks for help
  /// is parsed from the root, whose words name the whole command.
  private static func parsed(_ path: CommandPath) throws -> any ParsableCommand {
    if path.command.configuration.subcommands.isEmpty,
      let command = try? path.command.parseAsRoot(Array(path.rest)),
      type(of: command) == path.command
    {
      return command
    }
    return try parseAsRoot()
  }

  /// What was remarked and could not be said is no success.
  private static func end() -> Never { Foundation.exit(Output.couldNotComplain ? 3 : 0) }

  private static func leave(with error: any Error) -> Never {
    (error as? NotShown)?.leaveQuietly()
    if let refusal = error as? any Refusal, let text = RefusalWords.text(refusal) {
      Output.complain(text)
      Foundation.exit(refusal.exitStatus)
    }
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if code == .success {
      let isHelp = message.hasPrefix("OVERVIEW: ")
      do {
        try Output.print(
          isHelp
            ? UsageWords.arranged(message, width: Output.width)
            : CompletionScript.offeringLayouts(message))
        end()
      } catch { leave(with: error) }
    }
    if code == .validationFailure {
      Output.complain(UsageWords.arranged(message, width: Output.width))
      Foundation.exit(2)
    }
    Output.complain("recheck: \(error)")
    Foundation.exit(3)
  }
}
