import ArgumentParser
import Clinic
import Outcomes

extension ReviewCommand {
  struct Reopen: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reopen",
      abstract: "Open a flag again that was closed; the decision stays in the history.",
      discussion: """
        Example:
          recheck review reopen P0042 --flag missing-response \\
            --note "closed for the wrong patient" --by "Dr Silva"

        Without --flag the one closed flag there is.
        """)
    @OptionGroup var clinic: ClinicOptions
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Option(help: "Why, in a sentence.") var note: String
    @Option(help: "The physician.") var by: String
    @OptionGroup var choice: FlagOptions
    @OptionGroup var seen: RecordSeenOption

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: by)
      let flag = try desk.reopenFlag(
        of: patient, seen: try seen.seen ?? desk.seenUpTo(of: patient), note: note,
        choice.choice(desk))
      try Output.report("Open again for \(patient): \(flag).")
    }
  }
}

/// Which flag of a patient is meant.
struct FlagOptions: ParsableArguments {
  @Option(
    help: "The flag of this kind, such as missing-response.",
    completion: .list(FlagKind.allCases.map(\.rawValue)))
  var flag: String?
  @Option(help: "With --flag: the one about this therapy.") var therapy: TherapyName?
  @Option(
    help: "With --flag: the one about the course that began on this day.", transform: Typed.day)
  var start: Day?

  func choice(_ desk: Desk) throws -> FlagChoice {
    guard let flag else { return .headline }
    let therapy = try therapy?.find(in: desk.definitions)
    return .kind(flag, therapy: therapy, start: start)
  }

  func validate() throws {
    if flag == nil, therapy != nil || start != nil {
      throw ValidationError("--therapy and --start go with --flag.")
    }
  }
}

/// Up to which entry of the clinic file the record was seen.
struct RecordSeenOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number that 'review show' showed: refused where anybody changed the record since.",
      valueName: "number"), transform: Typed.number("the number of an entry"))
  var seen: Int?
}

struct TemplateOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("A folder with templates that replace the shipped ones.", valueName: "dir"),
    completion: .directory)
  var templates: String?
}
