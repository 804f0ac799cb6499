import ArgumentParser
import Clinic
import Outcomes

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "The physician's list of open flags, their evidence, and decisions on them.",
    subcommands: [List.self, Show.self, Close.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One line per patient with an open flag, the most urgent first.",
      discussion: """
        Example: recheck review list --format csv
        What needs a physician: diagnoses without a response first, then red and amber flags, the
        newest evidence first. What needs a visit is on --due, what is only watched on --notes.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var output: OutputOption
    @ArgumentParser.Flag(
      help: "In its place what needs a visit: baselines and scores that are due.")
    var due = false
    @ArgumentParser.Flag(help: "In its place patients of whom there are notes alone.")
    var notes = false

    func validate() throws {
      if due && notes {
        throw ValidationError("--due and --notes are two lists: give one of them.")
      }
    }

    func run() throws {
      let desk = try clinic.desk(.reading, needs: .recorded)
      let table = try desk.reviewTable(due ? .due : notes ? .notes : .review)
      try Draw.table(
        table, format.format, output.output,
        none: "No open flag. That no rule matched is not an assessment of the patients.")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Everything a patient's flags rest on.",
      discussion: """
        Example: recheck review show P0042
        csv and json list the patient's flags, open and closed; the evidence is in 'recheck judge'.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var output: OutputOption
    @OptionGroup var templates: TemplateOption
    @Argument(help: "The patient's identifier.") var patient: Patient.ID

    func run() throws {
      let desk = try clinic.desk(.reading, needs: .patient(patient))
      switch format.format {
      case .text:
        try Output.print(
          try desk.flagPage(
            patient, templates: templates.templates, closing: ClosingWords.closing),
          to: output.output)
      case .csv, .json:
        try Draw.table(try desk.flagTable(patient), format.format, output.output, none: "")
      }
    }
  }

  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record a decision on a patient's open flags.",
      discussion: """
        Example: recheck review close P0042 --decision deferred --until 2026-09-01 --note "repeat grip first" --by "Dr Silva"
        Decisions: diagnosis-confirmed, diagnosis-revised, treatment-changed, trial-inadequate,
        measure-unsuitable, deferred. A new score, a changed score or course, or the end of a
        deferral opens the flag again and says what is new.
        """)
    @OptionGroup var clinic: ClinicOptions
    @Argument(help: "The patient's identifier.") var patient: Patient.ID
    @Option(help: "One of the decisions above.") var decision: Review.Decision
    @Option(help: "Why, in a sentence.") var note: String
    @Option(help: "The physician.") var by: String
    @Option(help: "With diagnosis-revised: the disease.") var to: Disease.ID?
    @Option(help: "With deferred: the day on which the flag opens again.") var until: Day?
    @Option(help: "Only the flag of this kind; all open flags otherwise.") var flag: String?
    @OptionGroup var format: FormatOption

    func run() throws {
      let desk = try clinic.desk(.writing, by: by)
      let seen = try desk.seenUpTo(of: patient)
      let closed = try desk.closeFlags(
        of: patient, seen: seen, decision: decision, note: note, revisedTo: to,
        deferredUntil: until, only: flag
      )
      if format.format == .text {
        try Output.print("Closed for \(patient): \(closed.joined(separator: ", ")).")
      } else {
        try Draw.table(try desk.flagTable(patient), format.format, nil, none: "")
      }
    }
  }
}

struct TemplateOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("A folder with templates that replace the shipped ones.", valueName: "dir"))
  var templates: String?
}
