import ArgumentParser
import Clinic
import Outcomes

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "The physician's list of open flags, their evidence, and decisions on them.",
    subcommands: [List.self, Show.self, Close.self, Defer.self, Reopen.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "One line per patient with an open flag, the most urgent first.",
      discussion: """
        Examples:
          recheck review list --format csv
          recheck review --disease cidp --flag missing-response
          recheck review --mine

        What needs a physician: diagnoses without a response first, then red and amber flags, \
        the newest evidence first. Above all of them, in every list and whatever was asked for, \
        stand patients who are not judged, because the seals of their records do not hold. What needs a visit is on --due, what is only watched on \
        --notes. With --mine it is about the patients whose responsible physician is the person at \
        the terminal: who signs what is entered here, that is --by, otherwise $RECHECK_AUTHOR or \
        the name of the computer's account. Where an account of the web app has that name, its \
        other name counts as well. 'patient edit --physician' says who is responsible.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var output: OutputOption
    @ArgumentParser.Flag(
      help: "In its place what needs a visit: baselines and scores that are due.")
    var due = false
    @ArgumentParser.Flag(help: "In its place patients of whom there are notes alone.")
    var notes = false
    @Option(help: "Only patients with an open flag under this diagnosis.")
    var disease: DiseaseName?
    @Option(help: "Only patients with an open flag about this therapy.")
    var therapy: TherapyName?
    @Option(help: "Only patients with an open flag of this kind.")
    var flag: FlagKind?
    @ArgumentParser.Flag(help: "Only patients for whom you are the responsible physician.")
    var mine = false
    @Option(
      help: ArgumentHelp(
        "With --mine: whose patients, in place of the person at the terminal.", valueName: "name"))
    var by: String?

    func validate() throws {
      if due && notes {
        throw ValidationError("--due and --notes are two lists: give one of them.")
      }
      if by != nil, !mine {
        throw ValidationError("--by says whose patients --mine are: give --mine with it.")
      }
    }

    func run() throws {
      // What is asked for by name need not be recorded of anybody.
      let isNamed = disease != nil || therapy != nil
      let desk = try clinic.desk(.reading, needs: isNamed ? .all : .recorded, by: by)
      let names = mine ? try desk.namesOfAuthor() : nil
      let selection = ReviewSelection(
        disease: try disease?.find(in: desk.definitions),
        therapy: try therapy?.find(in: desk.definitions), flag: flag, responsible: names)
      let table = try desk.reviewTable(due ? .due : notes ? .notes : .review, of: selection)
      var none =
        (selection.isAll ? "No open flag." : "No open flag fits what was asked for.")
        + " That no rule matched is not an assessment of the patients."
      if let names, try table.count == desk.unsoundPatients().count,
        try !desk.hasPatients(of: names)
      {
        none = OwnWords.nobody(desk.author, try desk.responsiblePhysicians())
        if format.format != .text || !table.isEmpty { Output.complain(none) }
      }
      try Draw.table(table, format.format, output.output, none: none)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Everything a patient's flags rest on.",
      discussion: """
        Example:
          recheck review show P0042

        Of several flags the most urgent open one; --flag shows another, also a closed one. \
        --decision shows what an earlier decision saw. csv and json list the patient's flags, \
        open and closed; the evidence is in 'recheck judge'.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var output: OutputOption
    @OptionGroup var templates: TemplateOption
    @OptionGroup var choice: FlagOptions
    @Option(
      parsing: .unconditional,
      help: ArgumentHelp(
        "The evidence as an earlier decision saw it, by the number that the page shows.",
        valueName: "number"), transform: Typed.number("the number of a decision", from: 1))
    var decision: Int?
    @Argument(help: PatientHelp.text) var patient: PatientName

    func validate() throws {
      guard decision != nil else { return }
      if choice.flag != nil || format.format != .text {
        throw ValidationError(
          "--decision shows its own flag as text: leave out --flag and --format.")
      }
    }

    func run() throws {
      let needsAll = decision != nil || choice.therapy != nil
      let (desk, patient) = try clinic.desk(
        .reading, about: patient, needs: needsAll ? .all : nil)
      switch format.format {
      case .text:
        if let decision {
          try Output.print(
            try desk.flagPage(patient, decision: decision, templates: templates.templates),
            to: output.output)
          return
        }
        // Before what is shown: a change in between is then refused, never overlooked.
        let seen = try desk.seenUpTo(of: patient)
        try Output.print(
          try desk.flagPage(
            patient, templates: templates.templates, try choice.choice(desk),
            closing: { ClosingWords.closing($0, $1, seen: seen) }),
          to: output.output)
      case .csv, .json:
        try Draw.table(try desk.flagTable(patient), format.format, output.output, none: "")
      }
    }
  }

  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "close",
      abstract: "Record a decision on a flag of a patient.",
      discussion: """
        Example:
          recheck review close P0042 --decision deferred --until 2026-09-01 \\
            --note "repeat grip first" --by "Dr Silva"

        Decisions: diagnosis-confirmed, diagnosis-revised, treatment-changed, trial-inadequate, \
        measure-unsuitable, deferred; diagnosis-revised, trial-inadequate and deferred need a \
        note. It is about the most urgent open flag, the one given with --flag, or all open ones \
        with --all. A new score, a changed score or course, or the end \
        of a deferral opens the flag again and says what is new; 'review reopen' takes a \
        decision back.
        """)
    @OptionGroup var clinic: ClinicOptions
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Option(
      help: "One of the decisions above.",
      completion: .list(Review.Decision.closing.map(\.rawValue)), transform: Typed.closing)
    var decision: Review.Decision
    @Option(help: "Why, in a sentence.") var note = ""
    @Option(help: "The physician.") var by: String
    @Option(help: "With diagnosis-revised: the disease; the diagnosis is revised with it.")
    var to: DiseaseName?
    @Option(help: "With --to other: what it is.") var name: String?
    @Option(
      help: "With deferred: the day on which the flag opens again, yyyy-mm-dd.",
      transform: Typed.day)
    var until: Day?
    @OptionGroup var choice: FlagOptions
    @ArgumentParser.Flag(help: "On all open flags of the patient at once.") var all = false
    @OptionGroup var seen: RecordSeenOption
    @OptionGroup var format: FormatOption

    func validate() throws {
      if all, choice.flag != nil {
        throw ValidationError("--all and --flag exclude each other: give one of them.")
      }
    }

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: by)
      let to = try to?.find(in: desk.definitions)
      let closed = try desk.closeFlags(
        of: patient, seen: try seen.seen ?? desk.seenUpTo(of: patient), decision: decision,
        note: note, revisedTo: to, named: name, deferredUntil: until,
        all ? .all : choice.choice(desk))
      if format.format == .text {
        let open = try desk.openFlagNames(of: patient)
        try Output.report(
          "Closed for \(patient): \(closed.joined(separator: ", "))."
            + (open.isEmpty ? "" : "\nStill open: \(open.joined(separator: ", "))."))
      } else {
        let table = try desk.flagTable(patient)
        try Output.saying(.stored) { try Draw.table(table, format.format, nil, none: "") }
      }
    }
  }
}
