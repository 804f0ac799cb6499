package import Outcomes

/// One of the figures that say how well a clinic assesses.
package struct CohortFigure: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case baseline
    case assessedInTime = "assessed-in-time"
    case daysToDecision = "days-to-decision"
    case revised = "diagnosis-revised"
  }

  package let kind: Kind
  /// What it is counted of.
  package let portion: Portion
  /// Ascending; of days to a decision alone.
  package let days: [Int]

  package static func all(_ cohort: Cohort, _ flags: FlagYield) -> [CohortFigure] {
    Kind.allCases.map { kind in
      switch kind {
      case .baseline: CohortFigure(kind: kind, portion: cohort.withBaseline, days: [])
      case .assessedInTime: CohortFigure(kind: kind, portion: cohort.assessedInTime, days: [])
      case .daysToDecision:
        CohortFigure(
          kind: kind, portion: Portion(flags.daysToDecision.count, of: flags.reviewed),
          days: flags.daysToDecision)
      case .revised: CohortFigure(kind: kind, portion: flags.revised, days: [])
      }
    }
  }

  private var median: Rational? { Rational.median(days.map { Rational($0) }) }

  /// `91 %`, `12 days`; nil where it is counted of nothing.
  package var value: String? {
    switch kind {
    case .baseline, .assessedInTime, .revised: CohortWords.percent(portion)
    case .daysToDecision:
      median.map { "\($0.plain(1)) day\($0 == .one ? "" : "s")" }
    }
  }

  package var words: String {
    switch kind {
    case .baseline: "of courses have a baseline"
    case .assessedInTime: "were assessed by the deadline"
    case .daysToDecision: "median from flag to decision"
    case .revised: "of re-evaluations revised the diagnosis"
    }
  }

  /// `81 of 92`; what there is none of, in words.
  package var basis: String {
    switch kind {
    case .baseline:
      portion.of == 0 ? "no course can have one yet" : "\(portion.count) of \(portion.of)"
    case .assessedInTime:
      portion.of == 0 ? "no deadline has passed" : "\(portion.count) of \(portion.of)"
    case .revised:
      portion.of == 0 ? "no diagnosis was re-evaluated" : "\(portion.count) of \(portion.of)"
    case .daysToDecision:
      if let first = days.first, let last = days.last {
        "\(portion.count) of \(portion.of) decided red flags, \(first) to \(last) days"
      } else {
        portion.of == 0
          ? "no red flag was decided" : "the day is known of 0 of \(portion.of) decided red flags"
      }
    }
  }

  var cells: [Cell] {
    let isDays = kind == .daysToDecision
    return [
      .text(kind.rawValue), .integer(portion.count), .integer(portion.of),
      portion.percent.map { .decimal($0, places: 1) } ?? .empty,
      isDays ? Cell(median) : .empty, Cell(days.first), Cell(days.last),
    ]
  }
}
