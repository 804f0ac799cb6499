/// The manual page in the language of man(7), from what the parser says of itself.
struct ManualPage {
  private let root: ParserDescription.Command
  private let version: String
  /// Options of so many commands that they are told once.
  private let common: [ParserDescription.Argument]

  private typealias Leaf = (words: String, command: ParserDescription.Command)

  init(_ description: ParserDescription, version: String) {
    root = description.command
    self.version = version
    var count: [ParserDescription.Argument: Int] = [:]
    var order: [ParserDescription.Argument] = []
    for leaf in Self.leaves(of: root, []) {
      for argument in leaf.command.arguments ?? [] where argument.names != nil {
        count[argument, default: 0] += 1
        if count[argument] == 1 { order.append(argument) }
      }
    }
    common = order.filter { $0.shouldDisplay && (count[$0] ?? 0) >= Self.often }
  }

  private static let often = 8

  /// The commands that do something, with their words.
  private static func leaves(
    of command: ParserDescription.Command, _ before: [String]
  ) -> [Leaf] {
    let words = before + [command.commandName]
    let shown = (command.subcommands ?? []).filter {
      $0.shouldDisplay && $0.commandName != "help"
    }
    if shown.isEmpty { return [(words.joined(separator: " "), command)] }
    return shown.flatMap { leaves(of: $0, words) }
  }

  var text: String {
    var lines = [
      ".\\\" Made by 'recheck manual'; do not edit.",
      ".TH RECHECK 1 \"\" \"Recheck \(version)\" \"User Commands\"",
      ".SH NAME", "recheck \\- \(Self.plain(root.abstract ?? ""))",
      ".SH SYNOPSIS", ".B recheck", "\\fIcommand\\fR [\\fIoptions\\fR]",
      ".SH DESCRIPTION",
    ]
    lines += Self.prose(root.discussion ?? "")
    lines.append(".SH COMMANDS")
    for leaf in Self.leaves(of: root, []) { lines += section(leaf) }
    lines.append(".SH COMMON OPTIONS")
    lines.append("Commands that open the clinic file, list or write take these.")
    lines += common.flatMap(Self.entry)
    lines.append(".SH ENVIRONMENT")
    for (name, meaning) in Self.environment {
      lines += [".TP", ".B \(name)", Self.plain(meaning)]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static let environment = [
    ("RECHECK_CLINIC", "The clinic's file where --clinic is not given."),
    ("RECHECK_AUTHOR", "Who enters where --by is not given."),
    ("XDG_DATA_HOME", "The data folder in which recheck/clinic.sqlite lies otherwise."),
    ("COLUMNS", "How wide tables are; otherwise as the terminal is, 80 columns in a pipe."),
    ("NO_COLOR", "Where set, nothing is coloured. In pipes and files nothing ever is."),
  ]

  private func section(_ leaf: Leaf) -> [String] {
    let arguments = (leaf.command.arguments ?? []).filter(\.shouldDisplay)
    let own = arguments.filter { argument in
      !common.contains(argument)
        && argument.names?.contains { ["help", "version"].contains($0.name) } != true
    }
    let used = own.map(\.synopsis).joined(separator: " ")
    let options = arguments.contains(where: common.contains) ? " [options]" : ""
    return [".SS \(Self.plain(leaf.words))", Self.plain(leaf.command.abstract ?? ""), ".PP"]
      + ["\\fB\(Self.plain(leaf.words))\\fR \(Self.plain(used + options))"]
      + Self.prose(leaf.command.discussion ?? "") + own.flatMap(Self.entry)
  }

  private static func entry(_ argument: ParserDescription.Argument) -> [String] {
    var text = argument.abstract ?? ""
    if let values = argument.allValues, !values.isEmpty {
      text += " One of \(values.joined(separator: ", "))."
    }
    if let standard = argument.defaultValue { text += " Default: \(standard)." }
    return [".TP", "\\fB\(plain(argument.label))\\fR", text.isEmpty ? "\\&" : plain(text)]
  }

  /// Paragraphs as they are, indented lines one below the other.
  private static func prose(_ text: String) -> [String] {
    var lines = [".PP"]
    var isListing = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isIndented = line.hasPrefix("  ")
      if isIndented != isListing { lines.append(isIndented ? ".nf" : ".fi") }
      isListing = isIndented
      lines.append(line.isEmpty ? ".PP" : plain(String(line)))
    }
    if isListing { lines.append(".fi") }
    return text.isEmpty ? [] : lines
  }

  /// Without anything that the typesetter takes for an order.
  private static func plain(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
