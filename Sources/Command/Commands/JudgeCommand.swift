import ArgumentParser
import Clinic
import Outcomes

struct JudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge", abstract: "The verdict on every course and counted measure.",
    discussion: """
      Example: recheck judge --as-of 2026-06-30 --format csv -o verdicts.csv
      index and change count meaningful changes: 1 is one better than the baseline.
      changes_on is the day on which the verdict changes by time alone.
      With --by patient: one row per diagnosis in force, over all courses under it.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var output: OutputOption
  @Option(help: "Only this patient.") var patient: Patient.ID?
  @Option(help: "course, or patient for the diagnosis as a whole.") var by: Unit = .course

  enum Unit: String, ExpressibleByArgument, CaseIterable { case course, patient }

  func run() throws {
    let desk = try clinic.desk(.reading, needs: patient.map(Desk.Needs.patient) ?? .recorded)
    if by == .patient {
      try Draw.table(
        try desk.diagnosisTable(patient: patient), format.format, output.output,
        none: "No diagnosis is recorded.")
      return
    }
    switch format.format {
    case .csv:
      try Output.write(to: output.output) { sink in
        try desk.writeJudgements(patient: patient, to: sink)
      }
    case .text, .json:
      try Draw.table(
        try desk.judgementTable(patient: patient, forReading: format.format == .text),
        format.format,
        output.output, none: "No course of treatment is recorded.")
    }
  }
}
