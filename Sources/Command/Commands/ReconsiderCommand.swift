import ArgumentParser
import Clinic
import Outcomes
import Reporting

struct ReconsiderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconsider",
    abstract: "The re-evaluation of a diagnosis: what was ruled out, asked for or found.",
    discussion: """
      Examples:
        recheck reconsider P0042
        recheck reconsider P0042 poems --state excluded --note "VEGF normal" \\
          --by "Dr Silva"

      Alone it lists the rows: what to rule out first, what to reconsider, and your own. \
      With a row and --state it says where that row stands; what was said before stays \
      in the history. The states are open, requested, excluded and confirmed. It is about \
      the diagnosis of the most urgent flag, else the latest one, or the one given with \
      --disease.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var author: AuthorOption
  @OptionGroup var format: FormatOption
  @OptionGroup var output: OutputOption
  @Argument(help: PatientHelp.text) var patient: PatientName
  @Argument(help: "The row, as the list names it.") var row: String?
  @Option(help: "Where it stands: open, requested, excluded or confirmed.")
  var state: Consideration.State?
  @Option(help: "What it rests on.") var note: String = ""
  @Option(
    name: [.customLong("date"), .customLong("day")],
    help: "The day on which it was found; otherwise today.", transform: Typed.day)
  var date: Day?
  @Option(help: "Which diagnosis of the patient.") var disease: DiseaseName?
  @ArgumentParser.Flag(help: "The row is one of your own, to be added to the list.")
  var new = false

  func validate() throws {
    if (row == nil) != (state == nil) {
      throw ValidationError("A row and --state go together: give both, or neither for the list.")
    }
    if row == nil, new || date != nil || !note.isEmpty {
      throw ValidationError("--new, --date and --note go with a row and --state.")
    }
  }

  func run() throws {
    guard let row, let state else {
      let (desk, patient) = try clinic.desk(
        .reading, about: patient, needs: disease == nil ? nil : .all)
      let disease = try disease?.find(in: desk.definitions)
      let found = try desk.reevaluation(of: patient, disease)
      return try Draw.table(
        ReevaluationTable.drawn(found), format.format, output.output, none: "")
    }
    let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
    let disease = try disease?.find(in: desk.definitions)
    let found = try desk.reevaluation(of: patient, disease)
    let known = found.rows.first { $0.id == row }
    guard known != nil || new else {
      throw DeskRefusal.unknownRow(
        patient, row, near: nearest(to: row, among: found.rows.map(\.id)))
    }
    let said = Consideration(
      disease: found.disease, row: row, state: state, day: date ?? desk.today, author: desk.author,
      note: note)
    let seen = known?.said.map(\.number).max() ?? 0
    try desk.consider([said], of: patient, seen: [row: seen])
    try Output.report("\(patient), \(known?.name ?? row): \(Wording.consideration(said))")
  }
}
