import Outcomes
import Reporting

/// A score in one line.
enum ScoreText {
  static func line(_ measure: Measure, _ scored: ScoreResult) -> String {
    let parts = scored.subscores.map { part in
      let name = measure.subscores.first { $0.id == part.id }?.name ?? part.id
      return "\(name) \(part.value?.plain() ?? "not complete")"
    }
    let total: String
    if let value = scored.total {
      total = "\(measure.short) \(value.plain()) \(measure.unit)"
    } else if scored.missing.isEmpty {
      total = "\(measure.short): no total by its rule"
    } else {
      total =
        "\(measure.short): no total, \(scored.missing.count) of \(scored.expected) missing ("
        + scored.missing.joined(separator: ", ") + ")"
    }
    if scored.isTotalOnly { return "\(total) (\(Wording.totalOnly))" }
    return parts.isEmpty ? total : "\(total) (\(parts.joined(separator: ", ")))"
  }

  /// `Since 2026-01-12: 7 to 5, better by 2.`.
  static func change(_ entry: ScoreEntry, since previous: Score) -> String {
    change(entry.measure, to: entry.scored.total, since: previous)
  }

  /// - Parameter total: the total now.
  static func change(_ measure: Measure, to total: Rational?, since previous: Score) -> String {
    guard measure.comparable(previous.version, measure.version) else {
      return "Last time \(previous.day): version \(previous.version), which is not comparable."
    }
    guard let before = previous.total, let now = total else {
      return "Last time \(previous.day): \(previous.total?.plain() ?? "no total")."
    }
    let difference = now - before
    if difference.isZero { return "Since \(previous.day): unchanged at \(now.plain())." }
    let direction: String
    switch measure.direction {
    case .none: direction = ""
    case .higherIsBetter: direction = difference.isNegative ? ", worse" : ", better"
    case .higherIsWorse: direction = difference.isNegative ? ", better" : ", worse"
    }
    return
      "Since \(previous.day): \(before.plain()) to \(now.plain())\(direction) by \(difference.magnitude.plain())."
  }
}

/// Values that are possible and unusual: they are asked about, never refused.
enum Plausibility {
  static func questions(_ entry: ScoreEntry, since previous: Score?) -> [String] {
    let measure = entry.measure
    guard let previous, let before = previous.total, let now = entry.scored.total,
      measure.isUnusualStep(from: previous, to: now)
    else { return [] }
    return [
      "\(Wording.label(measure, variant: entry.variant)) goes from \(before.plain()) on \(previous.day) to \(now.plain()), an unusually large step."
        + " Please compare with the form."
    ]
  }
}
