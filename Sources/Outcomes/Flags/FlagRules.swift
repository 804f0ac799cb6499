/// Which flags a patient's judged courses and diagnoses raise.
struct FlagRules {
  let library: Library
  let judge: CourseJudge
  /// The whole record as known on the day.
  let record: PatientRecord
  let courses: [CourseJudgement]
  let diagnoses: [DiagnosisJudgement]
  private let coverage: CoverageRule

  init(
    library: Library, judge: CourseJudge, record: PatientRecord, courses: [CourseJudgement],
    diagnoses: [DiagnosisJudgement]
  ) {
    self.library = library
    self.judge = judge
    self.record = record
    self.courses = courses
    self.diagnoses = diagnoses
    coverage = CoverageRule(library: library, judge: judge, courses: courses)
  }

  private var asOf: Day { judge.asOf }

  /// A flag before its review is looked at.
  struct Raised {
    var kind: FlagKind
    var severity: Severity
    var since: Day
    var isPast = false
    /// The latest score that it rests on, where that is not one of the course's follow-ups.
    var evidence: Day?
  }

  /// Most urgent first.
  var flags: [Flag] {
    var raised: [Flag] = diagnoses.indices.compactMap(diagnosisFlag)
    for position in courses.indices where raisesFlags(courses[position]) {
      addFlags(of: position, to: &raised)
    }
    for judged in diagnoses {
      guard let first = firstImmunotherapy(under: judged) else { continue }
      raised += attack(judged, from: courses[first].course).map { flag($0, course: first) }
    }
    if let gap = coverage.gap {
      let found = Raised(kind: .coverageGap, severity: .note, since: gap.since)
      raised.append(flag(found, course: gap.course))
    }
    let reviews = FlagReviews(
      library: library, record: record, asOf: asOf, courses: courses, diagnoses: diagnoses)
    return raised.map(reviews.reviewed).sorted { $0.urgency < $1.urgency }
  }

  /// Courses of a diagnosis that has ended raise no flag any more: the revision answered them.
  private func raisesFlags(_ course: CourseJudgement) -> Bool {
    course.evaluation != nil && course.diagnosis?.endedOn == nil
  }

  private func flag(_ raised: Raised, course position: Int?) -> Flag {
    let evidence =
      raised.evidence ?? position.map { courses[$0].latestFollowUp ?? courses[$0].course.start }
    return Flag(
      kind: raised.kind, severity: raised.severity, course: position, isPast: raised.isPast,
      since: raised.since, status: .open,
      urgency: FlagUrgency(
        raised.kind, raised.severity, course: position.map { courses[$0].course },
        evidence: evidence ?? raised.since, since: raised.since))
  }

  private func diagnosisFlag(_ position: Int) -> Flag? {
    let judged = diagnoses[position]
    guard let kind = FlagKind(judged.verdict) else { return nil }
    let severity: Severity =
      judged.verdict == .worseThanFirstRecord ? .amber : kind.rule.severity
    // Where nothing can be compared with the beginning, the latest that its courses show.
    let shown = judged.courses.map { courses[$0].latestFollowUp ?? courses[$0].course.start }
    let evidence = judged.latestScore ?? shown.max() ?? asOf
    let failed = judged.courses.map { courses[$0] }.filter(\.hasFailed)
      .compactMap(verdictSince).sorted()
    let since =
      kind == .diagnosisUnanswered
      ? failed.dropFirst(Conventions.failedTherapies - 1).first ?? evidence
      : evidence
    return Flag(
      kind: kind, severity: severity, diagnosis: position, isPast: false, since: since,
      status: .open,
      urgency: FlagUrgency(kind, severity, course: nil, evidence: evidence, since: since))
  }

  private func addFlags(of position: Int, to raised: inout [Flag]) {
    let course = courses[position]
    func add(_ found: Raised?) {
      if let found { raised.append(flag(found, course: position)) }
    }
    add(verdictFlag(course))
    add(monitoring(course))
    let notes = NoteRules(judge: judge, course: course)
    add(notes.symptoms)
    add(notes.patientReported)
    add(notes.laboratory)
  }

  private func verdictFlag(_ course: CourseJudgement) -> Raised? {
    guard let kind = FlagKind(course.verdict), let since = verdictSince(course) else { return nil }
    var raised = Raised(kind: kind, severity: kind.rule.severity, since: since)
    guard let stop = course.course.stop else { return raised }
    if raised.severity == .red {
      if isAnswered(course) { return nil }
      if asOf - stop > Conventions.pastDays, !hasRecentScore(course) {
        raised.severity = .amber
        raised.isPast = true
      }
    }
    // Nobody can answer it any more: history.
    if kind.rule.needsScores, let window = course.window, asOf > window.answerableUntil {
      raised.severity = .note
    }
    return raised
  }

