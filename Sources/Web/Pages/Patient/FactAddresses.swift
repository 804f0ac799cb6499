import Clinic
import Outcomes
import Registry
import Reporting

/// The numbers by which a patient's courses and diagnoses are addressed: an address tells nothing of
/// what was given when.
struct FactAddresses: Sendable {
  private let courses: [FactVersion<TreatmentCourse>]
  private let diagnoses: [FactVersion<Diagnosis>]

  init(of patient: Patient.ID, _ desk: Desk) throws {
    (courses, diagnoses) = try desk.numberedFacts(of: patient)
  }

  /// Courses that have begun by their month or year and do not count yet, with their numbers.
  func notYet(asOf: Day) -> [(number: Int, course: TreatmentCourse, why: String)] {
    courses.compactMap { stored in
      TreatmentText.notYet(stored.fact, asOf: asOf).map { (stored.number, stored.fact, $0) }
    }
  }

  func number(_ course: TreatmentCourse) -> Int? {
    courses.first { $0.fact.therapy == course.therapy && $0.fact.start == course.start }?.number
  }

  func number(_ diagnosis: Diagnosis) -> Int? {
    diagnoses.first {
      $0.fact.disease == diagnosis.disease && $0.fact.diagnosedOn == diagnosis.diagnosedOn
    }?.number
  }
}

extension PageRequest {
  /// The course in the address, beside the version that the form was made from; 404 when it is none
  /// of this patient's.
  func treatment() async throws -> SeenFact<TreatmentCourse> {
    try await fact("course") { try $0.treatment($1, of: $2, seen: $3) }
  }

  /// As ``treatment()``.
  func diagnosis() async throws -> SeenFact<Diagnosis> {
    try await fact("diagnosis") { try $0.diagnosis($1, of: $2, seen: $3) }
  }

  /// As ``treatment()``.
  func score() async throws -> SeenFact<RecordedScore> {
    try await fact("score") { try $0.score($1, of: $2, seen: $3) }
  }

  private func fact<Fact>(
    _ name: String,
    _ find: @escaping @Sendable (Desk, Int, Patient.ID, Int?) throws -> SeenFact<Fact>?
  ) async throws -> SeenFact<Fact> {
    guard let number = Int(try parameter(name)) else { throw WebFault.notFound }
    let id = try patient()
    let seen = try seen()
    guard let found = try await atDesk({ try find($0, number, id, seen) }) else {
      throw WebFault.notFound
    }
    return found
  }
}
