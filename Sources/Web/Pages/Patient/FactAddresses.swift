import Clinic
import Outcomes
import Registry

/// The numbers by which a patient's courses and diagnoses are addressed: an address tells nothing of
/// what was given when.
struct FactAddresses: Sendable {
  private let courses: [FactVersion<TreatmentCourse>]
  private let diagnoses: [FactVersion<Diagnosis>]

  init(of patient: Patient.ID, _ desk: Desk) throws {
    (courses, diagnoses) = try desk.file.read {
      (try $0.courses(of: patient), try $0.diagnoses(of: patient))
    }
  }

  init(of patient: Patient.ID, _ request: PageRequest) async throws {
    self = try await request.atDesk { try FactAddresses(of: patient, $0) }
  }

  func number(_ course: TreatmentCourse) -> Int? {
    courses.first { $0.fact.therapy == course.therapy && $0.fact.start == course.start }?.number
  }

  func number(_ diagnosis: Diagnosis) -> Int? {
    diagnoses.first {
      $0.fact.disease == diagnosis.disease && $0.fact.diagnosedOn == diagnosis.diagnosedOn
    }?.number
  }

  /// The course in the address; 404 when it is none of this patient's.
  func course(_ request: PageRequest) throws -> TreatmentCourse {
    let number = Int(try request.parameter("course"))
    guard let found = courses.first(where: { $0.number == number }) else { throw WebFault.notFound }
    return found.fact
  }

  /// The diagnosis in the address; 404 when it is none of this patient's.
  func diagnosis(_ request: PageRequest) throws -> Diagnosis { try stored(request).fact }

  func diagnosisNumber(_ request: PageRequest) throws -> Int { try stored(request).number }

  private func stored(_ request: PageRequest) throws -> FactVersion<Diagnosis> {
    let number = Int(try request.parameter("diagnosis"))
    guard let found = diagnoses.first(where: { $0.number == number }) else {
      throw WebFault.notFound
    }
    return found
  }
}
