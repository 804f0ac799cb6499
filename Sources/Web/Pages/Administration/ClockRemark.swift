import Foundation
import Registry

/// What pages say of a machine's clock that cannot be right: on Start, and where administrators look.
enum ClockRemark {
  static func markup(_ request: PageRequest) -> Markup? {
    let seconds = Int(request.now.timeIntervalSince1970)
    guard let oddity = request.site.desk.file.clockOddity,
      oddity.stands(at: Instant(milliseconds: seconds * 1000))
    else { return nil }
    return """
      <p class="problems" role="alert">\(text(oddity)) Entries are taken with the clock's time, and the \
      record trail notes it. If the clock is wrong, whoever runs the machine puts it right.</p>

      """
  }

  private static func text(_ oddity: ClockOddity) -> String {
    switch oddity {
    case .behind(let last, let now):
      "The clock of this machine said \(now.minute), but the clinic file has a line of \(last.minute)."
    case .farAhead(let last, let now):
      "The clock of this machine said \(now.minute), more than a year after the last line in the clinic "
        + "file, which was of \(last.minute)."
    case .wasSet(let seconds, let now):
      "The clock of this machine was set \(seconds < 0 ? "back" : "forward") by \(abs(seconds)) seconds, "
        + "to \(now.minute)."
    }
  }
}
