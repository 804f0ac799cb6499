import Clinic
import Outcomes
import Registry
import Reporting

/// What the demonstration prints: the beginning of the review list, a few commands, the accounts if they
/// were made, and last the line that opens the clinic in a browser.
enum Tour {
  /// Patients of the review list.
  private static let shown = 8

  /// - Parameter accounts: lines about the accounts; empty: none were made.
  static func text(_ desk: Desk, at path: String, accounts: [String] = []) throws -> String {
    let review = try desk.reviewInShort(shown)
    let counts = try desk.file.read { try $0.counts() }
    var parts = [
      "An invented clinic of \(Wording.counted(counts.patients, "patient")) was built in \(path), as of \(desk.asOf). Nobody in it exists.\n"
        + "It holds \(counts.courses) courses of treatment and \(counts.scores) scores."
    ]
    let rest = review.count - review.patients.count
    parts.append(
      "TO REVIEW: \(Wording.counted(review.count, "patient")) with an open flag\n\n"
        + (review.count == 0
          ? "No flag is open."
          : review.text.trimmingLastNewline + (rest > 0 ? "\nand \(rest) more" : "")))
    let place = place(desk, path)
    parts.append(
      (["GO ON WITH"] + suggestions(review.patients).map { "  recheck \($0) \(place)" })
        .joined(separator: "\n"))
    if !accounts.isEmpty { parts.append(accounts.joined(separator: "\n")) }
    parts.append("IN THE BROWSER\n  recheck serve \(place)")
    return parts.joined(separator: "\n\n")
  }

  /// Commands that work on the demonstration clinic as they stand.
  private static func suggestions(_ flagged: [Patient.ID]) -> [String] {
    let first = flagged.first ?? Patient.ID("D0001")
    return [
      flagged.isEmpty ? "review" : "review show \(first)", "report patient \(first)",
      "report clinic", "report cohort", "record \(first) pain-nrs value=4",
    ]
  }

  /// Which clinic and day; without a day, a command judges as of the day on which it is run.
  private static func place(_ desk: Desk, _ path: String) -> String {
    let isToday = Instant.now.text.hasPrefix(desk.asOf.iso)
    return "--clinic \(quoted(path))" + (isToday ? "" : " --as-of \(desk.asOf)")
  }

  /// A path as a shell takes it.
  private static func quoted(_ path: String) -> String {
    let plain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    return plain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
