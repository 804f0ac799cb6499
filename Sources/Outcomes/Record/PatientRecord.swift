/// A disease that a patient is held to have, from a day on.
package struct Diagnosis: Hashable, Sendable {
  package var disease: Disease.ID
  /// What ``Disease/other`` is, in words.
  package var otherName: String?
  /// The earliest possible day, where it is known to the month or year alone; where it is not known,
  /// a day before all others.
  package var diagnosedOn: Day
  /// How far that day is known; nil: to the day.
  package var diagnosedPrecision: PartialDay.Precision?
  /// The earliest possible day.
  package var onsetOn: Day?
  package var onsetPrecision: PartialDay.Precision?
  package var endedOn: Day?
  package var note: String

  package init(
    disease: Disease.ID, otherName: String? = nil, diagnosedOn: Day, onsetOn: Day? = nil,
    endedOn: Day? = nil, note: String = ""
  ) {
    self.otherName = otherName
    self.disease = disease
    self.diagnosedOn = diagnosedOn
    self.onsetOn = onsetOn
    self.endedOn = endedOn
    self.note = note
  }

  /// By the day it was made; of two made on one day the order of their ids decides.
  package static func isEarlier(_ a: Diagnosis, _ b: Diagnosis) -> Bool {
    (a.diagnosedOn, a.disease) < (b.diagnosedOn, b.disease)
  }
}

/// One therapy from a first dose to a stop date or until now, with an intent.
package struct TreatmentCourse: Hashable, Sendable {
  package enum Intent: String, CaseIterable, Sendable {
    case induction, maintenance, bridge, symptomatic
  }

  /// Why a course was stopped; nil: not known.
  package enum StopReason: String, CaseIterable, Sendable {
    /// Given to its end.
    case planned
    case noEffect = "no-effect"
    case worse
    case sideEffect = "side-effect"
    case other
  }

  package var therapy: Therapy.ID
  /// What ``Therapy/otherImmunotherapy`` is, in words.
  package var otherName: String?
  /// The latest possible day, where it is known to the month or year alone.
  package var start: Day
  /// How far that day is known; nil: to the day.
  package var startPrecision: PartialDay.Precision?
  /// The latest possible day.
  package var stop: Day?
  package var stopPrecision: PartialDay.Precision?
  /// Only with a stop.
  package var stopReason: StopReason?
  package var intent: Intent
  package var dose: Rational?
  package var unit: String
  package var intervalDays: Int?
  package var note: String
  /// Position of the last entry about this course in the clinic file; later entries are new evidence.
  package var entry: Int

  package init(
    therapy: Therapy.ID, otherName: String? = nil, start: Day, stop: Day? = nil,
    stopReason: StopReason? = nil,
    intent: Intent = .induction, dose: Rational? = nil, unit: String = "",
    intervalDays: Int? = nil, note: String = "", entry: Int = 0
  ) {
    self.therapy = therapy
    self.otherName = otherName
    self.start = start
    self.stop = stop
    self.stopReason = stopReason
    self.intent = intent
    self.dose = dose
    self.unit = unit
    self.intervalDays = intervalDays
    self.note = note
    self.entry = entry
  }
}

/// What was taken out of a record, or joined with it: a review made before did not see it.
package enum RecordChange: Hashable, Sendable {
  case withdrawnScore(Measure.ID, Day, variant: String)
  case withdrawnCourse(Therapy.ID, Day)
  /// The facts of another identifier came in.
  case merged(Patient.ID)
  /// They went out again.
  case separated(Patient.ID)
}

/// Everything about one patient that judging looks at.
package struct PatientRecord: Sendable {
  package var patient: Patient
  package var diagnoses: [Diagnosis]
  package var courses: [TreatmentCourse]
  package var scores: [Score]
  package var reviews: [Review]
  /// In the order in which they were recorded.
  package var considerations: [Consideration]
  /// In the order in which they were recorded.
  package var visits: [VisitNote]
  /// With the position of the entry in the clinic file; only where there are reviews.
  package var changes: [(entry: Int, change: RecordChange)]

  package init(
    patient: Patient, diagnoses: [Diagnosis], courses: [TreatmentCourse], scores: [Score],
    reviews: [Review] = [], considerations: [Consideration] = [], visits: [VisitNote] = [],
    changes: [(entry: Int, change: RecordChange)] = []
  ) {
    self.patient = patient
    self.diagnoses = diagnoses
    self.courses = courses
    self.scores = scores
    self.reviews = reviews
    self.considerations = considerations
    self.visits = visits
    self.changes = changes
  }

  /// The record as it was known on a day: what is dated later does not exist.
  package func asOf(_ day: Day) -> PatientRecord {
    var known = self
    let treatments = self.treatments.asOf(day)
    (known.diagnoses, known.courses) = (treatments.diagnoses, treatments.courses)
    known.scores = scores.filter { $0.day <= day }
    known.reviews = reviews.filter { $0.day <= day }
    known.considerations = considerations.filter { $0.day <= day }
    known.visits = visits.filter { $0.day <= day }
    return known
  }
}

extension PatientRecord {
  /// The same, and no copy where nothing in the record is dated later.
  func known(on day: Day) -> PatientRecord { isKnown(on: day) ? self : asOf(day) }

  /// Nothing in the record is dated after the day.
  func isKnown(on day: Day) -> Bool {
    treatments.isKnown(on: day) && scores.allSatisfy { $0.day <= day }
      && reviews.allSatisfy { $0.day <= day }
      && considerations.allSatisfy { $0.day <= day } && visits.allSatisfy { $0.day <= day }
  }
}
