internal import Outcomes

/// What would turn a flag off, in figures where the next scores can be thought through, else in
/// words of the rule.
///
/// The figures come from judging the record again with these scores added.
struct TurningOff {
  let flag: Flag
  let course: CourseJudgement
  let patient: PatientJudgement
  let library: Library

  var sentences: [String] {
    let window = course.window
    switch flag.kind {
    case .missingResponse, .responseDue, .partialResponse, .responseLost:
      return reaching(.one, goal: "a response", better: true)
    case .worseningOnTreatment:
      return reaching(-.one, goal: "no longer worse", better: false)
    case .worseningPossible: return reaching(-.half, goal: "stable", better: false)
    case .responseDeclining:
      return [
        "Scores within one meaningful change of the best follow-up in at least half of the measures."
      ]
    case .mixedResponse: return ["No counted measure worse by one meaningful change or more."]
    case .assessmentDue:
      return window.map {
        ["A score of a counted measure (\(counted)) dated \($0.firstEffect) or later."]
      } ?? []
    case .assessmentOverdue:
      return window.map {
        [
          "A score of a counted measure (\(counted)) dated \($0.deadline - 7) or later; "
            + "its result then decides."
        ]
      } ?? []
    case .noBaseline:
      return window.map {
        [
          "A complete score of a counted measure (\(counted)) dated "
            + "\($0.start - $0.baselineDaysBefore) to \($0.lastBaselineDay)."
        ]
      } ?? []
    case .notEvaluable:
      return [
        "A baseline and a follow-up of a counted measure that had room to improve (\(counted))."
      ]
    case .monitoringOverdue: return ["A new score of a counted measure (\(counted))."]
    case .treatmentRelatedFluctuation, .acuteOnsetCIDP:
      return ["Only a review: the scores that met the rule stay."]
    case .symptomsWithoutObjectiveChange:
      return ["Symptoms better again, or a change of the counted measures that explains them."]
    case .patientReportedOnly: return ["An examined measure that improves as well."]
    case .coverageGap: return ["A course that works until then, or scores without activity."]
    }
  }

  private var counted: String {
    let names = course.disease?.counted.compactMap { library.measure($0.measure)?.short } ?? []
    return names.joined(separator: ", ")
  }

  /// Targets at one meaningful change better than the baseline, or at the baseline itself.
  private func reaching(_ index: Rational, goal: String, better: Bool) -> [String] {
    let rule =
      "The response index \(better ? "at \(index.plain()) or more" : "above \(index.plain(1))") "
      + "(\(goal)); it is the mean of up to three assessments."
    if let stop = course.course.stop, let window = course.window, window.horizon < patient.asOf {
      return [
        rule,
        "The course ended on \(stop): scores after \(window.horizon) no longer belong to it. "
          + "Only a review closes this flag.",
      ]
    }
    if better, let judged = course.measures.first(where: { $0.series.composite != nil }),
      let points = judged.series.improvementPoints
    {
      return [
        rule,
        "\(judged.measure.short) of \(points.plain()) or more on average over the next three "
          + "complete sets.",
      ]
    }
    let targets = course.measures.compactMap { target($0, better: better) }
    guard !targets.isEmpty else { return [rule] }
    let wanted = targets.map(\.text).joined(separator: ", ")
    func isReached(_ step: Rational) -> Bool { better ? step >= index : step > index }
    guard let steps = indices(targets, until: isReached), let first = steps.first else {
      return [rule]
    }
    let reached = steps.firstIndex(where: isReached)
    var text =
      "The next assessment at \(wanted) (four weeks on) would bring it from "
      + "\(course.responseIndex?.decimal(2) ?? "none") to \(first.decimal(2))"
    switch reached {
    case 0?: text += ", which turns the flag off."
    case let count?:
      text += "; \(count + 1) in a row turn the flag off (\(steps[count].decimal(2)))."
    case nil: text += "; three in a row would bring it to \(steps.last?.decimal(2) ?? "")."
    }
    return [rule, text]
  }

  private struct Target {
    var text: String
    var score: Score
  }

  /// A score of that measure one meaningful change better than its baseline, cut to the range.
  private func target(_ judged: MeasureJudgement, better: Bool) -> Target? {
    guard let baseline = judged.baseline, judged.series.composite == nil, judged.verdict != .floor,
      judged.series.yardstick.counted.subscore == nil, let points = judged.series.improvementPoints
    else { return nil }
    let step = better ? points : .zero
    let measure = judged.measure
    let raw = judged.scale.isHigherBetter ? baseline.value + step : baseline.value - step
    let grid = judged.scale.step
    let value = judged.scale.isHigherBetter ? raw.roundedUp(to: grid) : raw.roundedDown(to: grid)
    var score = baseline.score
    score.answers = ""
    switch measure.comparison {
    case .total: score.total = value
    case .subscore: score.part = value
    case .adjustedINCAT:
      // Legs first: a change of the arms between 0 and 1 would not count.
      guard let arms = baseline.arms else { return nil }
      let legs = max(.zero, baseline.value - arms - step)
      score.total = value
      score.part = value - legs
    }
    let bound = judged.scale.isHigherBetter ? "or more" : "or less"
    let name = Wording.label(measure, variant: judged.variant)
    return Target(text: "\(name) \(value.plain()) \(bound)", score: score)
  }

  /// The index after one, two and three such assessments, four weeks apart; no further than to the
  /// one that is enough.
  private func indices(
    _ targets: [Target], until isReached: (Rational) -> Bool
  ) -> [Rational]? {
    var record = patient.record
    var indices: [Rational] = []
    for step in 1...3 {
      let day = patient.asOf + 28 * step
      record.scores += targets.map { target in
        var score = target.score
        score.day = day
        return score
      }
      let judged = library.judgeCourses(record, asOf: day).first {
        $0.course.therapy == course.course.therapy && $0.course.start == course.course.start
      }
      guard let index = judged?.responseIndex else { return nil }
      indices.append(index)
      if isReached(index) { break }
    }
    return indices
  }
}

extension Rational {
  fileprivate func roundedDown(to step: Rational) -> Rational {
    let steps = self / step
    let whole = steps.numerator / steps.denominator
    return step * Rational(Int(steps.isNegative && steps.denominator != 1 ? whole - 1 : whole))
  }

  fileprivate func roundedUp(to step: Rational) -> Rational { -(-self).roundedDown(to: step) }
}
