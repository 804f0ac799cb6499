import Exchange
package import Outcomes
package import Registry

/// Input that was refused; nothing was stored.
///
/// Facts only. Each shell has its words for them: `Sources/Command/Words/RefusalWords.swift` for the
/// terminal, `Sources/Web/Forms/RefusalWords.swift` for the browser.
package protocol Refusal: Error, Sendable {
  /// What a person can do next; nil: the facts say all there is.
  var way: WayOut? { get }
  /// What the terminal ends with.
  var exitStatus: Int32 { get }
}

extension Refusal {
  package var way: WayOut? { nil }
  /// The data was refused.
  package var exitStatus: Int32 { 1 }
}

/// A refusal that is said in the same words in every shell.
package protocol PlainRefusal: Refusal {
  /// Place, what was found, what is allowed, what to do.
  var message: String { get }
}

extension EntryRefusal: PlainRefusal {
  package var message: String { description + "\nNothing was stored." }
}

/// What a person asked for cannot be done, as facts.
package enum DeskRefusal: Refusal, Hashable {
  /// A text without which nothing is stored.
  package enum NeededText: Hashable, Sendable, CaseIterable {
    case identifier, familyName, reason, note, physician, source
  }

  case unknownPatient(Patient.ID, near: String?)
  /// A text that names several patients, or begins the names of some (not `isWhole`).
  case severalPatients(String, [Patient], isWhole: Bool)
  /// A text that names several definitions: their ids.
  case severalDefinitions(String, [String])
  case unknownMeasure(String, near: String?)
  case unknownDisease(String, near: String?)
  case unknownTherapy(String, near: String?)
  case unknownScore(Int)
  case patientExists(Patient.ID)
  case emptyText(NeededText)
  case diagnosisExists(Patient.ID, Disease.ID, Day)
  case noSuchDiagnosis(Patient.ID, Disease.ID)
  /// No diagnosis is recorded that could be re-evaluated.
  case noDiagnosis(Patient.ID)
  /// Neither a row of the re-evaluation nor said to be a new one.
  case unknownRow(Patient.ID, String, near: String?)
  case courseExists(Patient.ID, Therapy.ID, Day)
  case noSuchCourse(Patient.ID, Therapy.ID, Day?)
  case courseStopped(Patient.ID, Therapy.ID, Day, number: Int)
  case scoreExists(Patient.ID, Measure.ID, Day, variant: String, number: Int)
  case nothingChanges
  case mergeRegrades(Patient.ID, into: Patient.ID, Measure.ID, Day)
  case noOpenFlag(Patient.ID, kind: String?)
  case noClosedFlag(Patient.ID, kind: String?)
  /// Neither an open nor a closed one.
  case noSuchFlag(Patient.ID, kind: String?)
  /// Several flags are meant where one must be: which there are.
  case severalFlags(Patient.ID, [Review.Subject])
  case noSuchDecision(Patient.ID, Int)
  /// Flags that were to be deferred together: none was, because of these.
  case noneDeferred([RefusedDeferral])
  case measureNeeded
  case noValueTable(Measure.ID)
  case fileExists(String)
  case badTable(file: String, row: Int, value: String)
  case noSuchFile(String)
  case noSuchDefinition(String, near: String?)
  case faultyDefinitions([String])
  /// Of a number that no fact of the patient has.
  case unknownFact(FactKind, Int)
  case noSuchVersion(Int, now: Int)
  /// Not the same is recorded of that day any more as the person saw.
  case visitChanged(Patient.ID, Day)
  /// Nothing is recorded of that day, or nothing any more.
  case noSuchVisit(Patient.ID, Day)
  /// A visit cannot be moved: the same is recorded of the other day already.
  case visitStands(Patient.ID, Day, Measure.ID, variant: String, number: Int)
  /// Something is noted of a visit there already.
  case visitNoted(Patient.ID, Day)
  /// Somebody else changed it since the person saw it; nothing was stored.
  case changedMeanwhile(ChangedMeanwhile)
  /// What was to be recorded has faults, at least one.
  case faults([RecordFault])
  /// Persons who may be the same one are registered, and nobody said that this is another one.
  case alike(Patient.ID, [LikePatient])
}

extension DeskRefusal {
  package var way: WayOut? {
    switch self {
    case .unknownPatient, .severalPatients: .showPatients
    case .unknownMeasure: .showMeasures
    case .unknownDisease: .showDiseases
    case .unknownTherapy: .showTherapies
    case .unknownScore: .showPatient(nil)
    case .patientExists(let id): .editPatient(id)
    case .alike: .addEvenIfSimilar
    case .noSuchDiagnosis(let id, _), .noDiagnosis(let id), .visitChanged(let id, _),
      .visitNoted(let id, _), .noSuchVisit(let id, _):
      .showPatient(id)
    case .unknownRow(let id, _, _): .showReevaluation(id)
    case .courseExists(let id, _, _): .changeTreatment(id, number: nil)
    case .noSuchCourse(let id, _, _): .showPatient(id)
    case .courseStopped(let id, _, _, let number): .changeTreatment(id, number: number)
    case .scoreExists(let id, _, _, _, let number), .visitStands(let id, _, _, _, let number):
      .correctScore(id, number: number)
    case .mergeRegrades(_, let survivor, _, _): .editPatient(survivor)
    case .noOpenFlag(let id, _), .noClosedFlag(let id, _), .noSuchFlag(let id, _),
      .severalFlags(let id, _),
      .noSuchDecision(let id, _):
      .showFlags(id)
    case .measureNeeded: .chooseMeasure
    case .changedMeanwhile(let meanwhile): .showPatient(meanwhile.survivor ?? meanwhile.patient)
    case .emptyText, .diagnosisExists, .nothingChanges, .noneDeferred, .noValueTable, .fileExists,
      .badTable, .noSuchFile, .noSuchDefinition,
      .severalDefinitions, .faultyDefinitions,
      .unknownFact, .noSuchVersion, .faults:
      nil
    }
  }
}
