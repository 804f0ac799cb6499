/// What a person can do after something was refused.
///
/// Facts only: the terminal words each as a command, the browser as a link or by its page. Who or
/// what is nil where the refusal does not know it.
package enum WayOut: Hashable, Sendable {
  case showPatients
  case showMeasures
  case showDiseases
  case showTherapies
  /// Diagnoses, courses and scores with their numbers and versions.
  case showPatient(Patient.ID?)
  /// Open and closed flags.
  case showFlags(Patient.ID)
  /// The rows of the re-evaluation.
  case showReevaluation(Patient.ID)
  case editPatient(Patient.ID?)
  /// End or revise it.
  case changeDiagnosis(Patient.ID?)
  case changeTreatment(Patient.ID?, number: Int?)
  case correctScore(Patient.ID?, number: Int?)
  /// Take a merge back.
  case separate(Patient.ID)
  /// Register somebody alike as another person.
  case addEvenIfSimilar
  /// Name the one measure whose items are wanted.
  case chooseMeasure
  /// Say in which order the dates of a file are written; nil: any of the orders.
  case chooseDates(String?)
  case backUp
  case restoreBackup
  case verifyFile
}
