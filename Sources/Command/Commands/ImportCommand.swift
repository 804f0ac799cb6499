import ArgumentParser
import Clinic
import Exchange
import Foundation

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Read patients, diagnoses, treatments, scores and decisions from CSV files, all or nothing.",
    discussion: """
      Example:
        recheck import patients.csv diagnoses.csv treatments.csv scores.csv

      The layouts are recognised by their header: see 'recheck export --list'. \
      Every fault of the files is listed with its place, and then nothing is stored. \
      Rows that are recorded already with the same content are passed over, \
      and so are lines without any content.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var author: AuthorOption
  @Argument(help: "CSV files; '-' reads standard input.", completion: .file(extensions: ["csv"]))
  var files: [String]
  @ArgumentParser.Flag(help: "Check everything, store nothing.") var dryRun = false
  @ArgumentParser.Flag(
    help: "Store patients even though somebody alike is registered or stands in the file.")
  var evenIfSimilar = false
  @Option(help: "How dates are written. They are never guessed.")
  var dates: DateOrder = .iso

  func validate() throws {
    for file in files { try Given.file(file, "a file") }
  }

  func run() throws {
    let desk = try clinic.desk(.writing, by: author.by)
    let progress: ImportProgress? = Output.errorIsTerminal ? { ProgressLine.show($0, $1, $2) } : nil
    let outcome = try desk.importFiles(
      files, dates: dates, dryRun: dryRun, evenIfSimilar: evenIfSimilar, progress: progress)
    try Output.print(outcome.summary)
  }
}

/// A line that is written over while rows are read.
enum ProgressLine {
  static func show(_ rows: Int, _ file: String, _ isLast: Bool) {
    let line = "\r\(file): \(rows) rows\(isLast ? "\n" : "")"
    line.utf8CString.withUnsafeBufferPointer { bytes in
      _ = write(2, bytes.baseAddress, bytes.count - 1)
    }
  }
}
