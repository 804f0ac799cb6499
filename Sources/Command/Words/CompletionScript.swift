import Clinic

/// What the parser writes for shells, and beside it what it does not know of: `export LAYOUT` is the
/// default of its verbs, so layouts are offered beside them.
enum CompletionScript {
  private static let layouts = ExportLayout.allCases.map(\.rawValue)
  private static let verbs = ExportCommand.configuration.subcommands.compactMap {
    $0.configuration.commandName
  }

  /// - Returns: the script as it is where it is of no shell that is known.
  static func offeringLayouts(_ script: String) -> String {
    let names = layouts.joined(separator: " ")
    let known = verbs.joined(separator: " ")
    let either = verbs.joined(separator: "|")
    let table = ExportTable.configuration.commandName ?? ""
    return
      script
      // bash: the list of verbs, and what stands behind a layout
      .replacing("compgen -W '\(known)' --", with: "compgen -W '\(known) \(names)' --")
      .replacing(
        "\n    \(either))\n        # Offer subcommand argument completions",
        with:
          "\n    \(layouts.joined(separator: "|")))\n        _recheck_export_\(table)\n        ;;"
          + "\n    \(either))\n        # Offer subcommand argument completions"
      )
      // zsh
      .replacing(
        "        \(either))\n            \"_recheck_export_${words[1]}\"",
        with:
          "        \(layouts.joined(separator: "|")))\n            _recheck_export_\(table) && ret=0\n"
          + "            ;;\n        \(either))\n            \"_recheck_export_${words[1]}\""
      )
      .replacing(
        zshVerb,
        with: layouts.map { "            '\($0):This layout as CSV.'\n" }.joined() + zshVerb
      )
      // fish
      .replacing(
        fishVerb, with: layouts.map { fish($0) + "'This layout as CSV.'\n" }.joined() + fishVerb)
  }

  private static let zshVerb = "            'package:Write a folder"

  private static let fishVerb = fish("package") + "'Write a folder"

  private static func fish(_ word: String) -> String {
    "complete -c 'recheck' -n '__recheck_should_offer_completions_for_positional \"recheck export\" -eq 1'"
      + " -fa '\(word)' -d "
  }
}
