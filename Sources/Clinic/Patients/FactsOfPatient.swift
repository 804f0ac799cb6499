package import Outcomes
package import Registry

/// One fact of a patient with its versions: what forms and commands that change it work from.
extension Desk {
  /// - Parameter seen: the version that somebody saw; nil: it is looked at only now.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` for an identifier that was given up in a merge:
  ///   the particulars of the other one count.
  package func particulars(of id: Patient.ID, seen: Int?) throws -> SeenFact<Patient> {
    let seen = try seen ?? version(ofParticulars: id)
    guard let found = try standing(particularsHistory(of: id), of: id, seen: seen) else {
      throw try unknown(id)
    }
    return found
  }

  /// The version of the particulars that stands now, also under an identifier that was given up.
  package func version(ofParticulars id: Patient.ID) throws -> Int {
    guard let latest = try file.read({ try $0.history(ofPatient: id) }).last else {
      throw try unknown(id)
    }
    return latest.version
  }

  /// nil where the patient has no such diagnosis; see ``particulars(of:seen:)``.
  package func diagnosis(
    _ number: Int, of id: Patient.ID, seen: Int?
  ) throws -> SeenFact<Diagnosis>? {
    try standing(diagnosisHistory(number), of: id, seen: seen)
  }

  /// nil where the patient has no such course; see ``particulars(of:seen:)``.
  package func treatment(
    _ number: Int, of id: Patient.ID, seen: Int?
  ) throws -> SeenFact<TreatmentCourse>? {
    try standing(treatmentHistory(number), of: id, seen: seen)
  }

  /// nil where the patient has no such score; see ``particulars(of:seen:)``.
  package func score(
    _ number: Int, of id: Patient.ID, seen: Int?
  ) throws -> SeenFact<RecordedScore>? {
    try standing(scoreHistory(number), of: id, seen: seen)
  }

  /// The courses and diagnoses of a patient with the numbers by which pages address them.
  package func numberedFacts(
    of id: Patient.ID
  ) throws -> (courses: [FactVersion<TreatmentCourse>], diagnoses: [FactVersion<Diagnosis>]) {
    try file.read { (try $0.courses(of: id), try $0.diagnoses(of: id)) }
  }
}

/// What a command names without its number.
extension Desk {
  /// A course by therapy and first day.
  ///
  /// - Parameters:
  ///   - start: which course of that therapy; nil: the latest.
  ///   - seen: the version that the person was shown; then a course that was withdrawn since is
  ///     found as well, so that it can be said what became of it. nil: nothing was shown.
  package func treatment(
    _ therapy: Therapy.ID, of id: Patient.ID, started start: Day?, seen: Int?
  ) throws -> FactVersion<TreatmentCourse> {
    _ = try patient(id)
    _ = try definitions.therapy(therapy)
    let found = try named(
      .course, of: id, seen: seen, inForce: { try $0.courses(of: id) },
      versions: { try $1.history(ofCourse: $0) },
      where: {
        $0.therapy == therapy
          && (start == nil || $0.start == start || $0.startGiven.latest == start)
      })
    guard let found else { throw DeskRefusal.noSuchCourse(id, therapy, start) }
    return found
  }

  /// A diagnosis by disease and day.
  ///
  /// - Parameters:
  ///   - day: which diagnosis of that disease; nil: the latest.
  ///   - onlyRunning: passes over those that ended; where a version was shown, one that ended since
  ///     is found as well.
  ///   - seen: see ``treatment(_:of:started:seen:)``.
  package func diagnosis(
    _ disease: Disease.ID, of id: Patient.ID, madeOn day: Day? = nil, onlyRunning: Bool,
    seen: Int?
  ) throws -> FactVersion<Diagnosis> {
    _ = try patient(id)
    let found = try named(
      .diagnosis, of: id, seen: seen, inForce: { try $0.diagnoses(of: id) },
      versions: { try $1.history(ofDiagnosis: $0) },
      where: { diagnosis in
        diagnosis.disease == disease && (day == nil || diagnosis.diagnosedOn == day)
          && (!onlyRunning || seen != nil || diagnosis.endedOn == nil)
      })
    guard let found else { throw DeskRefusal.noSuchDiagnosis(id, disease) }
    return found
  }

  /// A score by its number; see ``treatment(_:of:started:seen:)``.
  package func score(_ number: Int, seen: Int?) throws -> FactVersion<RecordedScore> {
    guard let found = try file.read({ try $0.history(ofScore: number) }).last,
      seen != nil || found.status != .withdrawn
    else { throw DeskRefusal.unknownScore(number) }
    return found
  }

  private func named<Fact>(
    _ kind: FactKind, of id: Patient.ID, seen: Int?,
    inForce: (Reading) throws -> [FactVersion<Fact>],
    versions: (Int, Reading) throws -> [FactVersion<Fact>], where isNamed: (Fact) -> Bool
  ) throws -> FactVersion<Fact>? {
    let found = try file.read { reading -> FactVersion<Fact>? in
      if let found = try inForce(reading).last(where: { isNamed($0.fact) }) { return found }
      guard seen != nil else { return nil }
      return try reading.changed(kind, of: id).compactMap { try versions($0, reading).last }
        .last { $0.status == .withdrawn && isNamed($0.fact) }
    }
    // The facts of an identifier that was given up stand with the other one.
    if found == nil { _ = try particulars(of: id, seen: nil) }
    return found
  }
}
