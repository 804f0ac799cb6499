import Outcomes

/// What was typed could not be read: what is wrong with it, and how it is written.
struct Mistyped: Error, CustomStringConvertible, Hashable {
  let description: String
}

/// Reads what is typed after an option; what cannot be read is refused with how it is written.
enum Typed {
  /// A day of the calendar, `yyyy-mm-dd`.
  @Sendable static func day(_ text: String) throws -> Day {
    let typed = text.withoutOuterBlanks
    guard let day = Day(iso: typed) else {
      throw Mistyped(
        description: fault(in: typed) ?? "a day is written yyyy-mm-dd, such as 2026-03-12.")
    }
    return day
  }

  /// A day that may be known to the month or year alone.
  @Sendable static func partialDay(_ text: String) throws -> PartialDay {
    let typed = text.withoutOuterBlanks
    guard let day = PartialDay(iso: typed) else {
      throw Mistyped(
        description: fault(in: typed)
          ?? "a day is written yyyy-mm-dd, such as 2026-03-12; yyyy-mm or yyyy where no more is known."
      )
    }
    return day
  }

  /// A whole number from 0 or another least one.
  static func number(
    _ what: String, from least: Int = 0, to most: Int = .max
  ) -> @Sendable (String) throws -> Int {
    { text in
      let typed = text.withoutOuterBlanks
      guard let number = Int(whole: typed), number >= least, number <= most else {
        let range =
          most == .max ? least == 0 ? "" : ", \(least) or more" : " from \(least) to \(most)"
        throw Mistyped(description: "\(what) is a whole number\(range).")
      }
      return number
    }
  }

  /// What names a site in front of its study codes.
  @Sendable static func site(_ text: String) throws -> String {
    let typed = text.withoutOuterBlanks
    guard (1...12).contains(typed.count),
      typed.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else { throw Mistyped(description: "a site is 1 to 12 letters (A to Z) or digits.") }
    return typed
  }

  /// A decision that closes a flag.
  @Sendable static func closing(_ text: String) throws -> Review.Decision {
    if let decision = Review.Decision(argument: text), decision.closes { return decision }
    let all = Review.Decision.closing.map(\.rawValue)
    if let near = nearest(to: text, among: all) {
      throw Mistyped(description: "did you mean '\(near)'?")
    }
    let reopens = text == Review.Decision.reopened.rawValue
    throw Mistyped(
      description: "a decision is one of \(all.joined(separator: ", "))."
        + (reopens ? " 'recheck review reopen' opens a flag again." : ""))
  }

  /// Where year, month and day can be told apart; nil: they cannot.
  private static func fault(in text: String) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(parts.count), text.prefix(while: { $0 != "-" }).count == 4,
      text.allSatisfy({ $0 == "-" || $0.isASCII && $0.isNumber }),
      let year = parts[0], let month = parts[1]
    else { return nil }
    guard (1...12).contains(month) else {
      return "there is no month \(month). A day is written yyyy-mm-dd."
    }
    guard parts.count == 3, let day = parts[2] else { return nil }
    if let meant = Day(year: year, month: month, day: day) { return "write \(meant)." }
    guard let last = (28...31).last(where: { Day(year: year, month: month, day: $0) != nil })
    else { return nil }
    let named = PartialDay(iso: text.prefix(4) + "-" + twoDigits(month))?.text ?? "the month"
    return "there is no such day: \(named) has \(last) days."
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
