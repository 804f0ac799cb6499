import ArgumentParser
import Clinic
import Outcomes

struct JudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "The verdict on every course and counted measure.",
    discussion: """
      Examples:
        recheck judge P0042
        recheck judge --as-of 2026-06-30 --format csv -o verdicts.csv

      index and change count meaningful changes: 1 is one better than the baseline. \
      changes_on is the day on which the verdict changes by time alone. \
      With --by patient: one row per diagnosis in force, over all courses under it.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var output: OutputOption
  @Argument(
    help: ArgumentHelp(
      "Only this patient, by the identifier or the whole name.", valueName: "patient"))
  var only: PatientName?
  @Option(help: "Only this patient; the same without --patient.") var patient: PatientName?
  @Option(help: "course, or patient for the diagnosis as a whole.") var by: Unit = .course

  enum Unit: String, TypedWord, CaseIterable { case course, patient }

  func validate() throws {
    if let only, let patient {
      throw ValidationError(
        "Two patients are named, '\(only.text)' and '\(patient.text)'. Give one of them, or none for all."
      )
    }
  }

  func run() throws {
    var found: Patient.ID?
    let desk: Desk
    if let name = only ?? patient {
      (desk, found) = try clinic.desk(.reading, about: name)
    } else {
      desk = try clinic.desk(.reading, needs: .recorded)
    }
    if by == .patient {
      try Draw.table(
        try desk.diagnosisTable(patient: found), format.format, output.output,
        none: "No diagnosis is recorded.")
      return
    }
    switch format.format {
    case .csv:
      try Output.write(to: output.output) { sink in
        try desk.writeJudgements(patient: found, to: sink)
      }
    case .text, .json:
      try Draw.table(
        try desk.judgementTable(patient: found, forReading: format.format == .text),
        format.format,
        output.output, none: "No course of treatment is recorded.")
    }
  }
}
