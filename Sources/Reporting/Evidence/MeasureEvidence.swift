internal import Outcomes

/// One counted measure of a course: its scores as a table, and what they amount to.
package struct MeasureEvidence: Sendable {
  let judged: MeasureJudgement
  let course: CourseJudgement
  let record: PatientRecord

  /// More rows than this are cut in the middle; the chart shows all of them.
  private static let mostRows = 12

  /// `INCAT, points, higher is worse`.
  package var title: String {
    let direction = Wording.direction(
      judged.scale.isHigherBetter ? .higherIsBetter : .higherIsWorse)
    return
      "\(Wording.label(judged.measure, variant: judged.variant)), \(judged.scale.unit), \(direction)"
  }

  /// Baseline, follow-ups with their improvement, and the scores that are not judged with the
  /// reason; nil without a baseline.
  package var table: Table? {
    guard let baseline = judged.baseline else { return nil }
    let window = judged.evaluation.judgedFollowUps
    var dated: [(day: Day, cells: [Cell])] = judged.evaluation.followUps.map { followUp in
      let isJudged = window.contains { $0.day == followUp.day }
      let cells: [Cell] = [
        .day(followUp.day), .plain(followUp.point.value),
        .text(Wording.signed(followUp.improvement)),
        remark(isJudged ? "judged" : nil, followUp.point.score),
      ]
      return (followUp.day, cells)
    }
    dated += unjudged(since: baseline)
    var rows = dated.sorted { $0.day < $1.day }.map(\.cells)
    if rows.count > Self.mostRows {
      let left = rows.count - Self.mostRows
      let gap: [Cell] = [.text("..."), .empty, .empty, .text("\(left) more")]
      rows.replaceSubrange(3..<(3 + left), with: [gap])
    }
    let first: [Cell] = [
      .day(baseline.day), .plain(baseline.value), .empty, remark("baseline", baseline.score),
    ]
    return Table(
      columns: [
        .init("date", "Date"), .init("value", "Value", .number),
        .init("improvement", "Better by", .number), .init("remark", ""),
      ], rows: [first] + rows)
  }

  /// `judged, total only`.
  private func remark(_ text: String?, _ score: Score) -> Cell {
    let words = [text, score.isTotalOnly ? Wording.totalOnly : nil].compactMap(\.self)
    return words.isEmpty ? .empty : .text(words.joined(separator: ", "))
  }

  /// Scores of the course that are shown and not judged, with the reason.
  private func unjudged(since baseline: ScorePoint) -> [(day: Day, cells: [Cell])] {
    guard judged.series.composite == nil, let window = course.window else { return [] }
    let measure = judged.measure
    let separate = measure.variants.filter { $0.comparing == .separate }.map(\.key)
    return record.scores.compactMap { score in
      guard score.measure == measure.id, score.day > max(baseline.day, window.start),
        score.day <= window.horizon,
        !judged.evaluation.followUps.contains(where: { $0.point.score == score }),
        separate.allSatisfy({
          measure.variantValue($0, in: score.variant)
            == measure.variantValue($0, in: baseline.score.variant)
        })
      else { return nil }
      let point = judged.series.yardstick.point(score)
      let isComparable = judged.series.followUps.contains { $0.point.score == score }
      let reason =
        if point == nil {
          "incomplete, not judged"
        } else if window.earlyWorseningUntil.map({ score.day <= $0 }) ?? false {
          "early weeks, not judged"
        } else if isComparable { "less than a week before the next, not judged" } else {
          "not comparable, not judged"
        }
      return (
        score.day,
        [.day(score.day), point.map { .plain($0.value) } ?? .empty, .empty, remark(reason, score)]
      )
    }
  }

  /// Change against the threshold, the published criterion, the source of the threshold.
  package var points: [String] { [outcome] + criterion + thresholds + totals }

  private var outcome: String {
    let verdict = Wording.verdict(judged.verdict).firstLetterRaised
    guard let change = judged.evaluation.change, let mean = judged.evaluation.improvement,
      let unit = judged.unit
    else { return absence(verdict) }
    let count = judged.evaluation.judgedFollowUps.count
    let over = count == 1 ? "at one assessment" : "on average over \(count) assessments"
    let direction = mean.isNegative ? "worse by" : "better by"
    let size = mean.isZero ? "as at the baseline" : "\(direction) \(mean.magnitude.plain(2))"
    return "\(verdict): \(size) \(over), \(change.shownChange.decimal(2)) of "
      + "\(Wording.amount(unit, judged.scale.unit))\(unitReason)."
      + (judged.evaluation.isDeclining ? " The latest scores decline from the best." : "")
  }

  /// Why a response takes more than the published change.
  private var unitReason: String {
    guard let unit = judged.unit, let points = judged.thresholdPoints, unit != points else {
      return ", one meaningful change"
    }
    if judged.series.composite != nil { return ", what counts as a response of this composite" }
    let size = Wording.amount(points, judged.scale.unit)
    return points * Conventions.unitInThresholds == unit
      ? ", twice the published \(size): the baseline leaves much to regain"
      : ", a quarter of what can be regained; the published change is \(size)"
  }

  private func absence(_ verdict: String) -> String {
    switch judged.verdict {
    case .noBaseline:
      let span = course.window.map {
        " between \($0.start - $0.baselineDaysBefore) and \($0.lastBaselineDay)"
      }
      return "\(verdict): no complete score\(span ?? "")."
    case .incomparable:
      return "\(verdict): later scores were taken in another way or with another version."
    case .floor:
      return
        "\(verdict): room for \(Wording.amount(judged.series.room ?? .zero, judged.scale.unit)), less than one "
        + "and a half meaningful changes. It is evidence of nothing."
    case .noFollowUp, .improved, .worsened, .partial, .unchanged:
      return "\(verdict): no complete score since the baseline that is judged."
    }
  }

  /// What a total without its items leaves open.
  private var totals: [String] {
    guard judged.measure.comparison == .adjustedINCAT, let baseline = judged.baseline,
      judged.series.yardstick.counted.subscore == nil
    else { return [] }
    let compared = [baseline.score] + judged.evaluation.judgedFollowUps.map(\.point.score)
    guard compared.contains(where: \.isTotalOnly) else { return [] }
    return [
      "A total was recorded without its items: those scores are compared by their totals, and a "
        + "change of the arms between 0 and 1, which is not counted otherwise, cannot be told."
    ]
  }

  private var criterion: [String] {
    guard let latest = judged.meetsCriterionAtLatest else { return [] }
    let twice = judged.meetsCriterionTwice.map { $0 ? "met" : "not met" } ?? "not yet possible"
    return [
      "Published one-visit criterion: \(latest ? "met" : "not met") at the latest visit; "
        + "at two visits in a row \(twice)."
    ]
  }

  private var thresholds: [String] {
    guard judged.baseline != nil else { return [] }
    let yardstick = judged.series.yardstick
    let adjusted = judged.measure.comparison == .adjustedINCAT ? ", by the adjusted rule" : ""
    var lines: [String] = []
    if let threshold = yardstick.improvement {
      lines.append(
        "One meaningful change: \(Wording.size(threshold, unit: judged.scale.unit))\(adjusted). "
          + "\(Wording.source(threshold.evidence))."
      )
    }
    if let threshold = yardstick.worsening, judged.evaluation.improvement?.isNegative == true {
      lines.append(
        "For worsening: \(Wording.size(threshold, unit: judged.scale.unit))\(adjusted). "
          + "\(Wording.source(threshold.evidence))."
      )
    }
    return lines
  }
}
