import Exchange
package import Outcomes

/// Input that was refused; nothing was stored.
///
/// The shells show the message and end with the status.
package protocol Refusal: Error, Sendable {
  /// Place, what was found, what is allowed, what to do.
  var message: String { get }
  var exitStatus: Int32 { get }
}

extension Refusal {
  /// The data was refused.
  package var exitStatus: Int32 { 1 }
}

extension EntryRefusal: Refusal {
  package var message: String { description + "\nNothing was stored." }
}

/// What a person asked for cannot be done, as facts.
package enum DeskRefusal: Refusal, Hashable {
  case unknownPatient(Patient.ID, near: String?)
  case unknownMeasure(String, near: String?)
  case unknownDisease(String, near: String?)
  case unknownTherapy(String, near: String?)
  case unknownScore(Int)
  case patientExists(Patient.ID)
  case emptyText(String)
  case diagnosisExists(Patient.ID, Disease.ID, Day)
  case noSuchDiagnosis(Patient.ID, Disease.ID)
  case courseExists(Patient.ID, Therapy.ID, Day)
  case noSuchCourse(Patient.ID, Therapy.ID, Day?)
  case courseStopped(Therapy.ID, Day)
  case scoreExists(Patient.ID, Measure.ID, Day, variant: String, number: Int)
  case nothingChanges
  case mergeRegrades(Patient.ID, into: Patient.ID, Measure.ID, Day)
  case noOpenFlag(Patient.ID, kind: String?)
  case decisionNeeds(Review.Decision, option: String)
  case decisionTakesNo(Review.Decision, option: String)
  case deferralPassed(Day, asOf: Day)
  case measureNeeded
  case noValueTable(Measure.ID)
  case fileExists(String)
  case badTable(file: String, row: Int, value: String)
  case noSuchFile(String)
  case noSuchDefinition(String, near: String?)
  case faultyDefinitions([String])
  /// What was to be recorded has faults, at least one.
  case faults([RecordFault])
  /// Persons who may be the same one are registered, and nobody said that this is another one.
  case alike(Patient.ID, [LikePatient])

  package var message: String {
    switch self {
    case .unknownPatient(let id, let near):
      "No patient is registered as '\(id)'.\(Self.hint(near)) 'recheck patient list' shows all of them."
    case .unknownMeasure(let id, let near):
      "No measure has the id '\(id)'.\(Self.hint(near)) 'recheck measures list' shows all of them."
    case .unknownDisease(let id, let near):
      "No disease has the id '\(id)'.\(Self.hint(near)) 'recheck measures list --kind diseases' shows all of them."
    case .unknownTherapy(let id, let near):
      "No therapy has the id '\(id)'.\(Self.hint(near)) 'recheck measures list --kind therapies' shows all of them."
    case .unknownScore(let number):
      "No score has the number \(number). 'recheck patient show PATIENT' shows the numbers of a patient's scores."
    case .patientExists(let id):
      "A patient is registered as '\(id)' already. Choose another identifier, or change that patient with 'recheck patient edit'."
    case .emptyText(let what): "\(what) is needed and was left empty."
    case .diagnosisExists(let patient, let disease, let day):
      "\(patient) has the diagnosis \(disease) of \(day) already."
    case .noSuchDiagnosis(let patient, let disease):
      "\(patient) has no running diagnosis \(disease). 'recheck patient show \(patient)' shows the diagnoses."
    case .courseExists(let patient, let therapy, let day):
      "\(patient) has a course of \(therapy) from \(day) already. Change it with 'recheck treatment change'."
    case .noSuchCourse(let patient, let therapy, let day):
      "\(patient) has no \(day == nil ? "such " : "")course of \(therapy)\(day.map { " from \($0)" } ?? "")."
        + " 'recheck patient show \(patient)' shows the courses."
    case .courseStopped(let therapy, let day):
      "This course of \(therapy) was stopped on \(day) already. Correct that with 'recheck treatment change'."
    case .scoreExists(let patient, let measure, let day, let variant, let number):
      "\(measure)\(variant.isEmpty ? "" : " (\(variant))") of \(patient) on \(day) is recorded as score \(number) already."
        + " Change it with 'recheck correct \(number)', which keeps the earlier value."
    case .nothingChanges: "Nothing was changed: give at least one new value."
    case .mergeRegrades(let patient, let survivor, let measure, let day):
      "The \(measure) of \(patient) on \(day) is graded by sex, and \(survivor) is registered with"
        + " another sex. Correct one of the two with 'recheck patient edit', then merge."
    case .noOpenFlag(let patient, let kind):
      "\(patient) has no open flag\(kind.map { " '\($0)'" } ?? ""). 'recheck review show \(patient)' shows what there is."
    case .decisionNeeds(let decision, let option):
      "The decision \(decision.rawValue) needs \(option)."
    case .decisionTakesNo(let decision, let option):
      "The decision \(decision.rawValue) takes no \(option)."
    case .deferralPassed(let day, let asOf):
      "The flag would open again on \(day), which is not after \(asOf). Give a later day."
    case .measureNeeded: "items-wide has a column for each item of one measure: add --measure ID."
    case .noValueTable(let id): "\(id) is not compared by a value that comes from a table."
    case .fileExists(let file): "\(file) exists already. Give another name, or remove it first."
    case .badTable(let file, let row, let value):
      "\(file), row \(row): found '\(value)': two numbers are needed, the raw score and its value, each raw score once."
    case .noSuchFile(let file): "\(file) could not be read. Check the name."
    case .noSuchDefinition(let id, let near):
      "No measure, disease or therapy has the id '\(id)'.\(Self.hint(near))"
    case .faultyDefinitions(let faults):
      faults.joined(separator: "\n")
        + "\n\(faults.count) \(faults.count == 1 ? "fault" : "faults") found. Nothing of the folder is used."
    case .faults(let faults): faults.map(\.sentence).joined(separator: "\n")
    case .alike(let id, let others):
      "'\(id)' was not registered. \(others.lines.joined(separator: "\n"))"
        + "\nIf this is another person, add --even-if-similar. If not, use the identifier above."
    }
  }

  private static func hint(_ near: String?) -> String {
    near.map { " Did you mean '\($0)'?" } ?? ""
  }
}
