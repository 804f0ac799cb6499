/// The series that a course can be judged by: single counted measures, and the disease's composite.
struct CourseMeasures: Sendable {
  let store: SeriesStore
  /// Positions among the series of the store.
  let singlePositions: Range<Int>
  let compositePosition: Int?
  /// The disease has a composite and improvement is expected: a composite cannot show stability.
  let expectsComposite: Bool

  init(
    _ judged: JudgedDisease, scores: PatientScores, window: CourseWindow, expectsComposite: Bool
  ) {
    self.expectsComposite = expectsComposite && judged.composite != nil
    var builder = SeriesBuilder(
      scores: scores, yardsticks: judged.allYardsticks, window: window)
    for position in judged.yardsticks.indices where !judged.isLeftOut(position, scores) {
      builder.addVariants(position)
    }
    builder.arrange()
    singlePositions = 0..<builder.series.count
    guard expectsComposite, let composite = judged.composite,
      let sets = CompositeSets(composite.instrument, scores: scores, window: window)
    else {
      store = builder.store()
      compositePosition = nil
      return
    }
    builder.add(composite.yardstick, at: judged.yardsticks.count, sets)
    store = builder.store(sets: sets)
    compositePosition = singlePositions.upperBound
  }

  var window: CourseWindow { store.window }

  var singles: [MeasureSeries] {
    singlePositions.map { MeasureSeries(store: store, position: $0) }
  }
  var composite: MeasureSeries? {
    compositePosition.map { MeasureSeries(store: store, position: $0) }
  }

  /// The composite where it has follow-ups; the single measures where it lags behind them.
  ///
  /// - Returns: positions among the series.
  func judged(until day: Day, asOf: Day) -> Range<Int> {
    guard let composite = compositePosition,
      store.hasFollowUp(composite, from: window.start, until: day)
    else { return singlePositions }
    func lags(behind due: Day) -> Bool {
      !store.hasFollowUp(composite, from: due, until: day)
        && hasFollowUp(singlePositions, from: due, until: day)
    }
    if lags(behind: window.averagedFrom)
      || (asOf >= window.deadline && lags(behind: window.decisiveFrom))
    {
      return singlePositions
    }
    return composite..<(composite + 1)
  }

  func hasFollowUp(_ positions: Range<Int>, from first: Day, until last: Day) -> Bool {
    for position in positions where store.hasFollowUp(position, from: first, until: last) {
      return true
    }
    return false
  }

  /// The first follow-up with room, of what is judged, that can show a missing response.
  func firstDecisive(until day: Day, asOf: Day) -> Day? {
    var first: Day?
    for position in judged(until: day, asOf: asOf) where store.series[position].hasRoom {
      for place in store.series[position].followUps {
        let own = store.followUps[place].day
        guard own >= window.decisiveFrom else { continue }
        if own <= day { first = min(first ?? own, own) }
        break
      }
    }
    return first
  }
}

extension SeriesBuilder {
  /// Adds the series of a composite.
  fileprivate mutating func add(_ yardstick: Yardstick, at position: Int, _ sets: CompositeSets) {
    let first = followUps.count
    for set in sets.days.indices.dropFirst() {
      let total = sets.total(ofSet: set)
      followUps.append(
        FollowUpRow(
          point: PointRow(day: sets.days[set], value: total, arms: nil, place: -1, kind: -1),
          improvement: total))
    }
    append(
      SeriesRow(
        position, composite: yardstick, judgedLevel: sets.instrument.rule.judgedLevel,
        on: sets.days[0], followUps: first..<followUps.count, attainable: sets.attainable))
  }
}
