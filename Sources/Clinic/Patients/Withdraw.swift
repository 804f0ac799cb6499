package import Outcomes
package import Registry

extension Desk {
  /// Takes back what was entered in error, such as under the wrong patient.
  ///
  /// It stays in the history and counts no more.
  package func withdraw(
    _ kind: FactKind, _ number: Int, of id: Patient.ID, reason: String
  ) throws {
    if reason.isEmpty { throw DeskRefusal.emptyText("A reason") }
    try file.write(.withdraw, by: by(reason: reason), about: id) {
      try $0.withdraw(kind, number)
    }
  }

  /// Takes back a score; returns what it was.
  package func withdrawScore(_ number: Int, reason: String) throws -> String {
    guard let stored = try file.read({ try $0.history(ofScore: number) }).last,
      stored.status != .withdrawn
    else { throw DeskRefusal.unknownScore(number) }
    let score = stored.fact.score
    let patient = try record(of: stored.patient).patient
    try withdraw(.score, number, of: patient.id, reason: reason)
    let name = library.measure(score.measure)?.short ?? score.measure.text
    return "Score \(number) of \(patient.id), \(name) on \(score.day), withdrawn."
      + " It counts no more and stays in the history."
  }

  /// - Parameter start: which course of that therapy; nil: the latest.
  package func withdrawTreatment(
    _ therapy: Therapy.ID, of id: Patient.ID, started start: Day?, reason: String
  ) throws {
    _ = try patient(id)
    let found = try course(therapy, of: id, started: start)
    try withdraw(.course, found.number, of: id, reason: reason)
  }

  /// - Parameter day: which diagnosis of that disease; nil: the latest.
  package func withdrawDiagnosis(
    _ disease: Disease.ID, of id: Patient.ID, madeOn day: Day?, reason: String
  ) throws {
    _ = try patient(id)
    let all = try file.read { try $0.diagnoses(of: id) }.filter { $0.fact.disease == disease }
    let found = day.map { day in all.last { $0.fact.diagnosedOn == day } } ?? all.last
    guard let found else { throw DeskRefusal.noSuchDiagnosis(id, disease) }
    try withdraw(.diagnosis, found.number, of: id, reason: reason)
  }
}
