import Outcomes

/// One instrument filled in on one day of the demonstration clinic.
struct InventedVisit {
  var measure: Measure
  var day: Day
  var variant: String
  var pairs: [(item: String, value: String)]
}

/// Invents the visits of one patient along a trajectory, with the noise and the gaps of real ones.
struct InventedVisits {
  let disease: Disease
  let library: Library
  let severity: Int
  /// Gives every instrument the same order in which its items get worse, at every visit.
  let itemSeed: UInt64
  /// How much worse the second hand is, in thousandths of the range.
  let sideDifference: Int
  private let counted: [(measure: Measure, counted: CountedMeasure?)]
  private let watched: [Measure]

  init(_ disease: Disease, _ library: Library, severity: Int, using random: inout SeededGenerator) {
    self.disease = disease
    self.library = library
    self.severity = severity
    itemSeed = random.next()
    sideDifference = random.number(in: -40...60)
    var groups: Set<String> = []
    var measures = disease.counted.filter { groups.insert($0.groupKey).inserted }
      .compactMap { counted in library.measure(counted.measure).map { ($0, Optional(counted)) } }
    let components = disease.composite.flatMap { library.measure($0)?.composite?.components } ?? []
    for component in components
    where !component.anyOf.contains(where: { id in measures.contains { $0.0.id == id } }) {
      if let measure = library.measure(component.anyOf[0]) { measures.append((measure, nil)) }
    }
    counted = measures.map { (measure: $0.0, counted: $0.1) }
    watched = disease.watched.compactMap(library.measure).filter { $0.value != nil }
  }

  /// - Parameters:
  ///   - visits: weeks after the start, and how many meaningful changes better (in hundredths).
  ///   - start: the first dose; week 0 is the visit before it.
  func along(
    _ visits: [(week: Int, better: Int)], of trajectory: Trajectory, start: Day, until last: Day,
    using random: inout SeededGenerator
  ) -> [InventedVisit] {
    visits.flatMap { visit -> [InventedVisit] in
      let isFirst = visit.week == 0
      let spread = trajectory.spread
      let shift =
        isFirst ? -random.number(in: 0...(3 * spread)) : random.number(in: -spread...spread)
      let day = min(start + visit.week * 7 + shift, last)
      var filled: [InventedVisit] = []
      for (position, entry) in counted.enumerated() {
        if trajectory.isReportedOnly, isExaminedAgain(position) { continue }
        // Real clinics miss a measure now and then, never the whole first visit.
        if !isFirst, position > 0, random.isTrue(percent: trajectory.gaps) { continue }
        filled += one(
          entry.measure, entry.counted, day,
          isFirst ? 0 : better(visit.better, entry.measure, position, trajectory),
          noise: isFirst ? nil : trajectory.noise, using: &random)
      }
      for measure in watched {
        let better = trajectory.hurtsMore && !isFirst ? -160 : 0
        filled += one(
          measure, nil, day, better, noise: isFirst ? nil : trajectory.noise, using: &random)
      }
      return filled
    }
  }

  /// Whether an examined instrument is not the first one.
  private func isExaminedAgain(_ position: Int) -> Bool {
    counted[position].measure.reporter != .patient
      && counted[..<position].contains { $0.measure.reporter != .patient }
  }

  /// How much better an instrument is at a visit, by what is special about the trajectory.
  private func better(
    _ better: Int, _ measure: Measure, _ position: Int, _ trajectory: Trajectory
  ) -> Int {
    if trajectory.enzymeRises, measure.measureClass == .laboratory { return -700 }
    if trajectory.isReportedOnly, measure.reporter != .patient { return 0 }
    return trajectory.isMixed && position % 2 == 1 ? -better : better
  }

  /// One instrument, or both hands of it.
  ///
  /// - Parameter noise: nil at the first visit, which is complete and where it should be.
  private func one(
    _ measure: Measure, _ counted: CountedMeasure?, _ day: Day, _ better: Int, noise: Int?,
    using random: inout SeededGenerator
  ) -> [InventedVisit] {
    let answers = InventedAnswers(measure: measure, counted: counted)
    let usual = UsualCare.severity(measure.id) * severity / 500
    let separate = measure.variants.first { $0.comparing == .separate }
    let given = measure.variants.filter { $0.comparing != .separate && $0.defaultValue == nil }
      .map { "\($0.key)=\($0.values.first ?? "standard")" }
    let sides = separate?.values.map { "\(separate?.key ?? "")=\($0)" } ?? [""]
    return sides.enumerated().map { position, side in
      let baseline = answers.value(severity: min(980, max(0, usual + position * sideDifference)))
      let strays = noise.map { random.number(in: -$0...$0) } ?? 0
      let wanted = answers.value(baseline, betterBy: better + strays)
      var order = SeededGenerator(seed: itemSeed &+ UInt64(measure.fields.count))
      var pairs = answers.pairs(near: wanted, using: &order)
      if noise.map({ $0 > 0 }) ?? false, pairs.count > 5, random.isTrue(percent: 3) {
        pairs[random.number(in: 0...(pairs.count - 1))].value = "not-done"
      }
      return InventedVisit(
        measure: measure, day: day,
        variant: ([side] + given).filter { !$0.isEmpty }.joined(separator: ";"), pairs: pairs)
    }
  }
}
