package import Outcomes
import Registry

extension Desk {
  package func addDiagnosis(_ diagnosis: Diagnosis, to id: Patient.ID) throws {
    let patient = try patient(id)
    _ = try definitions.disease(diagnosis.disease)
    try check("A diagnosis", diagnosis.diagnosedOn, of: patient)
    try check("The first symptoms", diagnosis.onsetOn, of: patient)
    try check("The end of a diagnosis", diagnosis.endedOn, of: patient)
    if let onset = diagnosis.onsetOn, onset > diagnosis.diagnosedOn {
      throw DeskRefusal.order(
        earlier: "the first symptoms", onset, later: "The diagnosis", diagnosis.diagnosedOn)
    }
    if let ended = diagnosis.endedOn, ended < diagnosis.diagnosedOn {
      throw DeskRefusal.order(
        earlier: "the diagnosis", diagnosis.diagnosedOn, later: "Its end", ended)
    }
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
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where somebody else changed it since.
  package func reviseDiagnosis(
    _ number: Int, of id: Patient.ID, seen: Int, to other: Disease.ID, on day: Day, reason: String
  ) throws {
    let patient = try patient(id)
    _ = try definitions.disease(other)
    let running = try runningDiagnosis(number, of: id, seen: seen)
    try checkEnd(of: running, on: day, patient, reason)
    do {
      try changing(diagnosisHistory(number), of: id, seen: seen) {
        try file.write(.changeDiagnosis, by: by(reason: reason), about: id) { writing in
          var ended = running
          ended.endedOn = day
          try writing.change(diagnosis: number, to: ended, seen: seen)
          _ = try writing.add(
            Diagnosis(disease: other, diagnosedOn: day, onsetOn: running.onsetOn), of: id)
        }
      }
    } catch RegistryError.duplicateDiagnosis {
      throw DeskRefusal.diagnosisExists(id, other, day)
    }
  }

  /// - Parameters: see ``reviseDiagnosis(_:of:seen:to:on:reason:)``.
  package func endDiagnosis(
    _ number: Int, of id: Patient.ID, seen: Int, on day: Day, reason: String
  ) throws {
    let patient = try patient(id)
    let running = try runningDiagnosis(number, of: id, seen: seen)
    try checkEnd(of: running, on: day, patient, reason)
    try changing(diagnosisHistory(number), of: id, seen: seen) {
      try file.write(.changeDiagnosis, by: by(reason: reason), about: id) { writing in
        var ended = running
        ended.endedOn = day
        try writing.change(diagnosis: number, to: ended, seen: seen)
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

  private func checkEnd(of diagnosis: Diagnosis, on day: Day, _ patient: Patient, _ reason: String)
    throws
  {
    if reason.isEmpty { throw DeskRefusal.emptyText(.reason) }
    try check("The end of the diagnosis", day, of: patient)
    if day < diagnosis.diagnosedOn {
      throw DeskRefusal.order(
        earlier: "the diagnosis", diagnosis.diagnosedOn, later: "Its end", day)
    }
  }
}
