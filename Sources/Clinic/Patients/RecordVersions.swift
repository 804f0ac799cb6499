import Outcomes
import Registry

/// The versions in force of a patient's particulars and facts.
struct RecordVersions {
  let particulars: Int
  fileprivate let diagnoses: [FactVersion<Diagnosis>]
  fileprivate let courses: [FactVersion<TreatmentCourse>]
  fileprivate let scores: [Int: Int]

  func diagnosis(_ diagnosis: Diagnosis) -> Int? {
    diagnoses.first {
      $0.fact.disease == diagnosis.disease && $0.fact.diagnosedOn == diagnosis.diagnosedOn
    }?.version
  }

  func course(_ course: TreatmentCourse) -> Int? {
    courses.first { $0.fact.therapy == course.therapy && $0.fact.start == course.start }?.version
  }

  func score(_ score: Score) -> Int? { scores[score.number] }
}

extension Desk {
  func versions(of id: Patient.ID) throws -> RecordVersions {
    try file.read { reading in
      let owner = try reading.survivor(of: id) ?? id
      return RecordVersions(
        particulars: try reading.history(ofPatient: owner).last?.version ?? 1,
        diagnoses: try reading.diagnoses(of: owner), courses: try reading.courses(of: owner),
        scores: Dictionary(
          try reading.scores(of: owner).map { ($0.number, $0.version) },
          uniquingKeysWith: { first, _ in first }))
    }
  }
}
