import Registry

/// What the terminal says to a clock that cannot be right.
enum ClockWords {
  static func text(_ oddity: ClockOddity) -> String {
    switch oddity {
    case .behind(let last, let now):
      "The clock of this machine says \(now.minute), but the clinic file has a line of \(last.minute). "
        + "What is entered is taken with the clock's time, and the history notes it. Put the clock right."
    case .farAhead(let last, let now):
      "The clock of this machine says \(now.minute), more than a year after the last line in the clinic "
        + "file, which is of \(last.minute). The history notes it. If the clock is wrong, put it right."
    case .wasSet(let seconds, let now):
      "The clock of this machine was set \(seconds < 0 ? "back" : "forward") by \(abs(seconds)) seconds and "
        + "says \(now.minute) now. The history notes it. If the clock is wrong, put it right."
    }
  }
}
