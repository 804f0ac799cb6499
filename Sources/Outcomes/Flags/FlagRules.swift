/// Which flags a patient's judged courses raise.
struct FlagRules {
  let library: Library
  let judge: CourseJudge
  let courses: [CourseJudgement]

  private var asOf: Day { judge.asOf }
  private var record: PatientRecord { judge.record }

  /// Most urgent first: red, amber, note; then the longest overdue.
  var flags: [Flag] {
    var raised: [Flag] = []
    for position in courses.indices {
      let course = courses[position]
      let found =
        [verdictFlag(course), monitoring(course), symptoms(course), patientReported(course)]
        + natural(course)
      raised += found.compactMap { $0.map { ($0, position) } }.map { found, position in
        Flag(kind: found.kind, course: position, since: found.since, status: .open)
      }
    }
    if let gap = CoverageRule(library: library, judge: judge, courses: courses).gap {
      raised.append(Flag(kind: .coverageGap, course: gap.course, since: gap.since, status: .open))
    }
    return raised.map(reviewed).enumerated()
      .sorted {
        ($0.element.severity, $0.element.since, $0.offset) < (
          $1.element.severity, $1.element.since, $1.offset
        )
      }
      .map(\.element)
  }

  private typealias Raised = (kind: FlagKind, since: Day)

  private func verdictFlag(_ course: CourseJudgement) -> Raised? {
    guard let kind = FlagKind(course.verdict), let window = course.window else { return nil }
    let since: Day =
      switch kind.rule.since {
      case .deadline: window.deadline
      case .assessBy: window.assessBy
      case .latestFollowUp, .ownDay, .criterion: course.latestFollowUp ?? window.start
      }
    return (kind, since)
  }

  /// A judged course runs, and the last counted score is older than one and a half intervals.
  private func monitoring(_ course: CourseJudgement) -> Raised? {
    guard let disease = course.disease, course.expectation != nil, course.course.stop == nil,
      course.expectation?.expected != Expectation.Expected.none
    else { return nil }
    let counted = Set(disease.counted.map(\.measure)).union(compositeMeasures(disease))
    let last =
      counted.compactMap { judge.scores[$0]?.last { $0.total != nil }?.day }.max()
      ?? course.course.start
    guard disease.isOverdue(after: asOf - last) else { return nil }
    return (.monitoringOverdue, last + disease.longestGap)
  }

  private func compositeMeasures(_ disease: Disease) -> Set<Measure.ID> {
    disease.composite.flatMap { library.measure($0)?.composite?.measures } ?? []
  }

  /// A symptom or quality-of-life measure is worse by its own threshold while every evaluable
  /// counted measure is improved, partial or unchanged.
  private func symptoms(_ course: CourseJudgement) -> Raised? {
    guard let disease = course.disease, let window = course.window, course.course.stop == nil else {
      return nil
    }
    let evaluable = course.measures.filter {
      $0.evaluation.isEvaluable && $0.verdict != .noFollowUp
    }
    guard !evaluable.isEmpty, evaluable.allSatisfy({ $0.verdict != .worsened }) else { return nil }
    for id in disease.watched {
      guard let measure = library.measure(id), measure.improvementThreshold != nil else { continue }
      let yardstick = Yardstick(measure: measure, counted: CountedMeasure(measure: id))
      let series = MeasureSeries(
        yardstick, variant: "", scores: judge.scores[id] ?? [], window: window)
      let evaluation = CourseEvaluation([series], window: window, until: window.horizon)
      if let change = evaluation.evaluations[0].change, change <= Conventions.worse,
        let latest = evaluation.evaluations[0].followUps.last
      {
        return (.symptomsWithoutObjectiveChange, latest.day)
      }
    }
    return nil
  }

  private func patientReported(_ course: CourseJudgement) -> Raised? {
    guard course.verdict == .responding, course.strength == .patientReportedOnly,
      let latest = course.latestFollowUp,
      course.measures.contains(where: {
        $0.measure.measureClass == .objective && $0.verdict == .unchanged
      })
    else { return nil }
    return (.patientReportedOnly, latest)
  }

  /// Flags of a disease's own course (Guillain-Barré syndrome).
  private func natural(_ course: CourseJudgement) -> [Raised?] {
    guard let disease = course.disease else { return [] }
    return disease.criteria.map { criterion in
      guard let kind = criterion.flag,
        case .met(let day) = library.result(of: criterion, for: course, scores: judge.scores)
      else { return nil }
      return (kind, day)
    }
  }

  /// A review closes a flag of that kind and course until there is new evidence or a deferral ends.
  private func reviewed(_ flag: Flag) -> Flag {
    let course = flag.course.map { courses[$0] }
    let reviews = record.reviews.filter { review in
      review.subjects.contains {
        $0.kind == flag.kind && $0.therapy == course?.course.therapy
          && $0.start == course?.course.start
      }
    }
    guard let review = reviews.max(by: { $0.entry < $1.entry }) else { return flag }
    var flag = flag
    let news = self.news(since: review, on: flag.kind, for: course)
    flag.status = news.isEmpty ? .closed(review) : .reopened(review, news: news)
    return flag
  }

  private func news(
    since review: Review, on kind: FlagKind, for course: CourseJudgement?
  ) -> [Flag.News] {
    var relevant: Set<Measure.ID> = []
    for disease in record.diagnoses.compactMap({ library.disease($0.disease) })
    where course?.disease == nil || course?.disease?.id == disease.id {
      relevant.formUnion(disease.counted.map(\.measure))
      relevant.formUnion(compositeMeasures(disease))
      if kind == .symptomsWithoutObjectiveChange { relevant.formUnion(disease.watched) }
    }
    var news: [Flag.News] = record.scores
      .filter { $0.entry > review.entry && relevant.contains($0.measure) }
      .sorted { ($0.day, $0.measure, $0.variant) < ($1.day, $1.measure, $1.variant) }
      .map { .score($0.measure, $0.day, variant: $0.variant) }
    news += record.courses.filter { $0.entry > review.entry }
      .sorted { ($0.start, $0.therapy) < ($1.start, $1.therapy) }
      .map { .course($0.therapy, $0.start) }
    for (entry, change) in record.changes where entry > review.entry {
      if case .withdrawnScore(let measure, _, _) = change, !relevant.contains(measure) { continue }
      news.append(.change(change))
    }
    if let until = review.deferredUntil, until <= asOf { news.append(.deferralEnded(until)) }
    return news
  }
}
