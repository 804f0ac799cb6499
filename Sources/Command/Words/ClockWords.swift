import Registry

/// What the terminal says to a clock that cannot be right.
enum ClockWords {
  static func text(_ oddity: ClockOddity) -> String {
    switch oddity {
    case .behind(let last, let now):
      "The clock of this machine says \(minute(now)), but the clinic file has a line of \(minute(last)). "
        + "What is entered is taken with the clock's time, and the history notes it. Put the clock right."
    case .farAhead(let last, let now):
      "The clock of this machine says \(minute(now)), more than a year after the last line in the clinic "
        + "file, which is of \(minute(last)). The history notes it. If the clock is wrong, put it right."
    case .wasSet(let seconds, let now):
      "The clock of this machine was set \(seconds < 0 ? "back" : "forward") by \(abs(seconds)) seconds and "
        + "says \(minute(now)) now. The history notes it. If the clock is wrong, put it right."
    }
  }

  private static func minute(_ instant: Instant) -> String {
    "\(instant.text.prefix(10)) \(instant.text.dropFirst(11).prefix(5)) UTC"
  }
}
