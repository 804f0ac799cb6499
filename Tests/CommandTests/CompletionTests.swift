import Foundation
import Testing

/// What shells offer after the first letters.
@Suite struct `Completion in the shell` {
  private let folder = FileManager.default.temporaryDirectory

  /// A shell that is not installed is passed over.
  @Test(arguments: [("bash", "bash -n"), ("zsh", "zsh -n"), ("fish", "fish --no-execute")])
  func `scripts are valid`(shell: String, check: String) throws {
    let script = try Shell.run("recheck --generate-completion-script \(shell)", in: folder)
    #expect(script.status == 0)
    for word in ["recheck", "review", "reconsider", "missing-response"] {
      #expect(script.output.contains(word), "\(shell): \(word)")
    }
    #expect(!script.output.contains("manual"))
    // Of every shell: a layout goes after `export` as the verbs do.
    let offered = script.output.matches(of: /considerations/).count
    #expect(offered > (shell == "bash" ? 2 : 1), "\(shell): \(offered)")
    let checked = try Shell.run(
      "command -v \(shell) > /dev/null || exit 0; recheck --generate-completion-script \(shell) | \(check)",
      in: folder)
    #expect(checked.output.isEmpty)
    #expect(checked.status == 0)
  }

  @Test(arguments: [
    ("record P1 ", "mg-adl"), ("record P1 i", "incat"), ("diagnosis add P1 ci", "cidp"),
    ("treatment start P1 iv", "ivig"), ("review list --disease ", "cidp"),
    ("review list --therapy ri", "rituximab"), ("measures show ", "mg-adl"),
    ("export table --measure i", "i-rods"), ("export table scores-", "scores-wide"),
    ("export pa", "package"), ("export scores-", "scores-wide"),
    ("export scores --ps", "--pseudonymous"),
    ("review list --flag mis", "missing-response"), ("revi", "review"),
  ])
  func `offers what there is`(typed: String, wanted: String) throws {
    let words = typed.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
    let line = "recheck \(typed)"
    let asked = try Shell.run(
      """
      bash -c 'source <(recheck --generate-completion-script bash)
      COMP_WORDS=(recheck "$@") COMP_CWORD=$# COMP_LINE="\(line)" COMP_POINT=\(line.count) COMP_TYPE=9
      _recheck recheck "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf "%s\\n" "${COMPREPLY[@]}"' bash \(words.joined(separator: " "))
      """, in: folder)
    let offered = asked.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(offered.contains(Substring(wanted)), "\(typed): \(asked.output)")
  }
}
