import Outcomes

@testable import Registry

/// Changes of a test that does not care what was seen: they are made from the version that stands.
extension Writing {
  private func latest(_ kind: FactKind, _ number: Int) throws -> Int {
    guard let version = try reading.latestVersion(of: kind, number) else {
      throw RegistryError.noSuchFact(table: kind.rawValue, number: number)
    }
    return version
  }

  func correct(score number: Int, to score: NewScore, of measure: Measure) throws {
    try correct(score: number, to: score, of: measure, seen: try latest(.score, number))
  }

  func change(course number: Int, to course: TreatmentCourse) throws {
    try change(course: number, to: course, seen: try latest(.course, number))
  }

  func change(diagnosis number: Int, to diagnosis: Diagnosis) throws {
    try change(diagnosis: number, to: diagnosis, seen: try latest(.diagnosis, number))
  }

  func withdraw(_ kind: FactKind, _ number: Int) throws {
    try withdraw(kind, number, seen: try latest(kind, number))
  }

  func edit(_ patient: Patient) throws {
    try edit(patient, seen: try reading.history(ofPatient: patient.id).last?.version ?? 1)
  }
}
