import ArgumentParser
import Clinic
import Outcomes

extension ReviewCommand {
  struct Defer: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "defer",
      abstract: "Defer flags of several patients to one day, all of them or none.",
      discussion: """
        Example:
          recheck review defer P0042 P0043 P0051 --until 2026-09-01 \\
            --note "after the holidays" --by "Dr Silva"

        Of each patient the most urgent open flag, or the one of the kind given with --flag. Each \
        gets a decision of its own, as with 'review close --decision deferred'. Where one of them \
        cannot be deferred, none is. No other decision is taken on several patients at once.
        """)
    @OptionGroup var clinic: ClinicOptions
    @Argument(help: PatientHelp.text) var patients: [PatientName]
    @Option(
      help: "The day on which the flags open again, yyyy-mm-dd.", transform: Typed.day)
    var until: Day
    @Option(help: "Why, in a sentence.") var note: String
    @Option(help: "The physician.") var by: String
    @OptionGroup var choice: FlagOptions
    @Option(
      parsing: .unconditional,
      help: ArgumentHelp(
        "The highest number that 'review show' showed of them: refused where anybody changed one of the records since.",
        valueName: "number"), transform: Typed.number("the number of an entry"))
    var seen: Int?

    func run() throws {
      let desk = try clinic.desk(.existing, by: by)
      let seen = try seen ?? desk.seenUpToNow()
      let choice = try choice.choice(desk)
      let flags = try patients.map { ListedFlag(try $0.find(at: desk), choice, seen: seen) }
      let deferred = try desk.deferFlags(flags, until: until, note: note)
      var lines = ["Deferred until \(until):"]
      for one in deferred {
        let open = one.open.isEmpty ? "" : "; still open: \(one.open.joined(separator: ", "))"
        lines.append("  \(one.patient): \(one.flags.joined(separator: ", "))\(open)")
      }
      try Output.report(lines.joined(separator: "\n"))
    }
  }
}
