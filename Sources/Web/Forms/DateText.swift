import Exchange
package import Outcomes

/// Days as they are typed, in every form by the same reader (``TypedDay``).
package enum DateText {
  /// The day in a field; nil when it is empty, or no whole day, which is then among the problems.
  package static func day(
    _ form: FormFields, _ name: String, _ problems: inout FormProblems
  ) -> Day? {
    let text = form[name]
    guard !text.isEmpty else { return nil }
    switch TypedDay.read(text, order: form.dates) {
    case .day(let day) where day.precision == nil: return day.earliest
    case .either(let one, let other):
      problems.add(name, RecordFault.eitherDay(text, one, other))
    case .day, nil: problems.add(name, RecordFault.noDate(text))
    }
    return nil
  }
}

extension FieldReader {
  /// For the fields of a form.
  init(_ form: FormFields) {
    self.init(typed: form.dates)
  }
}
