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
        recheck export records | recheck judge --records - --format csv

      index and change count meaningful changes: 1 is one better than the baseline. \
      changes_on is the day on which the verdict changes by time alone. \
      With --by patient: one row per diagnosis in force, over all courses under it. \
      With --records: no clinic file is opened; patients come one a line, as 'export records' \
      writes them, and the first line with a fault ends the verdicts with exit status 1.
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

  @Option(
    help: ArgumentHelp(
      "Judge this stream of records ('-': standard input) in place of a clinic.", valueName: "file"),
    completion: .file())
  var records: String?
  @ArgumentParser.Flag(
    help: "With --records and csv: no line of column names, for pieces that are put together.")
  var noHeader = false

  enum Unit: String, TypedWord, CaseIterable { case course, patient }

  func validate() throws {
    if let only, let patient {
      throw ValidationError(
        "Two patients are named, '\(only.text)' and '\(patient.text)'. Give one of them, or none for all."
      )
    }
    try validateRecords()
  }

  private func validateRecords() throws {
    guard let records else {
      if noHeader { throw ValidationError("--no-header goes with --records.") }
      return
    }
    try Given.file(records, "the records")
    if clinic.clinic != nil || only != nil || patient != nil {
      throw ValidationError(
        "--records judges all patients of the stream and opens no clinic: leave out --clinic and the "
          + "patient.")
    }
    if noHeader, format.format != .csv {
      throw ValidationError("--no-header is for csv: add --format csv.")
    }
  }

  private func judgeRecords(_ path: String) throws {
    let judge = JudgeRecords(
      try Definitions.load(clinic.definitions.definitions), today: .today, asOf: clinic.asOf,
      by: by == .course ? .course : .patient, remark: Output.complain)
    switch format.format {
    case .csv:
      try Output.write(to: output.output) { sink in
        try judge.writeCSV(path, header: !noHeader, to: sink)
      }
    case .text, .json:
      try Draw.table(
        try judge.table(path), format.format, output.output, none: "No row of a verdict.")
    }
  }

  func run() throws {
    if let records { return try judgeRecords(records) }
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
