import Clinic
import Outcomes
import Registry

/// What the demonstration prints: the review list, the first patient's page, and commands to go on.
enum Tour {
  static func text(_ desk: Desk, at path: String) throws -> String {
    let review = try desk.reviewTable()
    let flagged = review.table.rows.map { Patient.ID($0[0].text) }
    let counts = try desk.file.read { try $0.counts() }
    var parts = [
      "An invented clinic of \(counts.patients) \(counts.patients == 1 ? "patient" : "patients") was built in \(path), as of \(desk.asOf). Nobody in it exists.\n"
        + "It holds \(counts.courses) courses of treatment and \(counts.scores) scores.",
      "REVIEW LIST (recheck review): \(flagged.count) \(flagged.count == 1 ? "patient" : "patients") with an open flag\n\n"
        + review.text().trimmingLastNewline,
    ]
    if let first = flagged.first {
      let seen = try desk.seenUpTo(of: first)
      parts.append(
        "ONE PATIENT'S PAGE (recheck review show \(first))\n\n"
          + (try desk.flagPage(
            first, templates: nil, closing: { ClosingWords.closing($0, $1, seen: seen) }))
          .trimmingLastNewline)
    }
    parts.append(
      (["GO ON WITH"] + suggestions(desk, path, flagged).map { "  \($0)" }).joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  /// Commands that work on the demonstration clinic as they stand.
  private static func suggestions(
    _ desk: Desk, _ path: String, _ flagged: [Patient.ID]
  ) -> [String] {
    // Without a day, a command judges as of the day on which it is run.
    let isToday = Instant.now.text.hasPrefix(desk.asOf.iso)
    let place = "--clinic \(quoted(path))" + (isToday ? "" : " --as-of \(desk.asOf)")
    let first = flagged.first ?? Patient.ID("D0001")
    var commands = [
      "recheck review", "recheck review show \(flagged.dropFirst().first ?? first)",
      "recheck report patient \(first)", "recheck report clinic", "recheck report cohort",
      "recheck judge --patient \(first)", "recheck patient show \(first)",
      "recheck record \(first) pain-nrs value=4",
    ]
    if !flagged.isEmpty {
      commands.append(
        "recheck review close \(first) --decision diagnosis-confirmed --note \"seen again\" --by \"Dr Example\""
      )
    }
    commands += [
      "recheck history D0002", "recheck export scores-wide --pseudonymous", "recheck verify",
    ]
    return commands.map { "\($0) \(place)" }
  }

  /// A path as a shell takes it.
  private static func quoted(_ path: String) -> String {
    let plain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    return plain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
