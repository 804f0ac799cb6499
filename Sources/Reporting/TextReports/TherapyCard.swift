package import Outcomes

/// The view of `text/therapy.mustache`.
package struct TherapyCard: Sendable {
  package struct Window: Sendable {
    package var disease: String
    package var points: [ReportLine]
  }

  package var title: ReportLine
  package var facts: [ReportLine]
  package var windows: [Window]
  package var hasWindows: Bool

  package init(_ therapy: Therapy, library: Library) {
    title = .paragraph("\(therapy.name) (\(therapy.id))")
    let lines = [
      "\(therapy.therapyClass), \(therapy.roles.map(\.rawValue).joined(separator: ", "))",
      therapy.isImmunotherapy
        ? "an immunotherapy" : "not an immunotherapy: it neither fails nor shares a response",
      "\(therapy.route): \(therapy.regimen.withoutFinalStop)",
      "the last dose keeps working for \(Wording.counted(therapy.effectDays, "day")). "
        + "\(Wording.source(therapy.effectEvidence)).",
    ]
    facts = (lines + therapy.alsoCalledLine).map { .point($0) }
    windows = therapy.expectations.sorted { $0.disease < $1.disease }.map { row in
      let name = library.short(row.disease)
      return Window(
        disease: name + (row.intent.map { ", only \($0.rawValue)" } ?? ""),
        points: Self.points(row, effectDays: therapy.effectDays).map { .point($0, indent: 4) })
    }
    hasWindows = !windows.isEmpty
  }

  private static func points(_ row: Expectation, effectDays: Int) -> [String] {
    var points = [
      "first effect in week \(row.firstEffect.plain(1)), to be assessed by week \(row.assessBy.plain(1)), "
        + "deadline week \(row.deadline.plain(1)); expected: \(row.expected.rawValue). "
        + "\(Wording.source(row.evidence))."
    ]
    if row.expected != .none { points.append(trial(row, effectDays: effectDays)) }
    if row.earlyWorsening > .zero {
      points.append("worsening until week \(row.earlyWorsening.plain(1)) is known and not judged")
    }
    if let rate = row.responseRate {
      points.append(
        "how many respond: \(rate.text.withoutFinalStop). \(Wording.source(rate.evidence)).")
    }
    points += row.cautions.map {
      "caution: \($0.text.withoutFinalStop). \(Wording.source($0.evidence))."
    }
    if let note = row.note { points.append(note) }
    return points
  }

  /// How long it must be given to have been tried, and where that is from.
  private static func trial(_ row: Expectation, effectDays: Int) -> String {
    let weeks = row.trialWeeks(effectDays: effectDays)
    let length =
      weeks.isZero
      ? "an adequate trial as soon as it is given"
      : "an adequate trial: \(weeks.plain()) week\(weeks == .one ? "" : "s") from the first to the "
        + "last dose"
    guard let trial = row.trial else {
      let rule =
        weeks.isZero
        ? ": one dose works until the deadline or longer"
        : ", the deadline less the time its last dose works"
      return "\(length)\(rule) [a convention, not a published figure]."
    }
    return "\(length). \(Wording.source(trial.evidence))."
  }
}
