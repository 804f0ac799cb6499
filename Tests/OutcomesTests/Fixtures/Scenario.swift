import Outcomes
import Testing

/// One patient with one course, written down in days from the first dose.
struct Scenario: Sendable {
  var disease: String
  var therapy: String
  var intent: TreatmentCourse.Intent
  var stop: Int?
  var reason: TreatmentCourse.StopReason?
  var dose: Rational?
  var scores: [Score]
  var others: [TreatmentCourse]
  var reviews: [Review]
  var visits: [VisitNote] = []

  init(
    _ disease: String, therapy: String = "drug",
    intent: TreatmentCourse.Intent = .induction, stop: Int? = nil,
    reason: TreatmentCourse.StopReason? = nil, _ scores: [Score],
    others: [TreatmentCourse] = [], reviews: [Review] = []
  ) {
    self.disease = disease
    self.therapy = therapy
    self.intent = intent
    self.stop = stop
    self.reason = reason
    self.scores = scores
    self.others = others
    self.reviews = reviews
  }

  /// The disease that is judged by MG-ADL alone.
  init(
    therapy: String = "drug", intent: TreatmentCourse.Intent = .induction, stop: Int? = nil,
    reason: TreatmentCourse.StopReason? = nil, _ scores: [Score], others: [TreatmentCourse] = [],
    reviews: [Review] = []
  ) {
    self.init(
      "one", therapy: therapy, intent: intent, stop: stop, reason: reason, scores, others: others,
      reviews: reviews)
  }

  var course: TreatmentCourse {
    TreatmentCourse(
      therapy: Therapy.ID(therapy), start: firstDose, stop: stop.map { day($0) },
      stopReason: reason, intent: intent, dose: dose)
  }

  var record: PatientRecord {
    PatientRecord(
      patient: Patient(
        id: Patient.ID("007"), familyName: "Fixture", givenName: "Fanny", birthDate: nil,
        sex: .female),
      diagnoses: [Diagnosis(disease: Disease.ID(disease), diagnosedOn: day(-400))],
      courses: [course] + others, scores: scores, reviews: reviews, visits: visits)
  }

  /// Everything judged at a day from the first dose.
  func all(at offset: Int) -> PatientJudgement { library.judge(record, asOf: day(offset)) }

  /// The course under test.
  func judged(at offset: Int) throws -> CourseJudgement {
    try #require(
      all(at: offset).courses.first {
        $0.course.therapy.text == therapy && $0.course.start == firstDose
      })
  }

  func verdict(at offset: Int) throws -> CourseVerdict { try judged(at: offset).verdict }

  /// The only (or first) counted measure of the course.
  func measure(at offset: Int) throws -> MeasureJudgement {
    try #require(judged(at: offset).measures.first)
  }

  func flags(at offset: Int) -> [FlagKind] { all(at: offset).flags.map(\.kind) }
}

/// A complete score.
func score(
  _ measure: Measure, _ offset: Int, _ total: Rational, _ variant: String = "",
  version: String = "1", part: Rational? = nil, number: Int = 0, entry: Int = 0
) -> Score {
  Score(
    measure: measure.id, version: version, day: day(offset), variant: variant, total: total,
    part: part, number: number, entry: entry)
}

/// A score whose rule gave no total.
func partial(_ measure: Measure, _ offset: Int, _ variant: String = "", entry: Int = 0) -> Score {
  Score(
    measure: measure.id, version: "1", day: day(offset), variant: variant, total: nil, entry: entry)
}

func incatScore(_ offset: Int, arms: Int, legs: Int) -> Score {
  score(incat, offset, Rational(arms + legs), part: Rational(arms))
}

/// I-RODS with a raw sum that says nothing, judged by its centile.
func rodsScore(_ offset: Int, centile: Rational?) -> Score {
  score(rods, offset, 24, part: centile)
}

func hand(_ side: String, _ offset: Int, _ kPa: Rational) -> Score {
  score(grip, offset, kPa, "hand=\(side)")
}

/// MG-ADL totals on days from the first dose.
func adlScores(_ pairs: (Int, Rational)...) -> [Score] {
  pairs.map { score(adl, $0.0, $0.1) }
}

func course(
  _ therapy: String, _ start: Int, stop: Int? = nil,
  reason: TreatmentCourse.StopReason? = nil, intent: TreatmentCourse.Intent = .induction,
  entry: Int = 0
) -> TreatmentCourse {
  TreatmentCourse(
    therapy: Therapy.ID(therapy), start: day(start), stop: stop.map { day($0) },
    stopReason: reason, intent: intent, entry: entry)
}
