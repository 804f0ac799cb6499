import ArgumentParser
import Clinic
import Outcomes
import Reporting

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Text reports, from templates that a site can replace.",
    subcommands: [PatientReport.self, ClinicReport.self, CohortReport.self])

  struct PatientReport: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "patient",
      abstract: "Courses, scores over time, verdicts and flags of one patient.",
      discussion: """
        Example:
          recheck report patient P0042
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var output: OutputOption
    @OptionGroup var templates: TemplateOption
    @Argument(help: PatientHelp.text) var patient: PatientName

    func run() throws {
      let (desk, patient) = try clinic.desk(.reading, about: patient)
      try Output.print(
        try desk.patientReport(patient, templates: templates.templates)
          + SealWords.ending(try desk.seal()), to: output.output)
    }
  }

  struct ClinicReport: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clinic", abstract: "The review list, and due and overdue assessments by week.",
      discussion: """
        Example:
          recheck report clinic -o monday.txt
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var output: OutputOption
    @OptionGroup var templates: TemplateOption

    func run() throws {
      let desk = try clinic.desk(.reading)
      try Output.print(
        try desk.clinicReport(templates: templates.templates)
          + SealWords.ending(try desk.seal()), to: output.output)
    }
  }

  struct CohortReport: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cohort",
      abstract: "How the clinic's treatments do: quality, responses, time to response, flags.",
      discussion: """
        Example:
          recheck report cohort --year 2025 --line 1

        csv and json give one table: responses (by disease and therapy), curve (time to response by \
        week), change (of the leading measure), quality, yield (of the red flags, always of the whole \
        clinic), or resistant (patients by failed immunotherapies, and coverage gaps). For what leaves \
        the clinic, --suppress 5 hides counts under 5 and what would give them away; --for-others does \
        so in the text.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var output: OutputOption
    @OptionGroup var templates: TemplateOption
    @Option(help: "With csv or json: which table.") var table: CohortTables = .responses
    @Option(help: "Only courses for this disease.") var disease: DiseaseName?
    @Option(help: "Only courses of this therapy.") var therapy: TherapyName?
    @Option(help: "Only courses whose first dose was given in this year.") var year: Int?
    @Option(help: "Only first (1), second (2), or third and later (3) lines of immunotherapy.")
    var line: Int?
    @Option(
      help: ArgumentHelp(
        "With csv or json, for files that leave the clinic: hide counts under this number (5 or more).",
        valueName: "count"), transform: Typed.number("the smallest count", from: 5, to: 1_000))
    var suppress: Int?
    @ArgumentParser.Flag(help: "For people outside the clinic: as text, of the whole clinic.")
    var forOthers = false

    private func selection(_ definitions: Definitions) throws -> Cohort.Selection {
      Cohort.Selection(
        disease: try disease?.find(in: definitions), therapy: try therapy?.find(in: definitions),
        year: year, line: line)
    }

    func validate() throws {
      if let line, !Cohort.Selection.lines.contains(line) {
        throw ValidationError("--line is 1, 2 or 3 (the third and later ones), not \(line).")
      }
      let isEverything = disease == nil && therapy == nil && year == nil && line == nil
      try validateSuppression(isEverything)
      if forOthers, format.format != .text || !isEverything {
        throw ValidationError(
          "--for-others is of the whole clinic and text: leave out --format, --disease, --therapy, "
            + "--year and --line. Two reports of parts of it would give away what each hides.")
      }
    }

    private func validateSuppression(_ isEverything: Bool) throws {
      guard suppress != nil else { return }
      if format.format == .text {
        throw ValidationError("--suppress is for csv and json; as text, --for-others does it.")
      }
      if !isEverything {
        throw ValidationError(
          "--suppress is of the whole clinic: leave out --disease, --therapy, --year and --line. "
            + "Two files of parts of it would give away what each hides.")
      }
      if !CohortTables.suppressible.contains(table) {
        throw ValidationError(
          "The table \(table.rawValue) tells of single courses and cannot leave the clinic so. "
            + "--suppress takes "
            + CohortTables.suppressible.map(\.rawValue).joined(separator: ", ") + ".")
      }
    }

    func run() throws {
      let desk = try clinic.desk(.reading)
      if let suppress, let (drawn, leftOut) = try desk.cohortTable(table, under: suppress) {
        try Draw.table(drawn, format.format, output.output, none: "")
        if leftOut > 0 {
          Output.complain("Left out: \(leftOut) row\(leftOut == 1 ? "" : "s") under \(suppress).")
        }
        return
      }
      let selection = try selection(desk.definitions)
      switch format.format {
      case .text:
        try Output.print(
          try desk.cohortReport(
            templates: templates.templates, selection, forOthers: forOthers)
            + SealWords.ending(try desk.seal()), to: output.output)
      case .csv, .json:
        try Draw.table(
          try desk.cohortTable(table, selection), format.format, output.output, none: "")
      }
    }
  }
}

extension CohortTables: ExpressibleByArgument {}
