import Clinic
import Outcomes
import Registry

/// What the terminal says where the clinic file could not be used, or did not take what it was given.
///
/// Identifiers are named because the person who reads it gave them; a log must not take it.
enum RegistryErrorWords {
  /// What was found, what is allowed, what to do.
  static func text(_ error: RegistryError) -> String {
    switch error {
    case .noFile(let path):
      "\(path): there is no such file. Check the name. A first 'recheck patient add' or 'recheck import'"
        + " makes a new clinic file; 'recheck demo' builds an invented clinic."
    case .fileExists(let path):
      "\(path): there is a file of this name already. Choose another name, or move that file away."
    case .isDirectory(let path):
      "\(path): this is a folder. Name the clinic file in it, for example"
        + " \(path.hasSuffix("/") ? path : path + "/")clinic.sqlite."
    case .isSymbolicLink(let path):
      "\(path): this is a symbolic link, and SQLite would put its side files in the wrong place."
        + " Name the file that it points to."
    case .isNoRegularFile(let path):
      "\(path): this is no regular file. Name a clinic file."
    case .hasHardLinks(let path, let count):
      "\(path): the file has \(count) names (hard links); written under two names, it would be"
        + " damaged. Remove the other names, or make a copy with 'recheck backup'."
    case .onNetwork(let path, let system):
      "\(path): the file lies on a network drive (\(system)), where locks are not reliable and a"
        + " clinic file can be damaged. Keep it on a local disk and put backups on the network."
    case .noDirectory(let path):
      "\(path): its folder does not exist. Make the folder, or check the name."
    case .notPermitted(let path, let what):
      "\(path): not permitted to \(what) it. Ask whoever owns the file or folder, or run as them."
    case .notSQLite(let path):
      "\(path): this is no clinic file, not even a database, or its first page is damaged. Name"
        + " another file, or restore a backup with 'recheck restore'."
    case .notClinicFile(let path):
      "\(path): this is a database of another program. It was not touched; name another file."
    case .newerSchema(let path, let found, let known):
      "\(path): a later Recheck wrote this file (format \(found); this one knows up to \(known))."
        + " It was not touched. Use the later Recheck."
    case .olderSchema(let path, let found, let known):
      "\(path): an earlier Recheck wrote this file (format \(found); this one works with \(known))."
        + " End every Recheck that has it open, then start 'recheck serve' of this one: the file is"
        + " brought to format \(known), and as it was it is kept beside it."
    case .writtenByAnother(let path, let holder):
      "\(path): \(holder) has the file open for writing, and only one may write. Reading stays"
        + " possible. Stop that process, or enter it there."
    case .openedForReading:
      "the clinic file was opened for reading only; open it for writing"
    case .replacedMeanwhile(let path):
      "\(path): another file was put in its place while this ran, by a restore or a later Recheck."
        + " Nothing was saved. Run it again."
    case .storage(let code, let what): storage(code, what)
    case .unconfirmed(let what):
      "the disk did not confirm that it has kept this (\(what)): it is not certain whether it was saved."
        + " Check the disk, then look whether it is there before entering it again."
    case .writingStopped:
      "the disk did not confirm an earlier change, so nothing more is taken. Nothing was saved of this"
        + " one. Check the disk, start Recheck again, and look whether the earlier change is there."
    case .unreadable(let table, let row, let column):
      "\(table) row \(row): '\(column)' holds a value that this Recheck does not know. Use the Recheck"
        + " that wrote it, or run 'recheck verify'."
    case .systemCall(let what, let path, let why):
      "\(path): could not \(what) it: \(why)"
    case .authorNeeded: "nobody is named as the author. Say who enters this."
    case .reasonNeeded: "a change of what is stored needs a reason. Say why."
    case .emptyIdentifier: "the patient identifier is empty. Give the clinic's own identifier."
    case .unknownPatient(let id):
      "there is no patient '\(id)'. Check the identifier, or register the patient first."
    case .patientExists(let id):
      "there is a patient '\(id)' already. Choose another identifier, or edit that patient."
    case .duplicateDiagnosis(let id, let disease, let day):
      "patient '\(id)' has the diagnosis \(disease) of \(day) already. Revise that one."
    case .duplicateCourse(let id, let therapy, let day):
      "patient '\(id)' has a course of \(therapy) from \(day) already. Change that one."
    case .duplicateScore(let id, let measure, let day, let variant):
      "patient '\(id)' has a score of \(measure) on \(day)"
        + (variant.isEmpty ? "" : " (\(variant))") + " already. Correct that one."
    case .noSuchFact(let table, let number):
      "there is no \(table) \(number) in force. Look its number up in the patient's record."
    case .changedMeanwhile(let table, let number, let seen, let now):
      "\(table) \(number) was changed meanwhile: you saw version \(seen), now it is version \(now)."
        + " Look at it again and repeat the change."
    case .mergeWithItself(let id):
      "patient '\(id)' cannot be merged with itself. Name two patients."
    case .alreadyMerged(let id, let survivor):
      "patient '\(id)' was merged into '\(survivor)' already. Undo that merge first."
    case .notMerged(let id):
      "patient '\(id)' was not merged into another one; there is nothing to undo."
    case .mergeConflicts(let id, let survivor, let conflicts):
      "patients '\(id)' and '\(survivor)' differ in \(conflicts.count)"
        + (conflicts.count == 1 ? " fact" : " facts")
        + " that a patient can have only once; nothing was merged. Correct or withdraw one of each"
        + " pair, then merge again:\n"
        + conflicts.map { "  \(text($0))" }.joined(separator: "\n")
    case .emptyConversionTable(let measure):
      "the table for \(measure) has no rows. Give at least one raw value with its centile."
    case .sideFilesExist(let path, let files):
      "\(path): other files hold changes that are not in it yet (\(files.joined(separator: ", ")))"
        + " and could not be brought in. Nothing was restored. Move all of them to another folder,"
        + " together, and restore again."
    case .damagedCopy(let path, let findings): DamageWords.notKept(path, findings)
    case .damagedCopyKept(let path, let copy, let findings):
      DamageWords.kept(path, copy, findings)
    case .nameUnconfirmed(let path):
      "\(path): the new file is complete and in its place, but the disk did not confirm its name:"
        + " after a power cut there may be the file before it, or none. Check the disk, then look"
        + " whether it is there."
    }
  }

