import Outcomes
import Registry

/// What the browser says where the clinic file could not be used, or did not take what it was given.
///
/// Paths and the system's own messages stay with whoever runs the program.
struct RegistryErrorWords {
  let words: RefusalWords

  func text(_ error: RegistryError) -> String {
    switch error {
    case .noFile: "There is no such file. Check the name."
    case .fileExists: "There is a file of this name already. Choose another name."
    case .isDirectory: "This is a folder. Name a file in it."
    case .isSymbolicLink: "This is a link to another file. Name that file."
    case .isNoRegularFile: "This is no regular file. Choose another name."
    case .hasHardLinks: "This file has several names and would be damaged. Choose another name."
    case .onNetwork:
      "The file lies on a network drive, where a clinic file can be damaged. Choose a local folder."
    case .noDirectory: "The folder does not exist. Make it, or check the name."
    case .notPermitted:
      "Recheck is not permitted to write there. Choose another folder, or ask \(Self.keeper)."
    case .notSQLite, .notClinicFile: "This is no clinic file."
    case .newerSchema: "A later Recheck wrote this file. Ask \(Self.keeper) for the later one."
    case .olderSchema:
      "An earlier Recheck wrote this file. It is brought up to date when the web app is started anew."
        + " Ask \(Self.keeper)."
    case .writtenByAnother, .openedForReading, .replacedMeanwhile:
      "Another program has the clinic file open for writing. Nothing was saved. Ask \(Self.keeper)."
    case .storage(let code, _): Self.storage(code)
    case .unconfirmed:
      "The disk did not confirm that it has kept this: it is not certain whether it was saved. Tell"
        + " \(Self.keeper), then look whether it is there before you enter it again."
    case .writingStopped:
      "The disk did not confirm an earlier change, so nothing more is taken. Nothing was saved of"
        + " this one. Tell \(Self.keeper)."
    case .unreadable:
      "The clinic file holds a value that this Recheck does not know. Tell \(Self.keeper)."
    case .systemCall, .sideFilesExist: "The file could not be used. Ask \(Self.keeper)."
    case .authorNeeded: "Nobody is named as the author."
    case .reasonNeeded: "A reason is needed."
    case .emptyIdentifier: "An identifier is needed."
    case .unknownPatient(let id): "No patient is registered as “\(id)”."
    case .patientExists(let id):
      "A patient is registered as “\(id)” already. Choose another identifier."
    case .duplicateDiagnosis(_, let disease, let day):
      "The diagnosis \(words.name(disease)) of \(day) is recorded already."
    case .duplicateCourse(_, let therapy, let day):
      "A course of \(words.name(therapy)) from \(day) is recorded already. Change that one."
    case .duplicateScore(_, let measure, let day, let variant):
      "\(words.name(measure, variant)) on \(day) is recorded already. Correct that one."
    case .noSuchFact: "This no longer stands in the record. Look at the patient's page."
    case .changedMeanwhile: "This was changed meanwhile. Look at it again, then repeat the change."
    case .mergeWithItself: "This is the same identifier. Name the other one."
    case .alreadyMerged(let id, let survivor):
      "\(id) was put together with \(survivor) already. Separate these two first."
    case .notMerged(let id): "\(id) was not put together with another record."
    case .mergeConflicts(_, _, let conflicts):
      "The two records differ in what a patient can have only once, so they were not put together."
        + " Correct or withdraw one of each pair, then merge again: "
        + conflicts.map(pair).joined(separator: "; ") + "."
    case .emptyConversionTable: "The table has no rows."
    case .damagedCopy: "The copy was checked and found damaged, so it was not kept."
    case .damagedCopyKept(_, let copy, let findings):
      "The copy was checked and found damaged; it counts as no backup. It is kept as \(copy)."
        + " Enter nothing more, and tell \(Self.keeper). Found: "
        + findings.prefix(5).map(\.description).joined(separator: "; ")
        + (findings.count > 5 ? "; and \(findings.count - 5) more." : ".")
    case .nameUnconfirmed:
      "The new file is complete, but the disk did not confirm its name. Tell \(Self.keeper)."
    }
  }

  /// What a page says at its top where the file itself could not be used.
  static func title(_ error: RegistryError) -> String {
    switch error {
    case .unconfirmed: "It is not certain whether this was saved"
    case .nameUnconfirmed: "The disk did not confirm a file"
    case _: "Nothing was saved"
    }
  }

  private static let keeper = "whoever runs the program"

  private static func storage(_ code: Int) -> String {
    switch code & 0xFF {
    case 5, 6: "The clinic file is busy. Nothing was saved; try again."
    case 8:
      "The clinic file may only be read. Nothing was saved. Send it again when \(keeper) has"
        + " changed that."
    case 10:
      "The disk reports an error. Nothing was saved. Tell \(keeper) before you send it again."
    case 11: "The clinic file is damaged. Enter nothing more, and tell \(keeper) at once."
    case 13:
      "The disk is full. Nothing was saved. Send it again when some space is free: tell \(keeper)."
    default:  // not our enum
      "The clinic file did not take it. Nothing was saved; tell \(keeper)."
    }
  }

  /// `MG-ADL on 2026-03-12 (numbers 12 and 40)`.
  private func pair(_ conflict: MergeConflict) -> String {
    let what =
      switch conflict.subject {
      case .diagnosis(let disease, let day): "diagnosis \(words.name(disease)) of \(day)"
      case .course(let therapy, let day): "\(words.name(therapy)) from \(day)"
      case .score(let measure, let day, let variant): "\(words.name(measure, variant)) on \(day)"
      }
    return "\(what) (numbers \(conflict.number) and \(conflict.survivorNumber))"
  }
}
