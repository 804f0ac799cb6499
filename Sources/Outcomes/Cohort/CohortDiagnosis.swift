/// What is counted of one diagnosis in force when all patients of a clinic are looked at together.
package struct CohortDiagnosis: Sendable {
  package let patient: Patient.ID
  package let disease: Disease.ID
  /// Immunotherapies that failed under it; each drug once.
  package let failed: Int
  /// Nothing acts now, or nothing bridges the time until a therapy can work.
  package let hasCoverageGap: Bool

  /// Two or more immunotherapies failed.
  package var isResistant: Bool { failed >= Conventions.failedTherapies }
}

extension CohortDiagnosis {
  /// All judged diagnoses in force of a patient.
  ///
  /// A gap while nothing runs is one of every chronic disease that the patient has.
  package static func all(of judged: PatientJudgement) -> [CohortDiagnosis] {
    let gap = judged.flags.first { $0.kind == .coverageGap }
    let waiting = gap.flatMap(judged.course(of:))?.diagnosisPosition(in: judged)
    return judged.diagnoses.enumerated().map { position, diagnosis in
      CohortDiagnosis(
        patient: judged.record.patient.id, disease: diagnosis.disease.id,
        failed: diagnosis.failed,
        hasCoverageGap: gap != nil && waiting.map { $0 == position } ?? diagnosis.disease.chronic)
    }
  }
}

extension CourseJudgement {
  /// Which of the patient's judged diagnoses the course is under.
  fileprivate func diagnosisPosition(in judged: PatientJudgement) -> Int? {
    judged.diagnoses.firstIndex { diagnosis in
      diagnosis.courses.contains { judged.courses[$0].course == course }
    }
  }
}

/// The patients of one disease.
package struct CohortDisease: Sendable {
  package let disease: Disease.ID
  package let patients: Int
  /// Patients under whose diagnosis no, one, and two or more immunotherapies failed.
  package let byFailed: [Int]
  package let coverageGaps: Int

  package var resistant: Portion { Portion(byFailed[2], of: patients) }
  package var withGap: Portion { Portion(coverageGaps, of: patients) }

  init(disease: Disease.ID, _ all: [CohortDiagnosis]) {
    self.disease = disease
    patients = all.count
    byFailed = [
      all.count { $0.failed == 0 }, all.count { $0.failed > 0 && !$0.isResistant },
      all.count(where: \.isResistant),
    ]
    coverageGaps = all.count(where: \.hasCoverageGap)
  }
}
