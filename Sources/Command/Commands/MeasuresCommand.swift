import ArgumentParser
import Clinic
import Outcomes
import Reporting

struct MeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures", abstract: "The definitions of measures, diseases and therapies.",
    subcommands: [List.self, Show.self, Check.self, LoadTable.self, Page.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "All definitions of a kind.",
      discussion: """
        Example:
          recheck measures list --kind therapies --format csv
        """)
    @OptionGroup var definitions: DefinitionOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var output: OutputOption
    @Option(help: "What is listed.") var kind: DefinitionKind = .measures

    func run() throws {
      let library = try Definitions.load(definitions.definitions)
      try Draw.table(library.table(of: kind), format.format, output.output, none: "No definitions.")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract:
        "One definition: items, options, scoring, thresholds with sources, what is not verified.",
      discussion: """
        Example:
          recheck measures show mg-adl

        The program's own figures, which no source gives: recheck measures show rules
        """)
    @OptionGroup var definitions: DefinitionOptions
    @OptionGroup var output: OutputOption
    @Argument(
      help: "Id, name or abbreviation of a measure, disease or therapy; or rules.",
      completion: Completion.ids {
        $0.measures.map(\.id.text) + $0.diseases.map(\.id.text) + $0.therapies.map(\.id.text)
      })
    var id: String

    func run() throws {
      try Output.print(try Definitions.load(definitions.definitions).card(id), to: output.output)
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check a folder of definitions and name file and line of every fault.",
      discussion: """
        Example:
          recheck measures check our-definitions

        Its file desk.yaml, with the site's texts for notes and what a visit asks for, is checked \
        too.
        """)
    @Argument(
      help: "A folder with measures, diseases and therapies as in Measures/README.md.",
      completion: .directory)
    var folder: String

    func run() throws {
      try Output.print(try Definitions.check(folder))
    }
  }

  struct LoadTable: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load-table",
      abstract:
        "Load a conversion table that the site holds a licence for, such as I-RODS raw to centile.",
      discussion: """
        Example:
          recheck measures load-table i-rods centiles.csv --source "van Nes 2011"

        The file has the columns raw,value. Scores with all items then carry the value from the table.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: "See: recheck measures list") var measure: MeasureName
    @Argument(help: "The CSV file.", completion: .file(extensions: ["csv"])) var file: String
    @Option(help: "Where the table comes from.") var source: String

    func run() throws {
      let desk = try clinic.desk(.writing, by: author.by)
      let measure = try measure.find(in: desk.definitions)
      let rows = try desk.loadTable(for: measure, from: file, source: source)
      try Output.report("Loaded \(Wording.counted(rows, "row")) for \(measure).")
    }
  }

  struct Page: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "page",
      abstract: "The page Measures/LIBRARY.md: everything there is, with its verification state.",
      discussion: """
        Example:
          recheck measures page -o Measures/LIBRARY.md
        """)
    @OptionGroup var definitions: DefinitionOptions
    @OptionGroup var output: OutputOption

    func run() throws {
      let page = try Definitions.load(definitions.definitions)
        .libraryPage(madeBy: "recheck measures page")
      try Output.print(page, to: output.output)
    }
  }
}
