/// Courses of one therapy that follow each other closely, judged as one (response.md section 4):
/// cycles of efgartigimod, monthly IVIG entered one by one.
struct CourseSeries {
  /// Ascending by start.
  private(set) var cycles: [TreatmentCourse]
  let diagnosis: Diagnosis?

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
    let last =
      cycles.allSatisfy { $0.stop != nil }
      ? cycles.max { ($0.stop ?? $0.start) < ($1.stop ?? $1.start) } : nil
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
  static func all(of record: PatientRecord, _ library: Library) -> [CourseSeries] {
    func isEarlier(_ a: TreatmentCourse, _ b: TreatmentCourse) -> Bool {
      a.start == b.start ? a.therapy < b.therapy : a.start < b.start
    }
    let courses =
      record.courses.isSorted(by: isEarlier)
      ? record.courses : record.courses.sorted(by: isEarlier)
    var all: [CourseSeries] = []
    for course in courses {
      let diagnosis = record.diagnosis(for: course)
      let effectDays = library.therapy(course.therapy)?.effectDays ?? 0
      if let open = all.lastIndex(where: {
        $0.cycles[0].therapy == course.therapy && $0.diagnosis?.disease == diagnosis?.disease
          && $0.diagnosis?.diagnosedOn == diagnosis?.diagnosedOn
      }), all[open].continues(with: course, effectDays: effectDays) {
        all[open].cycles.append(course)
      } else {
        all.append(CourseSeries(cycles: [course], diagnosis: diagnosis))
      }
    }
    return all
  }

  private init(cycles: [TreatmentCourse], diagnosis: Diagnosis?) {
    self.cycles = cycles
    self.diagnosis = diagnosis
  }

  private func continues(with next: TreatmentCourse, effectDays: Int) -> Bool {
    guard let last = cycles.last, last.intent == next.intent, !next.isHigherDose(than: last) else {
      return false
    }
    guard let end else { return true }
    return next.start - end < effectDays + Conventions.seriesGapDays
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
