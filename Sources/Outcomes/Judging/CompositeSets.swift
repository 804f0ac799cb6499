/// The sets of a composite of change around one course, in plain numbers: a complete baseline set and
/// the complete follow-up sets, each assembled from scores of a few days.
struct CompositeSets: Sendable {
  struct Member: Sendable {
    /// Position among the measures of all parts.
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
    days.reserveCapacity(source.days.count)
    members.reserveCapacity(instrument.partRows.count * (source.days.count + 1))
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
    members[set * instrument.partRows.count + part]
  }

  /// The improvement of a part since the baseline in percent of its range; negative is worse.
  func percent(_ part: Int, ofSet set: Int) -> Rational {
    let before = member(part, ofSet: 0)
    return instrument.measureRows[before.measure].percent(
      from: before.value, to: member(part, ofSet: set).value)
  }

  /// The points of a follow-up set.
  func total(ofSet set: Int) -> Rational {
    var total = Rational.zero
    for part in instrument.partRows.indices {
      total = total + instrument.points(part, forPercent: percent(part, ofSet: set))
    }
    return total
  }

  /// The points that a full recovery from the baseline would earn.
  var attainable: Rational {
    var total = Rational.zero
    for part in instrument.partRows.indices {
      let before = member(part, ofSet: 0)
      let measure = instrument.measureRows[before.measure]
      let percent = measure.percent(from: before.value, to: measure.best)
      total = total + instrument.points(part, forPercent: percent)
    }
    return total
  }
}

/// Where the sets of one course are assembled from.
private struct SetSource {
  let instrument: CompositeInstrument
  let scores: PatientScores
  /// Every day up to the horizon with a score that has a total, ascending.
  private(set) var days: ContiguousArray<Day> = []

  init(_ instrument: CompositeInstrument, _ scores: PatientScores, _ window: CourseWindow) {
    self.instrument = instrument
    self.scores = scores
    let rows = scores.rows
    days.reserveCapacity(rows.count)
    for measure in instrument.measureRows {
      for place in scores.places(ofMeasure: measure.number)
      where rows[place].total != nil && rows[place].day <= window.horizon {
        insert(rows[place].day)
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
    for part in instrument.partRows.indices {
      let wanted = matchesFirst ? members[part] : nil
      guard let member = member(part, from: earliest, to: day, matching: wanted) else {
        members.removeLast(members.count - before)
        return false
      }
      if member.day == day { isOfTheDay = true }
      members.append(member)
    }
    if !isOfTheDay { members.removeLast(members.count - before) }
    return isOfTheDay
  }

  /// The latest score of the part in those days.
  ///
  /// At baseline the most abnormal enzyme is taken; a follow-up set needs the baseline's measure
  /// again.
  private func member(
    _ part: Int, from first: Day, to last: Day, matching wanted: CompositeSets.Member?
  ) -> CompositeSets.Member? {
    let rows = scores.rows
    let takesHighest = instrument.partRows[part].takesHighest
    var found: CompositeSets.Member?
    for measure in instrument.partRows[part].measures {
      if let wanted, wanted.measure != measure { continue }
      if found != nil, !takesHighest { break }
      let places = scores.places(ofMeasure: instrument.measureRows[measure].number)
      for place in places.reversed() {
        let day = rows[place].day
        if day < first { break }
        guard day <= last, let value = rows[place].total, fits(place, wanted, part) else {
          continue
        }
        if let found, found.value >= value { break }
        found = CompositeSets.Member(measure: measure, place: place, day: day, value: value)
        break
      }
    }
    return found
  }

  private func fits(_ place: Int, _ wanted: CompositeSets.Member?, _ part: Int) -> Bool {
    guard let wanted else { return true }
    let (one, other) = (scores.rows[wanted.place].kind, scores.rows[place].kind)
    return one == other
      || instrument.yardstick(wanted.measure, of: part).isComparable(one, other, scores)
  }
}
