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
    try check("The end of the diagnosis", day, of: patient)
    if day < diagnosis.diagnosedOn {
      throw DeskRefusal.order(
        earlier: "the diagnosis", diagnosis.diagnosedOn, later: "Its end", day)
    }
  }
}
