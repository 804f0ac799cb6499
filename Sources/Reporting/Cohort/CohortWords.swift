package import Outcomes

/// What a cohort's figures are called.
package enum CohortWords {
  package static func share(_ share: CohortCourse.Share) -> String {
    switch share {
    case .responding: "responding"
    case .stable: "stable"
    case .partial: "partial"
    case .missing: "missing"
    case .notDecided: "not decided"
    }
  }

  /// The verdicts that a share holds, joined by blanks.
  package static func verdicts(_ share: CohortCourse.Share) -> String {
    CourseVerdict.allCases.filter { $0 != .notJudged && CohortCourse.Share($0) == share }
      .map(\.rawValue).joined(separator: " ")
  }

  /// The rate of the row that a course meant to bring improvement is judged by; nil: none is published.
  package static func published(
    _ key: CohortGroup.Key, _ library: Library
  ) -> Expectation.ResponseRate? {
    guard let therapy = library.therapy(key.therapy), let disease = library.disease(key.disease)
    else { return nil }
    return library.expectation(of: therapy, in: disease, intent: .induction)?.responseRate
  }

  /// `Hughes 2008`, with the mark of a figure that was not read in its source.
  package static func origin(_ rate: Expectation.ResponseRate) -> String {
    let evidence = rate.evidence
    return evidence.source.name
      + (evidence.verification == .seen ? "" : ", \(evidence.verification.rawValue)")
  }

  /// `66 %`; nil of nothing.
  package static func percent(_ portion: Portion) -> String? {
    portion.percent.map { "\($0.decimal(0)) %" }
  }

  /// `7 (3–22)`; nil without a response.
  package static func weeks(_ days: [Int]) -> String? {
    guard let first = days.first, let last = days.last,
      let median = Rational.median(days.map { Rational($0) })
    else { return nil }
    func weeks(_ days: Rational) -> String { (days / 7).decimal(0) }
    return first == last
      ? weeks(median)
      : "\(weeks(median)) (\(weeks(Rational(first)))–\(weeks(Rational(last))))"
  }

  /// `third or later`.
  package static func line(_ line: Int) -> String {
    switch line {
    case 1: "first"
    case 2: "second"
    default: "third or later"  // not our enum
    }
  }

  /// `starts of 2025, first line`; nil where everything is looked at.
  package static func selection(_ selection: Cohort.Selection, _ library: Library) -> String? {
    let parts = [
      selection.disease.map(library.short),
      selection.therapy.map(library.short),
      selection.year.map { "begun in \($0)" }, selection.line.map { "\(line($0)) line" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
