import ArgumentParser

/// Makes `Docs/recheck.1`, which is kept with the program.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "The manual page, as man reads it.",
    discussion: """
      Example:
        recheck manual -o Docs/recheck.1
      """, shouldDisplay: false)
  @OptionGroup var output: OutputOption

  func run() throws {
    let page = ManualPage(
      try ParserDescription(of: Recheck.self), version: Recheck.configuration.version)
    try Output.print(page.text, to: output.output)
  }
}
