package import Outcomes
import Registry

extension Desk {
  /// - Parameter fields: how the particulars were read; what could not be read is refused with the
  ///   rest.
  package func addDiagnosis(
    _ diagnosis: Diagnosis, to id: Patient.ID, read fields: FieldReader = FieldReader()
  ) throws {
    let patient = try patient(id)
    let diagnosis = diagnosis.tidy
    _ = try definitions.disease(diagnosis.disease)
    try fields.faults(with: checks.faults(of: diagnosis, patient)).refuse()
    do {
      try file.write(.addDiagnosis, by: by(), about: id) { _ = try $0.add(diagnosis, of: id) }
    } catch RegistryError.duplicateDiagnosis {
      throw DeskRefusal.diagnosisExists(id, diagnosis.disease, diagnosis.diagnosedOn)
    }
  }

  /// Ends one diagnosis and begins another on the same day, in one step.
  ///
  /// - Parameters:
  ///   - number: of the diagnosis that ends, through all its versions.
  ///   - seen: the version that the person saw of it.
  ///   - name: what ``Disease/other`` is, in words; nil for any other disease.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where somebody else changed it since.
  package func reviseDiagnosis(
    _ number: Int, of id: Patient.ID, seen: Int, to other: Disease.ID, named name: String? = nil,
    on day: Day, reason: String
  ) throws {
    let patient = try patient(id)
    _ = try definitions.disease(other)
    let running = try runningDiagnosis(number, of: id, seen: seen)
    let next = running.revised(to: other, named: name, on: day)
    try checks.faults(ofRevising: running, to: next, patient)
      .beyond(checks.faults(of: running, patient)).refuse()
    do {
      try end(number, of: id, seen: seen, on: day, reason: reason) { writing, _ in
        _ = try writing.add(next, of: id)
      }
    } catch RegistryError.duplicateDiagnosis {
      throw DeskRefusal.diagnosisExists(id, other, day)
    }
  }

  /// - Parameters: see ``reviseDiagnosis(_:of:seen:to:on:reason:)``.
  package func endDiagnosis(
    _ number: Int, of id: Patient.ID, seen: Int, on day: Day, reason: String
  ) throws {
    try end(number, of: id, seen: seen, on: day, reason: reason) { _, _ in }
  }

  /// - Parameter also: what is written in the same step, given the ended diagnosis.
  private func end(
    _ number: Int, of id: Patient.ID, seen: Int, on day: Day, reason: String,
    also: (Writing, Diagnosis) throws -> Void
  ) throws {
    let patient = try patient(id)
    let running = try runningDiagnosis(number, of: id, seen: seen)
    if reason.isEmpty { throw DeskRefusal.emptyText(.reason) }
    var ended = running
    ended.endedOn = day
    try checks.faults(of: ended, patient).beyond(checks.faults(of: running, patient)).refuse()
    try changing(diagnosisHistory(number), of: id, seen: seen) {
      try file.write(.changeDiagnosis, by: by(reason: reason), about: id) { writing in
        try writing.change(diagnosis: number, to: ended, seen: seen)
        try also(writing, ended)
      }
    }
  }

  private func runningDiagnosis(
    _ number: Int, of id: Patient.ID, seen: Int
  ) throws -> Diagnosis {
    guard let diagnosis = try unchanged(diagnosisHistory(number), of: id, seen: seen) else {
      throw DeskRefusal.unknownFact(.diagnosis, number)
    }
    guard diagnosis.endedOn == nil else {
      throw DeskRefusal.noSuchDiagnosis(id, diagnosis.disease)
    }
    return diagnosis
  }
}

extension Diagnosis {
  /// The diagnosis that follows this one, with the same first symptoms.
  func revised(to other: Disease.ID, named name: String?, on day: Day) -> Diagnosis {
    var next = Diagnosis(disease: other, otherName: name, diagnosedOn: day).tidy
    next.onsetGiven = onsetGiven
    return next
  }
}
