/// What all courses under one diagnosis say together; variants of one disease are one diagnosis.
package struct DiagnosisJudgement: Sendable {
  /// The diagnosis in force; of several variants the one made last.
  package let diagnosis: Diagnosis
  package let disease: Disease
  /// Positions in ``PatientJudgement/courses``, ascending by first dose.
  package let courses: [Int]
  /// The first dose of the earliest immunotherapy under this diagnosis; nil where none was given.
  package let firstDose: Day?
  package let references: [DiagnosisReference]
  /// Mean change since the reference; nil while nothing can be compared.
  package let index: Rational?
  package let verdict: DiagnosisVerdict
  /// Immunotherapies given under the diagnosis, and how many of them failed; each drug once.
  package let immunotherapies: Int
  package let failed: Int
  /// The day on which the verdict changes by time alone.
  package let changesOn: Day?

  package var firmness: Firmness? { index.map(Firmness.init) }
  /// The latest score that the index rests on.
  package var latestScore: Day? {
    references.filter(\.isComparedNow).compactMap { $0.evaluation.followUps.last?.day }.max()
  }
}

/// What a diagnosis as a whole asks for (response.md section 5).
package enum DiagnosisVerdict: String, CaseIterable, Sendable {
  case unanswered = "diagnosis-unanswered"
  case worse = "worse-than-before-treatment"
  /// Worse than at the first record, which was taken while an earlier immunotherapy acted.
  case worseThanFirstRecord = "worse-than-first-record"
  case relapse = "relapse-off-treatment"
  case none
}
