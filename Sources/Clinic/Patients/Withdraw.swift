package import Outcomes
package import Registry

extension Desk {
  /// Takes back what was entered in error, such as under the wrong patient.
  ///
  /// It stays in the history and counts no more.
  ///
  /// - Parameter seen: the version that the person saw of it.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where somebody else changed it since.
  package func withdraw(
    _ kind: FactKind, _ number: Int, of id: Patient.ID, seen: Int, reason: String
  ) throws {
    switch kind {
    case .diagnosis: try withdraw(kind, number, diagnosisHistory(number), of: id, seen, reason)
    case .course: try withdraw(kind, number, treatmentHistory(number), of: id, seen, reason)
    case .score: try withdraw(kind, number, scoreHistory(number), of: id, seen, reason)
    }
  }

  private func withdraw<Fact>(
    _ kind: FactKind, _ number: Int, _ history: FactHistory<Fact>, of id: Patient.ID, _ seen: Int,
    _ reason: String
  ) throws {
    if reason.isEmpty { throw DeskRefusal.emptyText(.reason) }
    guard try unchanged(history, of: id, seen: seen) != nil else {
      throw DeskRefusal.unknownFact(kind, number)
    }
    try changing(history, of: id, seen: seen) {
      try file.write(.withdraw, by: by(reason: reason), about: id) {
        try $0.withdraw(kind, number, seen: seen)
      }
    }
  }

  /// Takes back a score; returns what it was.
  package func withdrawScore(_ number: Int, seen: Int, reason: String) throws -> String {
    let stored = try score(number, seen: seen)
    let score = stored.fact.score
    let patient = try record(of: stored.patient).patient
    try withdraw(.score, number, of: patient.id, seen: seen, reason: reason)
    let name = library.short(score.measure)
    return "Score \(number) of \(patient.id), \(name) on \(score.day), withdrawn."
      + " It counts no more and stays in the history."
  }
}
