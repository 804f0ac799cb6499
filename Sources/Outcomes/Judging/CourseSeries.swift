/// Courses of one therapy that follow each other closely, judged as one (response.md section 4):
/// cycles of efgartigimod, monthly IVIG entered one by one.
struct CourseSeries {
  /// Ascending by start.
  private(set) var cycles: [TreatmentCourse]
  /// Of its first cycle, and so of all.
  let numbers: CourseNumbers

  /// The series as one course: from the first dose of the first cycle to the last stop, with that
  /// cycle's reason; the dose is the latest one.
  var course: TreatmentCourse {
    var course = cycles[0]
    guard cycles.count > 1 else { return course }
    if let latest = cycles.last {
      (course.dose, course.unit, course.intervalDays) = (
        latest.dose, latest.unit, latest.intervalDays
      )
    }
    // Of several stopped on one day the one begun last: `max` keeps the first of equals.
    let last =
      cycles.allSatisfy { $0.stop != nil }
      ? cycles.reversed().max { ($0.stop ?? $0.start) < ($1.stop ?? $1.start) } : nil
    (course.stop, course.stopPrecision) = (last?.stop, last?.stopPrecision)
    course.stopReason = last?.stopReason
    course.entry = cycles.map(\.entry).max() ?? course.entry
    return course
  }

  /// The last dose so far; nil while a cycle runs.
  private var end: Day? {
    var end = cycles[0].start
    for cycle in cycles {
      guard let stop = cycle.stop else { return nil }
      end = max(end, stop)
    }
    return end
  }

  /// All series of a record, by first dose and therapy.
  ///
  /// A new intent or a higher dose per day begins a new series; courses of another therapy or under
  /// another diagnosis in between do not.
  static func all(
    of record: PatientRecord, _ numbers: ContiguousArray<CourseNumbers>, _ library: Library
  ) -> [CourseSeries] {
    func isEarlier(_ a: Int, _ b: Int) -> Bool {
      let (one, other) = (record.courses[a].start, record.courses[b].start)
      return one == other ? record.courses[a].therapy < record.courses[b].therapy : one < other
    }
    var order = Array(record.courses.indices)
    if !order.isSorted(by: isEarlier) { order.sort(by: isEarlier) }
    var all: [CourseSeries] = []
    all.reserveCapacity(order.count)
    for position in order {
      let effectDays = numbers[position].therapy.map { library.therapies[$0].effectDays } ?? 0
      let open = all.indices.last { number in
        record.isUnderOneDiagnosis(all[number].numbers, numbers[position])
          && all[number].cycles[0].therapy == record.courses[position].therapy
      }
      if let open, all[open].continues(with: record.courses[position], effectDays: effectDays) {
        all[open].cycles.append(record.courses[position])
      } else {
        all.append(
          CourseSeries(cycles: [record.courses[position]], numbers: numbers[position]))
      }
    }
    return all
  }

  private init(cycles: [TreatmentCourse], numbers: CourseNumbers) {
    self.cycles = cycles
    self.numbers = numbers
  }

  private func continues(with next: TreatmentCourse, effectDays: Int) -> Bool {
    guard let last = cycles.last, last.intent == next.intent, !next.isHigherDose(than: last) else {
      return false
    }
    guard let end else { return true }
    return next.start - end < effectDays + Conventions.seriesGapDays
  }
}

extension PatientRecord {
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
