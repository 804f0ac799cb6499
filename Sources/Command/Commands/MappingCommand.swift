import ArgumentParser
import Clinic

struct MappingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mapping",
    abstract: "Mappings that the clinic keeps for its own spreadsheets.",
    discussion: """
      Examples:
        recheck mapping add visits.yaml
        recheck mapping list
        recheck import --map "MG clinic, one row per visit" visits.xlsx

      A stored mapping is offered in the browser too. What a mapping says: Docs/spreadsheets.md.
      """,
    subcommands: [Add.self, List.self, Show.self, Remove.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Keep a mapping in the clinic file, after it was checked.",
      discussion: """
        Examples:
          recheck mapping add visits.yaml
          recheck mapping add visits.yaml --name yearly --replace

        With a fault nothing is stored, and file and line of every fault are named.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: "The mapping.", completion: .file(extensions: ["yaml"])) var file: String
    @Option(help: "What it is stored as; otherwise as the mapping's own 'name'.") var name: String?
    @ArgumentParser.Flag(
      help: "Put it in the place of the one of that name, whose text stays in the trail.")
    var replace = false

    func validate() throws { try Given.file(file, "the mapping") }

    func run() throws {
      let desk = try clinic.desk(.writing, by: author.by)
      let stored = try desk.addMapping(
        try TextFile.read(file), path: file, named: name, replaces: replace)
      try Output.report(
        "Stored the mapping '\(stored.name)'."
          + (stored.replaced == nil ? "" : " The earlier one stays in the trail."))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The mappings that are stored: since when, and by whom.",
      discussion: """
        Example:
          recheck mapping list
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var output: OutputOption

    func run() throws {
      let desk = try clinic.desk(.reading, needs: .none)
      try Draw.table(
        try desk.mappingTable(), format.format, output.output, none: "No mapping is stored.")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "The text of a stored mapping, as it was given.",
      discussion: """
        Example:
          recheck mapping show yearly -o yearly.yaml
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var output: OutputOption
    @Argument(help: "See: recheck mapping list") var name: String

    func run() throws {
      let text = try clinic.desk(.reading, needs: .none).storedMapping(name).text
      try Output.write(to: output.output) { sink in try Array(text.utf8).withUnsafeBytes(sink) }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Take a stored mapping out of use; its text stays in the trail.",
      discussion: """
        Example:
          recheck mapping remove yearly
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: "See: recheck mapping list") var name: String

    func run() throws {
      try clinic.desk(.existing, needs: .none, by: author.by).removeMapping(name)
      try Output.report("Removed the mapping '\(name)'. Its text stays in the trail.")
    }
  }
}
