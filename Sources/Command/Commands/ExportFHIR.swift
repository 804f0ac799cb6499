import ArgumentParser
import Clinic

struct ExportFHIR: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fhir", abstract: "Write all records as FHIR R4, for other clinical systems.",
    discussion: """
      Examples:
        recheck export fhir -o bundle.json
        recheck export fhir --pseudonymous --site A -o bundle.json
        recheck export fhir --ndjson -o records.ndjson

      One collection bundle of patients, diagnoses, treatments, instruments, answers, scores and \
      corrections: see Docs/exports.md.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var output: OutputOption
  @OptionGroup var pseudonyms: PseudonymousOptions
  @ArgumentParser.Flag(help: "A resource per line in place of one bundle.")
  var ndjson = false

  func run() throws {
    let desk = try clinic.exportDesk(pseudonyms)
    var outcome: FHIROutcome?
    try Output.write(to: output.output) { sink in
      outcome = try desk.exportFHIR(
        pseudonymous: pseudonyms.pseudonymous, site: pseudonyms.site, lines: ndjson, to: sink)
    }
    if let file = output.output, let outcome {
      try Output.report(
        "Wrote \(file).\n" + outcome.table.text(width: Output.width), as: .written)
    }
    if let words = outcome?.groups?.words { Output.complain(words) }
  }
}
