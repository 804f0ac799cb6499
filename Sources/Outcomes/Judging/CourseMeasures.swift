/// The series that a course can be judged by: single counted measures, and the disease's composite.
struct CourseMeasures {
  let window: CourseWindow
  let singles: [MeasureSeries]
  let composite: MeasureSeries?
  /// The disease has a composite and improvement is expected: a composite cannot show stability.
  let expectsComposite: Bool

  init(
    _ judged: JudgedDisease, scores: [Measure.ID: [Score]], window: CourseWindow,
    expectsComposite: Bool
  ) {
    self.window = window
    self.expectsComposite = expectsComposite && judged.composite != nil
    singles = Self.singles(judged, scores, window)
    composite =
      expectsComposite
      ? judged.composite.flatMap { composite in
        CompositeSeries(composite.instrument, scores: scores, window: window).map {
          MeasureSeries(composite.yardstick, composite: $0)
        }
      } : nil
  }

  /// The composite where it has follow-ups; the single measures where it lags behind them.
  func judged(until day: Day, asOf: Day) -> [MeasureSeries] {
    guard let composite, composite.hasFollowUp(from: window.start, until: day) else {
      return singles
    }
    func lags(behind due: Day) -> Bool {
      !composite.hasFollowUp(from: due, until: day)
        && singles.contains { $0.hasFollowUp(from: due, until: day) }
    }
    if lags(behind: window.averagedFrom)
      || (asOf >= window.deadline && lags(behind: window.decisiveFrom))
    {
      return singles
    }
    return [composite]
  }

  /// The first follow-up with room, of what is judged, that can show a missing response.
  func firstDecisive(until day: Day, asOf: Day) -> Day? {
    judged(until: day, asOf: asOf).filter(\.hasRoom).compactMap { series in
      series.followUps.first { $0.day >= window.decisiveFrom && $0.day <= day }?.day
    }.min()
  }

  private static func singles(
    _ judged: JudgedDisease, _ scores: [Measure.ID: [Score]], _ window: CourseWindow
  ) -> [MeasureSeries] {
    var result: [MeasureSeries] = []
    for yardstick in judged.yardsticks {
      let all = scores[yardstick.counted.measure] ?? []
      if all.isEmpty, isStoodInFor(yardstick.counted, judged.disease, scores) { continue }
      for variant in yardstick.separateVariants(of: all) {
        result.append(
          MeasureSeries(
            yardstick, variant: variant, isSeparate: yardstick.hasSeparateVariants, scores: all,
            window: window))
      }
    }
    func isInOrder(_ a: MeasureSeries, _ b: MeasureSeries) -> Bool {
      (a.yardstick.counted.measure, a.variant) < (b.yardstick.counted.measure, b.variant)
    }
    return result.isSorted(by: isInOrder) ? result : result.sorted(by: isInOrder)
  }

  /// Another measure of the group has scores, or comes first in it.
  private static func isStoodInFor(
    _ counted: CountedMeasure, _ disease: Disease, _ scores: [Measure.ID: [Score]]
  ) -> Bool {
    guard let group = counted.group else { return false }
    let others = disease.counted.filter { $0.group == group }
    return others.contains { scores[$0.measure]?.isEmpty == false }
      || others.first?.measure != counted.measure
  }
}

extension MeasureSeries {
  func hasFollowUp(from first: Day, until last: Day) -> Bool {
    followUps.contains { $0.day >= first && $0.day <= last }
  }
}
