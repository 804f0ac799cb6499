import ArgumentParser
import Clinic
import Outcomes
import Reporting

struct VisitCommand: ParsableCommand, NamesItsSubject {
  static let configuration = CommandConfiguration(
    commandName: "visit",
    abstract: "What is recorded of a day: what was asked and noted beside the scores.",
    discussion: """
      Examples:
        recheck visit P0042 --illness no --missed-doses no --days-since-dose 20
        recheck visit show P0042 2026-03-12
        recheck visit withdraw P0042 2026-03-12 --reason "another patient's"

      With a patient alone it is 'visit note'.
      """,
    subcommands: [Note.self, Show.self, Withdraw.self, Move.self], defaultSubcommand: Note.self)

  struct Note: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "note",
      abstract: "Note what was asked at a visit; alone it lists the visits with a note.",
      discussion: """
        Example:
          recheck visit P0042 --illness no --missed-doses no --days-since-dose 20

        It answers what scores and treatments cannot tell when a response is missing: \
        another illness, missed doses, the day of the treatment cycle. Said again of the same \
        day, what is new takes the place of the old, which stays in the history, and what is \
        not said anew stays as it is. Without an answer and a note it lists the visits.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @OptionGroup var format: FormatOption
    @OptionGroup var output: OutputOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Option(help: "The day of the visit; otherwise today.", transform: Typed.day) var date: Day?
    @Option(help: "Another illness (infection, fever) since the last visit: yes or no.")
    var illness: YesOrNo?
    @Option(help: "Doses missed or late since the last visit: yes or no.")
    var missedDoses: YesOrNo?
    @Option(parsing: .unconditional, help: "Days since the last dose or infusion.")
    var daysSinceDose: String?
    @Option(help: "A remark.") var note: String = ""

    func run() throws {
      var fields = FieldReader()
      if let daysSinceDose { fields.need(daysSinceDose, .daysSinceDose) }
      let days = fields.countFromZero(daysSinceDose ?? "", .daysSinceDose)
      try fields.refuse()
      if illness == nil, missedDoses == nil, days == nil, note.isEmpty {
        let (desk, patient) = try clinic.desk(.reading, about: patient, needs: Desk.Needs.none)
        return try Draw.table(
          VisitTable.drawn(try desk.record(of: patient).visitNotes), format.format,
          output.output, none: "No visit of \(patient) has a note.")
      }
      let (desk, patient) = try clinic.desk(
        .existing, about: patient, needs: Desk.Needs.none, by: author.by)
      let day = date ?? desk.today
      let noted = try desk.visitNote(of: patient, on: day)
      let visit = VisitNote(
        day: day, illness: illness?.isYes, missedDoses: missedDoses?.isYes, daysSinceDose: days,
        note: note
      ).keeping(noted)
      try desk.note(visit, of: patient, seen: noted?.number ?? 0)
      try Output.report("\(patient), visit of \(Wording.visit(visit))")
    }
  }
}
