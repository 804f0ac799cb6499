/// The rules that published criteria are made of, over one course's baseline and follow-ups.
struct CriterionRule {
  let library: Library
  let window: CourseWindow
  let scores: PatientScores

  /// The measure's series; of variants that are followed separately (hands) the one that changed most
  /// for the better, since these criteria are met by any of them.
  func series(_ id: Measure.ID, _ subscore: String? = nil) -> MeasureSeries? {
    guard let measure = library.measure(id) else { return nil }
    let yardstick = Yardstick(
      measure: measure, counted: CountedMeasure(measure: id, subscore: subscore))
    let variants = Set(
      scores.places(of: yardstick).map { scores.kinds[scores.rows[$0].kind].separate }
    ).sorted()
    let series = (variants.isEmpty ? [""] : variants).map { variant in
      MeasureSeries(yardstick, separate: variant, scores: scores, window: window)
    }
    func latest(_ series: MeasureSeries) -> Rational? { series.followUps.last?.improvement }
    return series.filter { latest($0) != nil }
      .max { (latest($0) ?? .zero) < (latest($1) ?? .zero) } ?? series.first
  }

  func latest(_ id: Measure.ID, _ subscore: String?, holds: (Rational) -> Bool) -> CriterionResult {
    guard let measure = library.measure(id) else { return .unknown }
    let yardstick = Yardstick(
      measure: measure, counted: CountedMeasure(measure: id, subscore: subscore))
    let points = scores[id].filter { $0.day <= window.horizon && $0.day > window.start }
      .compactMap(yardstick.point)
    guard let latest = points.last else { return .unknown }
    return holds(latest.value) ? .met(latest.day) : .notMet
  }

  /// Better by `improvement` at every score over `weeks` in a row, the first of them by `firstByWeek`.
  func run(_ id: Measure.ID, _ improvement: Rational, weeks: Int, firstByWeek: Int)
    -> CriterionResult
  {
    guard let series = series(id), series.baseline != nil, !series.followUps.isEmpty else {
      return .unknown
    }
    var began: Day?
    for followUp in series.followUps {
      if followUp.improvement >= improvement {
        began = began ?? followUp.day
        if let began, began - window.start <= firstByWeek * 7, followUp.day - began >= weeks * 7 {
          return .met(followUp.day)
        }
      } else {
        began = nil
      }
    }
    return .notMet
  }

  /// At least `needed` of the scales better by their improvement, at the last score around that week.
  func count(atLeast needed: Int, byWeek week: Int, of parts: [Criterion.Part]) -> CriterionResult {
    let due = window.start + week * 7
    var met: [Day] = []
    var known = 0
    for part in parts {
      guard let series = series(part.measure), series.baseline != nil,
        let followUp = series.followUps.last(where: {
          due - Conventions.criterionDays <= $0.day && $0.day <= due + Conventions.criterionDays
        })
      else { continue }
      known += 1
      if followUp.improvement >= part.improvement { met.append(followUp.day) }
    }
    if met.count >= needed, let day = met.max() { return .met(day) }
    return met.count + parts.count - known >= needed ? .unknown : .notMet
  }

  /// At least `items` items that were not normal at baseline are better by `improvement`.
  func items(_ id: Measure.ID, _ improvement: Rational, items: Int, byWeek week: Int)
    -> CriterionResult
  {
    guard let series = series(id), let baseline = series.baseline else { return .unknown }
    let measure = series.yardstick.measure
    let due = window.start + week * 7 + Conventions.criterionDays
    guard let followUp = series.followUps.last(where: { $0.day <= due }) else { return .unknown }
    let before = Answers(compact: baseline.score.answers, of: measure)
    let after = Answers(compact: followUp.point.score.answers, of: measure)
    guard !before.isEmpty, !after.isEmpty else { return .unknown }
    let sign = measure.direction == .higherIsBetter ? Rational(1) : Rational(-1)
    let better = measure.items.indices.count { position in
      guard let old = measure.itemScore(position, before, sex: nil),
        let new = measure.itemScore(position, after, sex: nil)
      else { return false }
      let normal =
        measure.direction == .higherIsBetter
        ? measure.items[position].maximum : measure.items[position].minimum
      return old != normal && (new - old) * sign >= improvement
    }
    return better >= items ? .met(followUp.day) : .notMet
  }

  func level(_ id: Measure.ID, _ levels: [CompositeRule.Level]) -> CriterionResult {
    guard let rule = library.measure(id)?.composite,
      let sets = CompositeSets(
        CompositeInstrument(rule, measure: library.measure), scores: scores, window: window)
    else { return .unknown }
    let latest = sets.days.count - 1
    let total = sets.total(ofSet: latest)
    let reached = levels.filter { total >= $0.atLeast }.max { $0.atLeast < $1.atLeast }
    return .level(reached?.name ?? "below the first level", total, sets.days[latest])
  }

  func decline(_ id: Measure.ID, _ worsening: Rational) -> CriterionResult {
    guard let series = series(id), series.baseline != nil, let latest = series.followUps.last else {
      return .unknown
    }
    return latest.improvement <= -worsening ? .met(latest.day) : .notMet
  }
}
