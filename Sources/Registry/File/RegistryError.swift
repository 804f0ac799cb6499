package import Outcomes

/// Why the clinic file was not opened, or did not take what it was given: facts.
///
/// Each shell has its words for them, in `Sources/Command/Words/RegistryErrorWords.swift` and
/// `Sources/Web/Forms/RegistryErrorWords.swift`.
package enum RegistryError: Error, Hashable, Sendable {
  // The file.
  case noFile(path: String)
  case fileExists(path: String)
  case isDirectory(path: String)
  case isSymbolicLink(path: String)
  case isNoRegularFile(path: String)
  case hasHardLinks(path: String, count: Int)
  case onNetwork(path: String, system: String)
  case noDirectory(path: String)
  case notPermitted(path: String, what: String)
  case notSQLite(path: String)
  case notClinicFile(path: String)
  case newerSchema(path: String, found: Int, known: Int)
  case olderSchema(path: String, found: Int, known: Int)
  case writtenByAnother(path: String, holder: String)
  case openedForReading
  /// Another file was put in its place since it was read.
  case replacedMeanwhile(path: String)
  /// A failure of SQLite or the disk; `code` is SQLite's.
  case storage(code: Int, what: String)
  /// The disk did not say that it has the change: it may be there after a restart, or not.
  case unconfirmed(what: String)
  /// A change before this one was not confirmed, so no more are taken.
  case writingStopped
  case unreadable(table: String, row: Int, column: String)
  case systemCall(what: String, path: String, why: String)

  // What was to be stored.
  case authorNeeded
  case reasonNeeded
  case emptyIdentifier
  case unknownPatient(Patient.ID)
  case patientExists(Patient.ID)
  case duplicateDiagnosis(Patient.ID, Disease.ID, Day)
  case duplicateCourse(Patient.ID, Therapy.ID, Day)
  case duplicateScore(Patient.ID, Measure.ID, Day, variant: String)
  case noSuchFact(table: String, number: Int)
  case changedMeanwhile(table: String, number: Int, seen: Int, now: Int)
  case mergeWithItself(Patient.ID)
  case alreadyMerged(Patient.ID, into: Patient.ID)
  case notMerged(Patient.ID)
  case mergeConflicts(Patient.ID, into: Patient.ID, [MergeConflict])
  case emptyConversionTable(Measure.ID)

  // Copies.
  case sideFilesExist(path: String, files: [String])
  case damagedCopy(path: String, findings: [IntegrityFinding])
  /// The same; the copy was kept all the same, under a name that says so.
  case damagedCopyKept(path: String, copy: String, findings: [IntegrityFinding])
  /// The file is complete and has its name, but the disk did not say that it has the name.
  case nameUnconfirmed(path: String)
}

/// A fact that two patients to be merged both have, with different content.
package struct MergeConflict: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    case diagnosis(Disease.ID, Day)
    case course(Therapy.ID, Day)
    case score(Measure.ID, Day, variant: String)
  }
  package var subject: Subject
  /// The numbers of the two facts: of the patient to be merged, of the surviving one.
  package var number: Int
  package var survivorNumber: Int

  package init(subject: Subject, number: Int, survivorNumber: Int) {
    self.subject = subject
    self.number = number
    self.survivorNumber = survivorNumber
  }
}
