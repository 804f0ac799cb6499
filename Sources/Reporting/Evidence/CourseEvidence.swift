internal import Outcomes

/// Everything that the verdict of one course rests on, as sentences.
struct CourseEvidence {
  let course: CourseJudgement
  let patient: PatientJudgement
  let library: Library

  var measures: [MeasureEvidence] {
    course.measures.map { MeasureEvidence(judged: $0, course: course, record: patient.record) }
  }

  var verdict: [String] {
    var points = ["\(Wording.verdict(course).firstLetterRaised)." + indexText]
    if let explanation = Wording.explanation(course) { points.append(explanation) }
    points.append(exposure)
    if course.isSeries { points.append(TreatmentText.cycles(course)) }
    points += partialDays
    points += expectation
    if let failed = failures { points.append(failed) }
    if !course.startedInTheSameTime.isEmpty {
      points.append("Started in the same time: \(startedInTheSameTime.joined(separator: ", ")).")
    }
    if course.compositeIsIncomplete, let id = course.disease?.composite {
      let name = library.short(id)
      points.append(
        "\(name) cannot be computed for the judged dates because a core set is incomplete or late; "
          + "the single measures are judged instead."
      )
    }
    if course.isEarlyView, course.responseIndex != nil {
      points.append("No score dates from after the assessment was due; this is an early view.")
    }
    if let day = course.changesOn { points.append("By time alone the verdict changes on \(day).") }
    return points
  }

  /// Which days are known to the month or year alone, and as what they count.
  private var partialDays: [String] {
    let (given, stopped) = (course.course, course.cycles.last(where: { $0.stop != nil }))
    let first = course.cycles.first ?? given
    var points: [String] = []
    if first.startPrecision != nil {
      points.append(
        "The first dose is known as \(first.startGiven.text) alone; it counts as \(first.start).")
    }
    if given.stop != nil, let stopped, stopped.stop == given.stop, stopped.stopPrecision != nil {
      points.append(
        "The last dose is known as \(stopped.stopGiven?.text ?? "") alone; it counts as "
          + "\(stopped.stop?.iso ?? "").")
    }
    if let onset = course.diagnosis?.onsetGiven, onset.precision != nil {
      points.append(
        "The first symptoms are known as \(onset.text) alone; they count as \(onset.earliest).")
    }
    if let made = course.diagnosis?.diagnosedGiven, made.precision != nil {
      points.append(
        made.precision == .unknown
          ? "The day of the diagnosis is not recorded; it counts from the beginning."
          : "The diagnosis is known as of \(made.text) alone; it counts as \(made.earliest).")
    }
    return points
  }

  private var indexText: String {
    guard let index = course.responseIndex else { return " No change could be computed." }
    return
      " Response index \(index.shownChange.decimal(2)) (\(Wording.firmness(course) ?? ""), "
      + "\(Wording.basis(course))): 0 is as at the baseline, 1 is a response."
  }

  private var exposure: String {
    let last = min(course.course.stop ?? patient.asOf, patient.asOf)
    let weeks = Wording.weeks((last - course.course.start) / 7)
    let lead =
      !course.isSeries
      ? "\(weeks) on treatment"
      : course.course.stop == nil
        ? "\(weeks) since the first dose" : "\(weeks) from the first dose to the last"
    return "\(lead): \(TreatmentText.course(course))."
  }

  /// `Prednisone from 2024-01-05`; the cycles of one series stand together.
  private var startedInTheSameTime: [String] {
    course.startedInTheSameTime.map { other in
      let series = patient.courses.first { $0.cycles.contains(other) }
      let name = Wording.therapy(other, library.therapy(other.therapy))
      let cycles = course.startedInTheSameTime.filter { series?.cycles.contains($0) == true }
      guard let first = cycles.first, cycles.count > 1 else { return "\(name) from \(other.start)" }
      return "\(name), \(Wording.counted(cycles.count, "cycle")) from \(first.start)"
    }.uniqued
  }

  private var expectation: [String] {
    guard let expectation = course.expectation, let window = course.window else { return [] }
    func week(_ weeks: Rational, _ day: Day) -> String { "week \(weeks.plain(1)) (\(day))" }
    var points: [String] = []
    if expectation.expected == .improvement {
      points.append(
        "Expected: first effect from \(week(expectation.firstEffect, window.firstEffect)), assessment by "
          + "\(week(expectation.assessBy, window.assessBy)), a response by "
          + "\(week(expectation.deadline, window.deadline)). \(Wording.source(expectation.evidence))."
      )
    } else {
      points.append(
        "Expected: \(expectation.expected.rawValue). \(Wording.source(expectation.evidence)).")
    }
    if let note = expectation.note { points.append(note) }
    if let rate = expectation.responseRate {
      points.append(
        "How many respond: \(rate.text.withoutFinalStop). \(Wording.source(rate.evidence)).")
    }
    if course.nonResponseIsFrequent, course.verdict == .noResponse {
      points.append(
        "Expected to be frequent: fewer than half of the patients respond to this treatment.")
    }
    points += expectation.cautions.map {
      "Caution: \($0.text.withoutFinalStop). \(Wording.source($0.evidence))."
    }
    return points
  }

  private var failures: String? {
    guard let count = course.failedTherapies else { return nil }
    let failed = patient.courses.filter {
      $0.hasFailed && library.family(of: $0.diseaseID) == library.family(of: course.diseaseID)
    }.compactMap { $0.therapy?.short }
    var seen: Set<String> = []
    let names = failed.filter { seen.insert($0).inserted }.joined(separator: ", ")
    let noun = count == 1 ? "immunotherapy has" : "immunotherapies have"
    return "\(count) \(noun) now failed to produce a response under this diagnosis: \(names)."
  }

  var criteria: [String] {
    guard let disease = course.disease, !disease.criteria.isEmpty else { return [] }
    let scores = Dictionary(grouping: patient.record.scores, by: \.measure)
      .mapValues { $0.sorted { ($0.day, $0.variant) < ($1.day, $1.variant) } }
    return disease.criteria.map { criterion in
      let result =
        switch library.result(of: criterion, for: course, scores: scores, asOf: patient.asOf) {
        case .met(let day): "met on \(day)"
        case .notMet: "not met"
        case .level(let name, let total, let day): "\(name), \(total.plain()) on \(day)"
        case .unknown: "the record cannot tell"
        }
      return "\(criterion.name): \(result). \(Wording.source(criterion.evidence))."
    }
  }
}
