/// What reviews say of flags: a decision holds for the evidence it was made on (response.md section 8).
struct FlagReviews {
  let library: Library
  let record: PatientRecord
  let asOf: Day
  let courses: [CourseJudgement]
  let diagnoses: [DiagnosisJudgement]

  /// A review closes a flag of that kind and course until there is new evidence, a deferral ends or
  /// a person takes the decision back.
  func reviewed(_ flag: Flag) -> Flag {
    if record.reviews.isEmpty { return flag }
    let subject = Review.Subject(
      of: flag, courses.map(\.course), diagnoses.map(\.disease.id))
    let reviews = record.reviews.filter { $0.subjects.contains(subject) }
    guard let latest = Self.latest(reviews),
      let review = Self.latest(reviews.filter(\.decision.closes))
    else { return flag }
    var flag = flag
    var news =
      flag.diagnosis.flatMap { confirmedNews(diagnoses[$0], since: review) }
      ?? self.news(since: review, on: flag)
    if !latest.decision.closes {
      news.insert(.reopened(by: latest.physician, on: latest.day, note: latest.note), at: 0)
    }
    flag.status = news.isEmpty ? .closed(review) : .reopened(review, news: news)
    return flag
  }

  /// Of those that one import brought the last.
  private static func latest(_ reviews: [Review]) -> Review? {
    reviews.reduce(nil) { found, next in
      guard let found, found.entry > next.entry else { return next }
      return found
    }
  }

  /// A diagnosis that was confirmed holds until its index has fallen by another half or another course
  /// has failed: slow decline under a right treatment must not ask at every visit.
  ///
  /// - Returns: nil where the review does not confirm the diagnosis.
  private func confirmedNews(_ now: DiagnosisJudgement, since review: Review) -> [Flag.News]? {
    guard review.decision == .diagnosisConfirmed else { return nil }
    var seen = record
    seen.scores = record.scores.filter { $0.entry <= review.entry }
    seen.reviews = []
    let before = CourseJudge(library: library, record: seen, asOf: review.day)
    let then = before.judgeAll()
    let family = library.family(of: now.disease.id)
    let old = DiagnosisJudge(library: library, judge: before, courses: then).judgeAll()
      .first { library.family(of: $0.disease.id) == family }
    var news: [Flag.News] = []
    if let from = old?.index, let to = now.index, to <= from - Conventions.partial {
      news.append(.diagnosisIndexFell(from: from, to: to))
    }
    let failed = Set(then.filter(\.hasFailed).map { Key($0) })
    for course in now.courses.map({ courses[$0] }) where course.hasFailed {
      if !failed.contains(Key(course)) {
        news.append(.courseFailed(course.course.therapy, course.course.start))
      }
    }
    return news
  }

  private struct Key: Hashable {
    let therapy: Therapy.ID
    let start: Day
    init(_ course: CourseJudgement) {
      therapy = course.course.therapy
      start = course.course.start
    }
  }

  /// What was entered after a review is new, and what is dated after it: a review that was imported with
  /// the scores or after them did not see those of later days.
  private func news(since review: Review, on flag: Flag) -> [Flag.News] {
    let disease =
      flag.course.flatMap { courses[$0].disease } ?? flag.diagnosis.map { diagnoses[$0].disease }
    var relevant: Set<Measure.ID> = []
    for own in record.diagnoses.compactMap({ library.disease($0.disease) })
    where disease.map({ $0.id == own.id }) ?? true {
      relevant.formUnion(library.countedMeasures(of: own))
      if flag.kind == .symptomsWithoutObjectiveChange { relevant.formUnion(own.watched) }
      if flag.kind == .laboratoryWithoutObjectiveChange { relevant.formUnion(own.coreSet) }
    }
    var news: [Flag.News] = record.scores
      .filter { $0.entry > review.entry || $0.day > review.day }
      .filter { relevant.contains($0.measure) }
      .sorted { ($0.day, $0.measure, $0.variant) < ($1.day, $1.measure, $1.variant) }
      .map { .score($0.measure, $0.day, variant: $0.variant) }
    news += record.courses
      .filter { $0.entry > review.entry || max($0.start, $0.stop ?? $0.start) > review.day }
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

extension Review.Subject {
  /// What a decision on a flag is about: a course by its therapy and first dose, or a diagnosis.
  init(of flag: Flag, _ courses: [TreatmentCourse], _ diagnoses: [Disease.ID]) {
    let course = flag.course.map { courses[$0] }
    self.init(
      kind: flag.kind, therapy: course?.therapy, start: course?.start,
      disease: flag.diagnosis.map { diagnoses[$0] })
  }
}