  private static func storage(_ code: Int, _ what: String) -> String {
    switch code & 0xFF {
    case 5, 6:
      "the clinic file is busy: another program holds it. Nothing was saved; try again."
    case 8: "the clinic file or its folder cannot be written. Nothing was saved; check its rights."
    case 10:
      "the disk reports an error (\(what)). Nothing was saved; check the disk and its free space"
        + " before going on."
    case 11:
      "the clinic file is damaged (\(what)). Stop entering data, run 'recheck verify', and restore a"
        + " backup."
    case 13: "the disk is full. Nothing was saved; free some space and try again."
    case 14:
      "the clinic file cannot be opened. Check that it and its folder may be read, and that the"
        + " folder may be written."
    case 26: "this is no clinic file, or its first page is damaged."
    default:  // not our enum
      "the clinic file refused it: \(what) (SQLite \(code)). Nothing was saved."
    }
  }
}

extension RegistryErrorWords {
  private static func text(_ conflict: MergeConflict) -> String {
    let what =
      switch conflict.subject {
      case .diagnosis(let disease, let day): "diagnosis \(disease) of \(day)"
      case .course(let therapy, let day): "course of \(therapy) from \(day)"
      case .score(let measure, let day, let variant):
        "score of \(measure) on \(day)" + (variant.isEmpty ? "" : " (\(variant))")
      }
    return "\(what): numbers \(conflict.number) and \(conflict.survivorNumber)"
  }
}
