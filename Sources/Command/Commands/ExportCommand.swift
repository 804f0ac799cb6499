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
        recheck export package study --pseudonymous
        recheck export --list

      package writes a folder of tables for statisticians with everything that describes them: \
      see Docs/exports.md.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var output: OutputOption
  @Argument(
    help: "The layout; --list names them. Or 'package'.",
    completion: .list(ExportLayout.allCases.map(\.rawValue) + [package])
  )
  var layout: String?
  @Argument(
    help: "With package: the folder to write, which is not there yet or empty.",
    completion: .directory)
  var folder: String?
  @ArgumentParser.Flag(name: .customLong("list"), help: "Name the layouts and their columns.")
  var listsLayouts = false
  @Option(help: "The measure of items-wide.") var measure: MeasureName?
  @ArgumentParser.Flag(
    help: "Study codes, ages and days in place of identifiers, names and dates; no free text.")
  var pseudonymous = false
  @Option(
    help: ArgumentHelp(
      "With --pseudonymous: this site's letters or digits before every study code.",
      valueName: "code"), transform: Typed.site)
  var site: String?
  @ArgumentParser.Flag(
    help: "For spreadsheets: byte order mark, and no text that would run as a formula.")
  var spreadsheet = false

  private static let package = "package"
  private static var names: [String] { ExportLayout.allCases.map(\.rawValue) + [package] }
  private var isPackage: Bool { layout?.lowercased() == Self.package }

  func validate() throws {
    if listsLayouts { return }
    if site != nil, !pseudonymous {
      throw ValidationError("--site goes before study codes: add --pseudonymous.")
    }
    let all = Self.names.joined(separator: ", ")
    guard let layout else { throw ValidationError("Give a layout: \(all).") }
    if isPackage {
      guard let folder else {
        throw ValidationError("Give the folder: recheck export package FOLDER.")
      }
      try Given.file(folder, "the folder to write")
      if output.output != nil || measure != nil || spreadsheet {
        throw ValidationError(
          "package writes a folder of all tables: leave out --output, --measure and --spreadsheet.")
      }
      return
    }
    if let folder {
      throw ValidationError("'\(folder)' is one name too many: only package takes a folder.")
    }
    guard ExportLayout(rawValue: layout.lowercased()) == nil else { return }
    let near = nearest(to: layout, among: Self.names).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError("There is no layout '\(layout)'.\(near) Give one of \(all).")
  }

  private func writePackage(to folder: String) throws {
    let desk = try clinic.desk(.writing)
    let outcome = try desk.exportPackage(
      to: folder, pseudonymous: pseudonymous, site: site,
      program: "Recheck \(Recheck.configuration.version)")
    try Output.print(
      "Wrote \(folder): \(outcome.files.count) files.\n" + outcome.table.text(width: Output.width))
    if let words = outcome.groups?.words { Output.complain(words) }
  }

  func run() throws {
    if isPackage, !listsLayouts, let folder { return try writePackage(to: folder) }
    guard !listsLayouts, let layout = layout.flatMap({ ExportLayout(rawValue: $0.lowercased()) })
    else { return try Output.print(ExportLayout.listing, to: output.output) }
    // Stored answers are written as they are.
    let needs: Desk.Needs = layout == .scores && !pseudonymous ? .none : .all
    let desk = try clinic.desk(pseudonymous ? .writing : .reading, needs: needs)
    let measure = try measure?.find(in: desk.definitions)
    var groups: SmallGroups?
    try Output.write(to: output.output) { sink in
      groups = try desk.export(
        layout, measure: measure, pseudonymous: pseudonymous, site: site,
        spreadsheet: spreadsheet, to: sink)
    }
    if let words = groups?.words { Output.complain(words) }
  }
}
