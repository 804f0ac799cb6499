import ArgumentParser
import Clinic
import Exchange
import Foundation
import Outcomes

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Read patients, diagnoses, treatments, scores and decisions from CSV files, or a clinic's own spreadsheets, all or nothing.",
    discussion: """
      Examples:
        recheck import --suggest visits.xlsx -o visits.yaml
        recheck import patients.csv diagnoses.csv treatments.csv scores.csv
        recheck import cidp.xlsx
        recheck import study
        recheck import --map visits.yaml --preview visits.xlsx
        recheck import --map visits.yaml visits.xlsx

      The layouts are recognised by their header: see 'recheck export --list'. \
      Every fault of the files is listed with its place, and then nothing is stored. \
      Rows that are recorded already with the same content are passed over, \
      and so are lines without any content.

      Workbooks need no mapping where their sheets are these layouts or those of 'recheck export \
      template', and packages of 'recheck export package' (folder or workbook) none either.

      Other spreadsheets (CSV and other text files, XLSX) need a mapping, which says what their columns \
      mean; what it does not say is not guessed. --suggest writes a first one, with the reason of every \
      line; where it says 'choose' a person decides, and until then it does not run.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var author: AuthorOption
  @Argument(
    help: "CSV files or spreadsheets; '-' reads standard input.",
    completion: .file(extensions: ["csv", "xlsx", "txt"]))
  var files: [String] = []
  @Option(
    help: ArgumentHelp(
      "Read spreadsheets under this mapping: a file, or the name of a stored one (recheck mapping list).",
      valueName: "file.yaml"),
    completion: .file(extensions: ["yaml"]))
  var map: String?
  @Option(
    help: ArgumentHelp(
      "Check a mapping: file and line of every fault. Nothing is read.", valueName: "file.yaml"),
    completion: .file(extensions: ["yaml"]))
  var checkMap: String?
  @ArgumentParser.Flag(
    help: "Write a first mapping for these spreadsheets. Nothing is stored.")
  var suggest = false
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("With --suggest: write the mapping to this file.", valueName: "file.yaml"),
    completion: .file(extensions: ["yaml"]))
  var output: String?
  @ArgumentParser.Flag(
    help: "Show what the spreadsheets would become, with the cells refused. Nothing is stored.")
  var preview = false
  @ArgumentParser.Flag(
    help: "Leave out the cells refused, list them in NAME.left-out.csv, and store the rest.")
  var leaveOut = false
  @ArgumentParser.Flag(
    help: "Make corrections of cells that are recorded otherwise; the earlier values are kept.")
  var update = false
  @Option(help: "How --preview is written: text is for people; csv is stable.")
  var format: Format = .text
  @ArgumentParser.Flag(help: "Check everything, store nothing.") var dryRun = false
  @ArgumentParser.Flag(
    help: "Store patients even though somebody alike is registered or stands in the file.")
  var evenIfSimilar = false
  @ArgumentParser.Flag(
    help:
      "In our own layouts: take other words for measures, therapies and the sexes (M, F, m, w) too; 'measures show' lists them."
  )
  var words = false
  @Option(help: "How dates are written. They are never guessed; a mapping says its own.")
  var dates: DateOrder = .iso

  func validate() throws {
    for file in files { try Given.file(file, "a file") }
    try map.map { try Given.file($0, "the mapping") }
    try checkMap.map { try Given.file($0, "the mapping") }
    try output.map { try Given.file($0, "the mapping") }
    if output != nil, !suggest { throw ValidationError("--output goes with --suggest.") }
    if suggest, map != nil || checkMap != nil {
      throw ValidationError("--suggest writes a mapping: leave --map and --check-map out.")
    }
    guard checkMap == nil else {
      if !files.isEmpty || map != nil {
        throw ValidationError("--check-map reads nothing but the mapping: leave the rest out.")
      }
      return
    }
    if files.isEmpty { throw ValidationError("Missing expected argument '<files> ...'") }
    if map == nil, !OwnFiles.haveTables(files) || suggest {
      if suggest, words || dryRun || evenIfSimilar || dates != .iso {
        throw ValidationError("--suggest stores nothing: leave the other options out.")
      }
      let given = [(preview, "--preview"), (leaveOut, "--leave-out"), (update, "--update")]
      for (isGiven, name) in given where isGiven {
        throw ValidationError("\(name) goes with spreadsheets: say their mapping with --map.")
      }
    } else if words {
      throw ValidationError(
        "--words goes with CSV files of our own layouts: the mapping says what words become.")
    } else if dates != .iso {
      throw ValidationError(
        map == nil
          ? "--dates goes with CSV files of our own layouts: workbooks hold days, or say them as 2026-06-30."
          : "--dates goes with CSV files of our own layouts: the mapping says 'dates'.")
    }
    if format != .text, !preview {
      throw ValidationError("--format goes with --preview.")
    }
    if format == .json { throw ValidationError("--format of --preview is text or csv.") }
  }

  func run() throws {
    if let checkMap {
      let library = try Definitions.load(clinic.definitions.definitions).library
      return try Output.print(MappingFile.check(checkMap, library))
    }
    if suggest { return try writeSuggestion() }
    let desk = try clinic.desk(.writing, by: author.by)
    if map != nil || OwnFiles.haveTables(files) { return try importTables(under: map, desk) }
    let progress: ImportProgress? = Output.errorIsTerminal ? { ProgressLine.show($0, $1, $2) } : nil
    let outcome = try desk.importFiles(
      files, dates: dates, dryRun: dryRun, evenIfSimilar: evenIfSimilar, words: words,
      progress: progress)
    try dryRun ? Output.print(outcome.summary) : Output.report(outcome.summary)
  }

  private func writeSuggestion() throws {
    let library = try Definitions.load(clinic.definitions.definitions).library
    let found = try MappingFile.suggest(files, library)
    try Output.print(found.text, to: output)
  }

  private func importTables(under map: String?, _ desk: Desk) throws {
    var ways = MappedImportWays()
    ways.isPreview = preview || dryRun
    ways.isShown = preview
    ways.leavesOut = leaveOut
    ways.updates = update
    ways.evenIfSimilar = evenIfSimilar
    let outcome =
      if let map {
        try desk.importTables(files, under: desk.mapping(map), ways)
      } else {
        try desk.importOwnTables(files, ways)
      }
    if preview {
      // A file holds no command: it has the bytes that the browser gives of it.
      let isFile = format == .csv
      let preview = MappingPreview(outcome, desk.library) { cell in
        cell.why { isFile ? "" : WayWords.text($0) }
      }
      if isFile { return try Output.write(to: nil, preview.writeCSV) }
      return try Output.print(preview.text(width: Output.width))
    }
    if !outcome.leftOut.isEmpty, !dryRun {
      for path in try Set(OwnFiles.read(files)).sorted() where path != "-" {
        do {
          try LeftOutCells(outcome.leftOut, of: path) { $0.why(WayWords.text) }?.write()
        } catch let problem as FileProblem { throw StoredWithoutList(problem: problem) }
      }
    }
    try dryRun ? Output.print(outcome.summary) : Output.report(outcome.summary)
  }
}

/// A line that is written over while rows are read.
enum ProgressLine {
  static func show(_ rows: Int, _ file: String, _ isLast: Bool) {
    let line = "\r\(file): \(rows) rows\(isLast ? "\n" : "")"
    Output.ask(line)
  }
}
