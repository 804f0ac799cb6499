import ArgumentParser
import Clinic

struct ExportRecords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: "Write all that judging looks at, one patient a line, for 'judge --records'.",
    discussion: """
      Examples:
        recheck export records -o records.ndjson
        recheck export records --pseudonymous --site A -o records.ndjson
        recheck export records | recheck judge --records - --format csv

      Each line is one JSON object; the lines stand in the order of the identifiers, so that a \
      file can be cut anywhere between them and judged piece by piece: see Docs/exports.md.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var output: OutputOption
  @OptionGroup var pseudonyms: PseudonymousOptions

  func run() throws {
    let desk = try clinic.exportDesk(pseudonyms)
    var written: (patients: Int, groups: SmallGroups?) = (0, nil)
    try Output.write(to: output.output) { sink in
      written = try desk.exportRecords(
        pseudonymous: pseudonyms.pseudonymous, site: pseudonyms.site, to: sink)
    }
    if let file = output.output {
      let count = written.patients
      try Output.report(
        "Wrote \(file): \(count) patient\(count == 1 ? "" : "s").", as: .written)
    }
    if let words = written.groups?.words { Output.complain(words) }
  }
}
