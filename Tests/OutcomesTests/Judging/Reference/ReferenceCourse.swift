import Outcomes

extension ReferenceJudge {
  /// A course, or a series of courses judged as one, with its dates as days.
  struct Course {
    var cycles: [TreatmentCourse]
    var whole: TreatmentCourse
    var diagnosis: Diagnosis?
    var disease: Disease?
    var therapy: Therapy?
    /// nil where the course is not judged.
    var expectation: Outcomes.Expectation?

    var start: Int { whole.start.number }
    var stop: Int? { whole.stop?.number }
    var effect: Int { therapy?.effectDays ?? 0 }
    var expectsStability: Bool {
      expectation?.expected == .stability || whole.intent == .maintenance
    }
    var failedInTheEyesOfThePhysician: Bool {
      whole.stopReason == .noEffect || whole.stopReason == .worse
    }
    private func weeks(_ part: (Outcomes.Expectation) -> Rational) -> Rational {
      (expectation.map(part) ?? 0) * 7
    }
    var firstEffectDays: Rational { weeks(\.firstEffect) }
    var deadlineDays: Rational { weeks(\.deadline) }
    var deadline: Int { start + reached(deadlineDays) }
    /// `s + w`.
    var due: Int { start + reached(min(weeks(\.assessBy), deadlineDays - 7)) }
    var telling: Int { start + reached(min(firstEffectDays, deadlineDays - 7)) }
    var decisive: Int { start + reached(deadlineDays - 7) }
    var lastEarlyDay: Int? {
      let days = max(within(weeks(\.earlyWorsening)), disease?.nadirDays ?? 0)
      return days > 0 ? start + days : nil
    }
    /// The deadline and 56 days or a quarter of it.
    var answerable: Int { start + within(deadlineDays + max(56, deadlineDays / 4)) }
    /// Days from first to last dose that make a trial.
    var trial: Int {
      guard let expectation else { return 0 }
      if let trial = expectation.trial { return reached(trial.weeks * 7) }
      return reached(max(0, deadlineDays - Rational(effect)))
    }
    /// `n`: half of the first effect, at least the days of the disease.
    var baselineDaysAfter: Int {
      max(disease?.baselineDaysAfter ?? 7, within(firstEffectDays / 2))
    }
    var lastBaselineDay: Int {
      if let nadir = disease?.nadirDays { return start + nadir }
      return start + min(baselineDaysAfter, reached(firstEffectDays) - 1)
    }
  }

  /// Dose per day where both intervals are known, else the dose; same unit, both doses given.
  private func isHigher(_ next: TreatmentCourse, than last: TreatmentCourse) -> Bool {
    guard let new = next.dose, let old = last.dose, next.unit == last.unit else { return false }
    guard let often = next.intervalDays, let before = last.intervalDays else { return new > old }
    return new / often > old / before
  }

  /// The courses of a patient, those that make a series joined, by first dose and therapy.
  func courses() -> [Course] {
    var series: [[TreatmentCourse]] = []
    let ordered = record.courses.sorted { ($0.start, $0.therapy) < ($1.start, $1.therapy) }
    for course in ordered {
      let own = diagnosis(of: course)
      let last = series.lastIndex {
        $0[0].therapy == course.therapy && diagnosis(of: $0[0]) == own
      }
      if let last, let before = series[last].last, before.intent == course.intent,
        !isHigher(course, than: before), follows(course, series[last])
      {
        series[last].append(course)
      } else {
        series.append([course])
      }
    }
    return series.map(joined).sorted {
      ($0.start, $0.whole.therapy) < ($1.start, $1.whole.therapy)
    }
  }

  private func follows(_ course: TreatmentCourse, _ series: [TreatmentCourse]) -> Bool {
    series.contains { earlier in
      guard let stop = earlier.stop else { return true }
      return course.start.number - stop.number < (therapy(course)?.effectDays ?? 0) + 28
    }
  }

  private func joined(_ cycles: [TreatmentCourse]) -> Course {
    var whole = cycles[0]
    let last = cycles.reversed().max { $0.stop ?? .distantFuture < $1.stop ?? .distantFuture }
    if let last {
      whole.stop = last.stop
      whole.stopReason = last.stopReason
    }
    let diagnosis = diagnosis(of: cycles[0])
    let disease = disease(diagnosis?.disease)
    let therapy = therapy(whole)
    var course = Course(
      cycles: cycles, whole: whole, diagnosis: diagnosis, disease: disease, therapy: therapy)
    // R4.1
    if let therapy, let disease, whole.intent != .symptomatic, therapy.roles != [.symptomatic],
      disease.isJudged
    {
      course.expectation = expectation(therapy, disease, whole.intent)
    }
    return course
  }

  /// A course that is not judged has the windows of the therapy's row whatever the intent.
  func windowed(_ course: Course) -> Course {
    guard course.expectation == nil, let therapy = course.therapy, let disease = course.disease
    else { return course }
    var copy = course
    copy.expectation = rows(therapy, disease).first
    return copy
  }

  /// The last dose of the uninterrupted time on the drug, of any intent, dose or diagnosis; nil
  /// where it goes on.
  func lastDose(_ course: Course) -> Int? {
    guard var last = course.stop else { return nil }
    let drug = record.courses.filter { $0.therapy == course.whole.therapy }
    while let next = drug.first(where: {
      $0.start.number - last < course.effect + 28 && $0.stop.map { $0.number > last } ?? true
    }) {
      guard let stop = next.stop else { return nil }
      last = stop.number
    }
    return last
  }

  /// While the drug is still given the trial is not over.
  func isAdequate(_ course: Course) -> Bool {
    lastDose(course).map { $0 >= course.start + course.trial } ?? true
  }

  /// Courses of another drug that is an immunotherapy.
  func otherImmunotherapies(_ course: Course) -> [TreatmentCourse] {
    record.courses.filter { isImmune($0) && $0.therapy != course.whole.therapy }
  }
}

extension Day {
  static let distantFuture = Day(number: 1_000_000)
}
