/// Courses of one therapy that follow each other closely, judged as one (response.md section 4):
/// cycles of efgartigimod, monthly IVIG entered one by one.
struct CourseSeries {
  /// The first cycle, as its position in the record.
  let first: Int
  /// The cycles after it, ascending by start.
  private(set) var later: [Int] = []
  /// Of its first cycle, and so of all.
  let numbers: CourseNumbers

  private var last: Int { later.last ?? first }

  /// The cycles; none where one course stands alone.
  func cycles(in record: TreatmentRecord) -> [TreatmentCourse] {
    later.isEmpty ? [] : ([first] + later).map { record.courses[$0] }
  }

  /// The series as one course: from the first dose of the first cycle to the last stop, with that
  /// cycle's reason; the dose is the latest one.
  func course(in record: TreatmentRecord) -> TreatmentCourse {
    if later.isEmpty { return record.courses[first] }
    var course = record.courses[first]
    let cycles = cycles(in: record)
    let latest = record.courses[last]
    (course.dose, course.unit, course.intervalDays) = (
      latest.dose, latest.unit, latest.intervalDays
    )
    // Of several stopped on one day the one begun last: `max` keeps the first of equals.
    let end =
      cycles.allSatisfy { $0.stop != nil }
      ? cycles.reversed().max { ($0.stop ?? $0.start) < ($1.stop ?? $1.start) } : nil
    (course.stop, course.stopPrecision) = (end?.stop, end?.stopPrecision)
    course.stopReason = end?.stopReason
    course.entry = cycles.map(\.entry).max() ?? course.entry
    return course
  }

  /// The last dose so far; nil while a cycle runs.
  private func end(in record: TreatmentRecord) -> Day? {
    guard var end = record.courses[first].stop else { return nil }
    for position in later {
      guard let stop = record.courses[position].stop else { return nil }
      end = max(end, stop)
    }
    return end
  }

  /// All series of a record, by first dose and therapy.
  ///
  /// A new intent or a higher dose per day begins a new series; courses of another therapy or under
  /// another diagnosis in between do not.
  static func all(
    of record: TreatmentRecord, _ numbers: ContiguousArray<CourseNumbers>, _ library: Library
  ) -> ContiguousArray<CourseSeries> {
    var all: ContiguousArray<CourseSeries> = []
    all.reserveCapacity(record.courses.count)
    if record.courses.isInOrderOfStart {
      for position in record.courses.indices { add(position) }
    } else {
      let order = record.courses.indices.sorted {
        record.courses[$0].isEarlier(than: record.courses[$1])
      }
      for position in order { add(position) }
    }
    func add(_ position: Int) {
      let open = all.indices.last { number in
        record.isUnderOneDiagnosis(all[number].numbers, numbers[position])
          && record.isOfOneTherapy(all[number].first, position, numbers)
      }
      let effectDays = numbers[position].therapy.map { library.therapies[$0].effectDays } ?? 0
      if let open, all[open].continues(with: position, in: record, effectDays: effectDays) {
        all[open].later.append(position)
      } else {
        all.append(CourseSeries(first: position, numbers: numbers[position]))
      }
    }
    return all
  }

  private init(first: Int, numbers: CourseNumbers) {
    self.first = first
    self.numbers = numbers
  }

  private func continues(
    with next: Int, in record: TreatmentRecord, effectDays: Int
  ) -> Bool {
    guard record.courses[last].intent == record.courses[next].intent,
      !record.courses[next].isHigherDose(than: record.courses[last])
    else { return false }
    guard let end = end(in: record) else { return true }
    return record.courses[next].start - end < effectDays + Conventions.seriesGapDays
  }
}

extension Array where Element == TreatmentCourse {
  /// By first dose and therapy, as stored courses are.
  package var isInOrderOfStart: Bool {
    indices.dropFirst().allSatisfy { !self[$0].isEarlier(than: self[$0 - 1]) }
  }
}

extension TreatmentCourse {
  /// By first dose and therapy.
  package func isEarlier(than other: TreatmentCourse) -> Bool {
    start == other.start ? therapy < other.therapy : start < other.start
  }
}

extension TreatmentRecord {
  fileprivate func isOfOneTherapy(
    _ a: Int, _ b: Int, _ numbers: ContiguousArray<CourseNumbers>
  ) -> Bool {
    guard let one = numbers[a].therapy, let other = numbers[b].therapy else {
      return courses[a].therapy == courses[b].therapy
    }
    return one == other
  }

  /// The same disease, found on the same day.
  fileprivate func isUnderOneDiagnosis(_ a: CourseNumbers, _ b: CourseNumbers) -> Bool {
    guard a.diagnosis != b.diagnosis else { return true }
    guard let one = a.diagnosis, let other = b.diagnosis else { return false }
    return diagnoses[one].diagnosedOn == diagnoses[other].diagnosedOn
      && diagnoses[one].disease == diagnoses[other].disease
  }
}

extension TreatmentCourse {
  /// More per day than an earlier course: both doses given in one unit, over their intervals where
  /// both have one.
  func isHigherDose(than earlier: TreatmentCourse) -> Bool {
    guard let before = earlier.dose, let now = dose, earlier.unit == unit else { return false }
    guard let interval = earlier.intervalDays, let own = intervalDays else { return now > before }
    return now * Rational(interval) > before * Rational(own)
  }
}
