import Exchange
package import Outcomes

/// Dates as they are typed: `YYYY-MM-DD` and nothing else, so that none is guessed.
package enum DateText {
  /// The day in a field; nil when it is empty, or no date, which is then among the problems.
  package static func day(
    _ form: FormFields, _ name: String, _ problems: inout FormProblems
  ) -> Day? {
    let text = form[name]
    guard !text.isEmpty else { return nil }
    let day = Day(iso: text)
    if day == nil { problems.add(name, RecordFault.noDate(text)) }
    return day
  }
}
