import ArgumentParser
import Clinic
import Foundation
import Outcomes

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Compute a score without storing it.",
    discussion: """
      Examples:
        recheck score incat arms=2 legs=3
        recheck score qmg sex=female grip-right-kg=22 diplopia=1 ...
        recheck score --batch answers.txt

      A line of such a file is one answer set: MEASURE ITEM=VALUE ...

      With --format csv the columns are name,value: the row total first, empty when the \
      instrument's rule gives no total, then the sub-scores.
      """)
  @OptionGroup var definitions: DefinitionOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var output: OutputOption
  @Argument(help: "See: recheck measures list") var measure: MeasureName?
  @Argument(
    help: "Answers as ITEM=VALUE; sex=female or sex=male and variant=KEY=VALUE where needed.")
  var answers: [String] = []
  @Option(
    help: ArgumentHelp(
      "Read answer sets from a file, one per line; - for standard input.", valueName: "file"),
    completion: .file())
  var batch: String?

  func validate() throws {
    if measure != nil, batch != nil {
      throw ValidationError(
        "A measure and --batch exclude each other: the measures stand in the file.")
    }
    if measure == nil, batch == nil {
      throw ValidationError("Give a measure with its answers, or --batch FILE.")
    }
    if batch == nil, answers.isEmpty {
      throw ValidationError("Give answers as ITEM=VALUE, such as arms=2 or value=46.")
    }
    _ = try Pairs.read(answers)
  }

  func run() throws {
    let calculator = try ScoreCalculator(definitions: definitions.definitions)
    if let batch {
      let lines = try TextFile.read(batch)
      let table = calculator.batch(lines) { RefusalWords.text($0) ?? "\($0)" }
      try Draw.table(table, .csv, output.output, none: "")
      return
    }
    guard let measure else { return }
    let result = try calculator.score(called: measure.text, pairs: try Pairs.read(answers))
    switch format.format {
    case .text: try Output.print(result.text, to: output.output)
    case .csv, .json: try Draw.table(result.table, format.format, output.output, none: "")
    }
  }
}
