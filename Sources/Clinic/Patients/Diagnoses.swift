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
  package func reviseDiagnosis(
    _ disease: Disease.ID, of id: Patient.ID, to other: Disease.ID, on day: Day, reason: String
  ) throws {
    let patient = try patient(id)
    _ = try definitions.disease(other)
    let running = try runningDiagnosis(disease, of: id)
    try checkEnd(of: running.diagnosis, on: day, patient, reason)
    do {
      try file.write(.changeDiagnosis, by: by(reason: reason), about: id) { writing in
        var ended = running.diagnosis
        ended.endedOn = day
        try writing.change(diagnosis: running.number, to: ended)
        _ = try writing.add(
          Diagnosis(disease: other, diagnosedOn: day, onsetOn: running.diagnosis.onsetOn), of: id)
      }
    } catch RegistryError.duplicateDiagnosis {
      throw DeskRefusal.diagnosisExists(id, other, day)
    }
  }

  package func endDiagnosis(_ disease: Disease.ID, of id: Patient.ID, on day: Day, reason: String)
    throws
  {
    let patient = try patient(id)
    let running = try runningDiagnosis(disease, of: id)
    try checkEnd(of: running.diagnosis, on: day, patient, reason)
    try file.write(.changeDiagnosis, by: by(reason: reason), about: id) { writing in
      var ended = running.diagnosis
      ended.endedOn = day
      try writing.change(diagnosis: running.number, to: ended)
    }
  }

  private func runningDiagnosis(
    _ disease: Disease.ID, of id: Patient.ID
  ) throws -> (number: Int, diagnosis: Diagnosis) {
    let all = try file.read { try $0.diagnoses(of: id) }
    let running = all.last { $0.fact.disease == disease && $0.fact.endedOn == nil }
    guard let running else { throw DeskRefusal.noSuchDiagnosis(id, disease) }
    return (running.number, running.fact)
  }

  private func checkEnd(of diagnosis: Diagnosis, on day: Day, _ patient: Patient, _ reason: String)
    throws
  {
    if reason.isEmpty { throw DeskRefusal.emptyText("A reason") }
    var ended = diagnosis
    ended.endedOn = day
    try checks.faults(of: ended, patient).beyond(checks.faults(of: diagnosis, patient)).refuse()
  }
}
