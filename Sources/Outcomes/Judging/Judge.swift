/// All that the record of one patient says at one day.
package struct PatientJudgement: Sendable {
  package let record: PatientRecord
  package let asOf: Day
  package let courses: [CourseJudgement]
  /// Diagnoses in force that are judged, by disease.
  package let diagnoses: [DiagnosisJudgement]
  /// Most urgent first.
  package let flags: [Flag]
  /// No verdict or flag changes by time alone before that day; nil: none ever does.
  package let unchangedUntil: Day?

  package var openFlags: [Flag] { flags.filter(\.status.isOpen) }

  /// The flag a physician reads first; nil where nothing asks for a review.
  package var headline: Flag? { openFlags.first { $0.severity.asksForReview } }

  package func course(of flag: Flag) -> CourseJudgement? { flag.course.map { courses[$0] } }

  package func diagnosis(of flag: Flag) -> DiagnosisJudgement? {
    flag.diagnosis.map { diagnoses[$0] }
  }

  /// What a decision on the flag is about.
  package func subject(of flag: Flag) -> Review.Subject {
    Review.Subject(of: flag, courses.map(\.course), diagnoses.map(\.disease.id))
  }

  /// The flag of a decision, open or closed; nil: it is not raised.
  package func flag(_ subject: Review.Subject) -> Flag? {
    flags.first { self.subject(of: $0) == subject }
  }
}

extension Library {
  /// Judges every course and every diagnosis of a patient and raises the flags.
  ///
  /// Pure: the same record and day give the same result.
  package func judge(_ record: PatientRecord, asOf: Day) -> PatientJudgement {
    let known = record.known(on: asOf)
    let judge = CourseJudge(
      library: self, known: known.treatments, scores: PatientScores(known.scores, self), asOf: asOf)
    let courses = judge.judgeAll()
    let diagnoses = DiagnosisJudge(library: self, judge: judge, courses: courses).judgeAll()
    let rules = FlagRules(
      library: self, judge: judge, record: known, courses: courses, diagnoses: diagnoses)
    return PatientJudgement(
      record: known, asOf: asOf, courses: courses, diagnoses: diagnoses,
      flags: rules.flags, unchangedUntil: rules.unchangedUntil)
  }

  /// Only the verdicts on courses, for lists that need no flags.
  package func judgeCourses(_ record: PatientRecord, asOf: Day) -> [CourseJudgement] {
    CourseJudge(library: self, record: record, asOf: asOf).judgeAll()
  }

  /// The same of a record whose scores were read beside it.
  ///
  /// - Parameter scores: those dated up to the day.
  package func judgeCourses(
    _ record: borrowing TreatmentRecord, _ scores: PatientScores, asOf: Day
  ) -> [CourseJudgement] {
    CourseJudge(library: self, known: record.known(on: asOf), scores: scores, asOf: asOf).judgeAll()
  }

  /// Diagnoses in force of diseases that are not judged.
  package func diagnosesNotJudged(_ record: PatientRecord, asOf: Day) -> [Diagnosis] {
    record.asOf(asOf).diagnoses.filter {
      $0.endedOn == nil && disease($0.disease)?.isJudged == false
    }
  }

  /// Only the diagnoses as a whole.
  package func judgeDiagnoses(_ record: PatientRecord, asOf: Day) -> [DiagnosisJudgement] {
    let judge = CourseJudge(library: self, record: record, asOf: asOf)
    return DiagnosisJudge(library: self, judge: judge, courses: judge.judgeAll()).judgeAll()
  }
}
