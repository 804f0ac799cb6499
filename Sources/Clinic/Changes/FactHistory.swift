import Outcomes
import Registry

/// How the versions of one fact are read and told.
struct FactHistory<Fact: Hashable & Sendable> {
  let versions: (Reading) throws -> [FactVersion<Fact>]
  let subject: (Fact) -> ChangedMeanwhile.Subject
  let fields: (Fact) -> [FieldText]

  /// What became of it, version by version.
  func steps(_ versions: [FactVersion<Fact>]) -> [ChangedMeanwhile.Step] {
    versions.enumerated().map { place, version in
      let what: ChangedMeanwhile.What =
        if version.status == .withdrawn {
          .withdrawn
        } else if place == 0 {
          .recorded
        } else {
          .changed(FieldChange.all(fields(versions[place - 1].fact), fields(version.fact)))
        }
      return ChangedMeanwhile.Step(
        entry: version.entry, author: version.author, instant: version.instant,
        reason: version.reason, subject: subject(version.fact), what: what)
    }
  }
}

extension Desk {
  func particularsHistory(of id: Patient.ID) -> FactHistory<Patient> {
    FactHistory(
      versions: { try $0.history(ofPatient: id) }, subject: { _ in .particulars },
      fields: \.fields)
  }

  func diagnosisHistory(_ number: Int) -> FactHistory<Diagnosis> {
    FactHistory(
      versions: { try $0.history(ofDiagnosis: number) },
      subject: { .diagnosis($0.disease, $0.diagnosedOn) }, fields: \.fields)
  }

  func treatmentHistory(_ number: Int) -> FactHistory<TreatmentCourse> {
    FactHistory(
      versions: { try $0.history(ofCourse: number) },
      subject: { .treatment($0.therapy, $0.start) }, fields: \.fields)
  }

  func scoreHistory(_ number: Int) -> FactHistory<RecordedScore> {
    FactHistory(
      versions: { try $0.history(ofScore: number) },
      subject: { recorded in
        let score = recorded.score
        return .score(number: number, score.measure, score.day, variant: score.variant)
      }, fields: { $0.fields(of: library.measure($0.score.measure)) })
  }
}