  /// Since when the verdict asks for something.
  private func verdictSince(_ course: CourseJudgement) -> Day? {
    guard let kind = FlagKind(course.verdict), let window = course.window else { return nil }
    let seen = course.latestFollowUp ?? window.start
    switch kind.rule.since {
    case .deadline:
      // Stopped as failed before the deadline, a response is missing from the stop on.
      guard let stop = course.stop, stop.isFailure else { return window.deadline }
      return min(stop.day, window.deadline)
    case .assessment: return window.averagedFrom
    case .baselineWindow: return window.lastBaselineDay + 1
    case .stop: return course.course.stop ?? seen
    case .latestFollowUp, .ownDay, .criterion: return seen
    }
  }

  /// A later treatment helped, or the patient is better than at the beginning: the question of an
  /// ended course is answered.
  ///
  /// It still counts among the failed therapies.
  private func isAnswered(_ course: CourseJudgement) -> Bool {
    let family = course.family
    let isBetter = diagnoses.contains {
      library.family(of: $0.disease.id) == family && ($0.index.map { $0 >= .one } ?? false)
    }
    return isBetter
      || courses.contains { later in
        later.course.start > course.course.start && later.isImmunotherapy
          && later.family == family
          && (later.verdict == .responding || later.verdict == .stable)
      }
  }

  private func hasRecentScore(_ course: CourseJudgement) -> Bool {
    latestScore(of: course.rules.judged).map { asOf - $0 <= Conventions.pastDays } ?? false
  }

  /// A judged course runs, and the last counted score is older than one and a half intervals.
  private func monitoring(_ course: CourseJudgement) -> Raised? {
    guard let judged = course.rules.judged, course.course.stop == nil else { return nil }
    let last = latestScore(of: judged) ?? course.course.start
    guard judged.disease.isOverdue(after: asOf - last) else { return nil }
    return Raised(
      kind: .monitoringOverdue, severity: .due, since: last + judged.disease.longestGap)
  }

  /// The day of the latest counted score of a disease that can be judged; a component of its
  /// composite is one.
  private func latestScore(of judged: JudgedDisease?) -> Day? {
    guard let judged else { return nil }
    let scores = judge.scores
    var latest: Day?
    func take(_ yardstick: Yardstick, _ counts: (Int) -> Bool) {
      for place in scores.places(of: yardstick).reversed() {
        let day = scores.rows[place].day
        if let latest, day <= latest { return }
        if counts(place) {
          latest = day
          return
        }
      }
    }
    for yardstick in judged.yardsticks {
      take(yardstick) { yardstick.point(at: $0, of: scores) != nil }
    }
    for part in judged.parts { take(part) { scores.rows[$0].total != nil } }
    return latest
  }

  /// The first immunotherapy under a diagnosis, judged or not: an attack is treated from there on.
  private func firstImmunotherapy(under judged: DiagnosisJudgement) -> Int? {
    judged.courses.first
  }

  /// Flags of a disease's own course (Guillain-Barré syndrome): one attack under one diagnosis.
  private func attack(_ judged: DiagnosisJudgement, from first: TreatmentCourse) -> [Raised] {
    judged.disease.criteria.compactMap { criterion in
      guard let kind = criterion.flag, case .fluctuation(let rule) = criterion.rule,
        case .met(let day) = library.fluctuation(
          rule, scores: judge.scores, firstDose: first.start, onset: judged.diagnosis.onsetOn,
          asOf: asOf)
      else { return nil }
      return Raised(
        kind: kind, severity: kind.rule.severity, since: day,
        evidence: latestScore(of: library.judgedDisease(judged.disease.id)))
    }
  }

  /// No verdict or flag changes by time alone before that day.
  var unchangedUntil: Day? {
    var first: Day?
    func consider(_ day: Day?) {
      if let day, day > asOf { first = min(first ?? day, day) }
    }
    for diagnosis in diagnoses { consider(diagnosis.changesOn) }
    for position in courses.indices {
      consider(courses[position].changesOn)
      guard let window = courses[position].window else { continue }
      let rules = courses[position].rules
      let last = latestScore(of: rules.judged)
      consider(window.firstEffect)
      consider(window.answerableUntil + 1)
      if let stop = courses[position].course.stop {
        consider(max(stop, last ?? stop) + Conventions.pastDays + 1)
        consider(stop + rules.effectDays + 1)
      } else if let judged = rules.judged {
        consider((last ?? window.start) + judged.disease.longestGap)
      }
    }
    for day in coverage.changes { consider(day) }
    for review in record.reviews { consider(review.deferredUntil) }
    return first
  }
}

extension Library {
  /// The measures whose scores count for a disease: the counted ones and the parts of its composite.
  package func countedMeasures(of disease: Disease) -> Set<Measure.ID> {
    Set(disease.counted.map(\.measure))
      .union(disease.composite.flatMap { measure($0)?.composite?.measures } ?? [])
  }
}
