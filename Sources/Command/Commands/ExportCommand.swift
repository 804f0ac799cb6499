import ArgumentParser
import Clinic
import Outcomes

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write records as CSV, for exchange or research.",
    discussion: """
      Examples:
        recheck export scores -o scores.csv
        recheck export scores-wide --pseudonymous -o research.csv
        recheck export items-wide --measure mg-adl
        recheck export --list
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var output: OutputOption
  @Argument(
    help: "The layout; --list names them.", completion: .list(ExportLayout.allCases.map(\.rawValue))
  )
  var layout: String?
  @ArgumentParser.Flag(name: .customLong("list"), help: "Name the layouts and their columns.")
  var listsLayouts = false
  @Option(help: "The measure of items-wide.") var measure: MeasureName?
  @ArgumentParser.Flag(
    help: "Study codes, ages and days in place of identifiers, names and dates; no free text.")
  var pseudonymous = false
  @ArgumentParser.Flag(
    help: "For spreadsheets: byte order mark, and no text that would run as a formula.")
  var spreadsheet = false

  private static var names: [String] { ExportLayout.allCases.map(\.rawValue) }

  func validate() throws {
    if listsLayouts { return }
    let all = Self.names.joined(separator: ", ")
    guard let layout else { throw ValidationError("Give a layout: \(all).") }
    guard ExportLayout(rawValue: layout.lowercased()) == nil else { return }
    let near = nearest(to: layout, among: Self.names).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError("There is no layout '\(layout)'.\(near) Give one of \(all).")
  }

  func run() throws {
    guard !listsLayouts, let layout = layout.flatMap({ ExportLayout(rawValue: $0.lowercased()) })
    else { return try Output.print(ExportLayout.listing, to: output.output) }
    // Stored answers are written as they are.
    let needs: Desk.Needs = layout == .scores && !pseudonymous ? .none : .all
    let desk = try clinic.desk(pseudonymous ? .writing : .reading, needs: needs)
    let measure = try measure?.find(in: desk.definitions)
    try Output.write(to: output.output) { sink in
      try desk.export(
        layout, measure: measure, pseudonymous: pseudonymous, spreadsheet: spreadsheet, to: sink)
    }
  }
}
