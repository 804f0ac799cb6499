import ArgumentParser
import Clinic
import Outcomes

struct ExportTable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table", abstract: "Write one layout as CSV ('export LAYOUT' is the same).",
    discussion: ExportCommand.examples)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var output: OutputOption
  @Argument(
    help: "The layout; --list names them.",
    completion: .list(ExportCommand.names)
  )
  var layout: String?
  @ArgumentParser.Flag(name: .customLong("list"), help: "Name the layouts and their columns.")
  var listsLayouts = false
  @Option(help: "The measure of items-wide.") var measure: MeasureName?
  @OptionGroup var pseudonyms: PseudonymousOptions
  @ArgumentParser.Flag(
    help: "For spreadsheets: byte order mark, and no text that would run as a formula.")
  var spreadsheet = false

  func validate() throws {
    if listsLayouts { return }
    let all = ExportCommand.names.joined(separator: ", ")
    guard let layout else { throw ValidationError("Give a layout: \(all).") }
    guard ExportLayout(rawValue: layout.lowercased()) == nil else { return }
    let near =
      nearest(to: layout, among: ExportCommand.names).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError("There is no layout '\(layout)'.\(near) Give one of \(all).")
  }

  func run() throws {
    guard !listsLayouts, let layout = layout.flatMap({ ExportLayout(rawValue: $0.lowercased()) })
    else { return try Output.print(ExportLayout.listing, to: output.output) }
    let pseudonymous = pseudonyms.pseudonymous
    // Stored answers are written as they are.
    let needs: Desk.Needs = layout == .scores && !pseudonymous ? .none : .all
    let desk =
      pseudonymous
      ? try clinic.exportDesk(pseudonyms, needs: needs)
      : try clinic.desk(.noting, needs: needs)
    let measure = try measure?.find(in: desk.definitions)
    var groups: SmallGroups?
    try Output.write(to: output.output) { sink in
      if desk.takesNotes { try desk.noteExport(layout, pseudonymous: pseudonymous) }
      groups = try desk.export(
        layout, measure: measure, pseudonymous: pseudonymous, site: pseudonyms.site,
        spreadsheet: spreadsheet, to: sink)
    }
    if !desk.takesNotes {
      Output.complain(
        "This export left no line in the history: another process has the clinic file open for writing, "
          + "or it may not be changed from here. An export in the browser leaves its line at any time."
      )
    }
    if spreadsheet, !pseudonymous {
      Output.complain(
        "A spreadsheet takes identifiers of digits for numbers (0012 becomes 12) and some words for "
          + "dates: 'recheck export package NAME.xlsx --xlsx' writes a workbook in which all stays as it is."
      )
    }
    if let words = groups?.words { Output.complain(words) }
  }
}
