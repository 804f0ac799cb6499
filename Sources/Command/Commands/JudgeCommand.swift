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
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var output: OutputOption
  @Option(help: "Only this patient.") var patient: Patient.ID?

  func run() throws {
    let desk = try clinic.desk(.reading, needs: patient.map(Desk.Needs.patient) ?? .recorded)
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
