/// The sets of a composite of change around one course, in plain numbers: a complete baseline set and
/// the complete follow-up sets, each assembled from scores of a few days.
struct CompositeSets: Sendable {
  struct Member: Sendable {
    /// Position among the measures of the part.
    let measure: Int
    /// Position among the patient's scores.
    let place: Int
    let day: Day
    let value: Rational
  }

  let instrument: CompositeInstrument
  /// The days of the latest score of each set: the baseline set, then the follow-up sets, ascending.
  private(set) var days: ContiguousArray<Day> = []
  /// One for each part, in the order of the parts, set by set.
  private(set) var members: ContiguousArray<Member> = []

  /// nil while the baseline set or every follow-up set is incomplete.
  init?(_ instrument: CompositeInstrument, scores: PatientScores, window: CourseWindow) {
    self.instrument = instrument
    let source = SetSource(instrument, scores, window)
    let earliest = window.start - window.baselineDaysBefore
    members.reserveCapacity(instrument.parts.count * (source.days.count + 1))
    for day in source.days.reversed() where days.isEmpty && window.mayBeBaseline(day) {
      if source.add(to: &members, endingOn: day, from: earliest, matchesFirst: false) {
        days.append(day)
      }
    }
    for day in source.days where days.isEmpty && window.mayBeLateBaseline(day) {
      if source.add(to: &members, endingOn: day, from: earliest, matchesFirst: false) {
        days.append(day)
      }
    }
    guard let baseline = days.first else { return nil }
    let first = max(window.start, baseline) + 1
    for day in source.days where day >= first && window.mayBeFollowUp(day) {
      if source.add(to: &members, endingOn: day, from: first, matchesFirst: true) {
        days.append(day)
      }
    }
    if days.count == 1 { return nil }
  }

  func member(_ part: Int, ofSet set: Int) -> Member {
    members[set * instrument.parts.count + part]
  }

  /// The improvement of a part since the baseline in percent of its range; negative is worse.
  func percent(_ part: Int, ofSet set: Int) -> Rational {
    let before = member(part, ofSet: 0)
    return instrument.parts[part].percent(
      before.measure, from: before.value, to: member(part, ofSet: set).value)
  }

  /// The points of a follow-up set.
  func total(ofSet set: Int) -> Rational {
    var total = Rational.zero
    for part in instrument.parts.indices {
      total = total + instrument.parts[part].points(forPercent: percent(part, ofSet: set))
    }
    return total
  }

  /// The points that a full recovery from the baseline would earn.
  var attainable: Rational {
    var total = Rational.zero
    for (position, part) in instrument.parts.enumerated() {
      let before = member(position, ofSet: 0)
      let percent = part.percent(
        before.measure, from: before.value, to: part.best(before.measure))
      total = total + part.points(forPercent: percent)
    }
    return total
  }
}

/// Where the sets of one course are assembled from.
private struct SetSource {
  let instrument: CompositeInstrument
  let scores: PatientScores
  /// Where the scores of each measure of each part stand, part after part.
  private var places: ContiguousArray<Range<Int>> = []
  /// Every day up to the horizon with a score that has a total, ascending.
  private(set) var days: ContiguousArray<Day> = []

  init(_ instrument: CompositeInstrument, _ scores: PatientScores, _ window: CourseWindow) {
    self.instrument = instrument
    self.scores = scores
    places.reserveCapacity(instrument.measureCount)
    for part in instrument.parts {
      for yardstick in part.measures { places.append(scores.places(of: yardstick)) }
    }
    for range in places {
      for place in range where scores.rows[place].total != nil {
        let day = scores.rows[place].day
        if day <= window.horizon { insert(day) }
      }
    }
  }

  /// Each day once, ascending.
  private mutating func insert(_ day: Day) {
    var place = days.count
    while place > 0, days[place - 1] > day { place -= 1 }
    if place > 0, days[place - 1] == day { return }
    days.insert(day, at: place)
  }

  /// Adds the set that ends on a day.
  ///
  /// - Parameter matchesFirst: the measures are those of the set that stands first.
  /// - Returns: false where a part has no score in those days, or none of them is of the last day.
  func add(
    to members: inout ContiguousArray<CompositeSets.Member>, endingOn day: Day, from first: Day,
    matchesFirst: Bool
  ) -> Bool {
    let earliest = max(first, day - instrument.rule.withinDays)
    let before = members.count
    var isOfTheDay = false
    var position = 0
    for (number, part) in instrument.parts.enumerated() {
      let wanted = matchesFirst ? members[number] : nil
      guard
        let member = member(
          part, places: position, from: earliest, to: day, matching: wanted)
      else {
        members.removeLast(members.count - before)
        return false
      }
      if member.day == day { isOfTheDay = true }
      members.append(member)
      position += part.measures.count
    }
    if !isOfTheDay { members.removeLast(members.count - before) }
    return isOfTheDay
  }

  /// The latest score of the part in those days.
  ///
  /// At baseline the most abnormal enzyme is taken; a follow-up set needs the baseline's measure
  /// again.
  private func member(
    _ part: CompositeInstrument.Part, places position: Int, from first: Day, to last: Day,
    matching wanted: CompositeSets.Member?
  ) -> CompositeSets.Member? {
    var found: CompositeSets.Member?
    for measure in part.measures.indices {
      let range = places[position + measure]
      if let wanted, wanted.measure != measure { continue }
      if found != nil, !part.takesHighest { break }
      var place = range.upperBound
      while place > range.lowerBound {
        place -= 1
        let row = scores.rows[place]
        if row.day < first { break }
        guard row.day <= last, let value = row.total, fits(place, wanted, part.measures[measure])
        else { continue }
        if let found, found.value >= value { break }
        found = CompositeSets.Member(measure: measure, place: place, day: row.day, value: value)
        break
      }
    }
    return found
  }

  private func fits(_ place: Int, _ wanted: CompositeSets.Member?, _ yardstick: Yardstick) -> Bool {
    guard let wanted else { return true }
    return yardstick.isComparable(
      scores.rows[wanted.place].kind, scores.rows[place].kind, scores)
  }
}
