import ArgumentParser
import Clinic
import Outcomes

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
        try desk.patientReport(patient, templates: templates.templates), to: output.output)
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
      try Output.print(try desk.clinicReport(templates: templates.templates), to: output.output)
    }
  }

  struct CohortReport: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cohort",
      abstract: "Responses by disease and therapy; counts under 5 are shown as such.",
      discussion: """
        Example:
          recheck report cohort --as-of 2026-06-30
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var output: OutputOption
    @OptionGroup var templates: TemplateOption

    func run() throws {
      let desk = try clinic.desk(.reading)
      try Output.print(try desk.cohortReport(templates: templates.templates), to: output.output)
    }
  }
}
