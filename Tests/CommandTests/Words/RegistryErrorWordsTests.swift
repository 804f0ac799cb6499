import Outcomes
import Registry
import Testing

@testable import Command

/// What the terminal says of each error of the clinic file.
@Suite struct `The words for errors of the clinic file` {
  static let texts: [(RegistryError, String)] = [
    (
      .noFile(path: "c.sqlite"),
      "c.sqlite: there is no such file. Check the name. A first 'recheck patient add' or 'recheck import' makes a new clinic file; 'recheck demo' builds an invented clinic."
    ),
    (
      .fileExists(path: "c.sqlite"),
      "c.sqlite: there is a file of this name already. Choose another name, or move that file away."
    ),
    (
      .isDirectory(path: "c"),
      "c: this is a folder. Name the clinic file in it, for example c/clinic.sqlite."
    ),
    (
      .isSymbolicLink(path: "c.sqlite"),
      "c.sqlite: this is a symbolic link, and SQLite would put its side files in the wrong place."
        + " Name the file that it points to."
    ),
    (
      .isNoRegularFile(path: "c.sqlite"),
      "c.sqlite: this is no regular file. Name a clinic file."
    ),
    (
      .hasHardLinks(path: "c.sqlite", count: 2),
      "c.sqlite: the file has 2 names (hard links); written under two names, it would be damaged."
        + " Remove the other names, or make a copy with 'recheck backup'."
    ),
    (
      .noDirectory(path: "no/c.sqlite"),
      "no/c.sqlite: its folder does not exist. Make the folder, or check the name."
    ),
    (
      .notSQLite(path: "c.sqlite"),
      "c.sqlite: this is no clinic file, not even a database, or its first page is damaged. Name"
        + " another file, or restore a backup with 'recheck restore'."
    ),
    (
      .notClinicFile(path: "c.sqlite"),
      "c.sqlite: this is a database of another program. It was not touched; name another file."
    ),
    (
      .newerSchema(path: "c.sqlite", found: 9, known: 1),
      "c.sqlite: a later Recheck wrote this file (format 9; this one knows up to 1). It was not"
        + " touched. Use the later Recheck."
    ),
    (
      .writtenByAnother(path: "c.sqlite", holder: "process 7 (recheck)"),
      "c.sqlite: process 7 (recheck) has the file open for writing, and only one may write. Reading"
        + " stays possible. Stop that process, or enter it there."
    ),
    (
      .olderSchema(path: "c.sqlite", found: 4, known: 5),
      "c.sqlite: an earlier Recheck wrote this file (format 4; this one works with 5). End every"
        + " Recheck that has it open, then start 'recheck serve' of this one: the file is brought to"
        + " format 5, and as it was it is kept beside it."
    ),
    (
      .replacedMeanwhile(path: "c.sqlite"),
      "c.sqlite: another file was put in its place while this ran, by a restore or a later Recheck."
        + " Nothing was saved. Run it again."
    ),
    (.reasonNeeded, "a change of what is stored needs a reason. Say why."),
    (
      .emptyIdentifier, "the patient identifier is empty. Give the clinic's own identifier."
    ),
    (
      .unknownPatient(.init("P1")),
      "there is no patient 'P1'. Check the identifier, or register the patient first."
    ),
    (
      .patientExists(.init("P1")),
      "there is a patient 'P1' already. Choose another identifier, or edit that patient."
    ),
    (
      .duplicateDiagnosis(.init("P1"), .init("mg"), Day(number: 20_000)),
      "patient 'P1' has the diagnosis mg of 2024-10-04 already. Revise that one."
    ),
    (
      .duplicateCourse(.init("P1"), .init("ivig"), Day(number: 20_000)),
      "patient 'P1' has a course of ivig from 2024-10-04 already. Change that one."
    ),
    (
      .duplicateScore(.init("P1"), .init("grip"), Day(number: 20_000), variant: "hand=left"),
      "patient 'P1' has a score of grip on 2024-10-04 (hand=left) already. Correct that one."
    ),
    (
      .noSuchFact(table: "score", number: 1),
      "there is no score 1 in force. Look its number up in the patient's record."
    ),
    (
      .changedMeanwhile(table: "score", number: 1, seen: 1, now: 2),
      "score 1 was changed meanwhile: you saw version 1, now it is version 2. Look at it again and"
        + " repeat the change."
    ),
    (.mergeWithItself(.init("A")), "patient 'A' cannot be merged with itself. Name two patients."),
    (
      .alreadyMerged(.init("B"), into: .init("A")),
      "patient 'B' was merged into 'A' already. Undo that merge first."
    ),
    (
      .notMerged(.init("A")),
      "patient 'A' was not merged into another one; there is nothing to undo."
    ),
    (
      .mergeConflicts(
        .init("B"), into: .init("A"),
        [
          MergeConflict(
            subject: .diagnosis(.init("mg"), Day(number: 20_000)), number: 2, survivorNumber: 1),
          MergeConflict(
            subject: .course(.init("ivig"), Day(number: 20_000)), number: 2, survivorNumber: 1),
          MergeConflict(
            subject: .score(.init("incat"), Day(number: 20_000), variant: ""), number: 2,
            survivorNumber: 1),
        ]),
      """
      patients 'B' and 'A' differ in 3 facts that a patient can have only once; nothing was merged. \
      Correct or withdraw one of each pair, then merge again:
        diagnosis mg of 2024-10-04: numbers 2 and 1
        course of ivig from 2024-10-04: numbers 2 and 1
        score of incat on 2024-10-04: numbers 2 and 1
      """
    ),
    (
      .sideFilesExist(path: "c.sqlite", files: ["c.sqlite-wal"]),
      "c.sqlite: other files hold changes that are not in it yet (c.sqlite-wal) and could not be"
        + " brought in. Nothing was restored. Move all of them to another folder, together, and"
        + " restore again."
    ),
    (
      .damagedCopy(
        path: "c.sqlite",
        findings: [IntegrityFinding(table: "course", row: 1, what: "has another seal")]),
      """
      c.sqlite: the copy does not verify, so it was not kept:
        course row 1: has another seal
      To have a copy of the file as it is, use 'recheck backup --damaged FILE'.
      """
    ),
    (
      .damagedCopyKept(
        path: "c.sqlite", copy: "b.damaged.sqlite",
        findings: [IntegrityFinding(table: "course", row: 1, what: "has another seal")]),
      """
      c.sqlite: the copy does not verify:
        course row 1: has another seal
      It is kept as b.damaged.sqlite and counts as no backup: keep the earlier backups too. Stop entering data until it is known what happened.
      """
    ),
    (
      .nameUnconfirmed(path: "b.sqlite"),
      "b.sqlite: the new file is complete and in its place, but the disk did not confirm its name:"
        + " after a power cut there may be the file before it, or none. Check the disk, then look"
        + " whether it is there."
    ),
    (
      .onNetwork(path: "c.sqlite", system: "nfs4"),
      "c.sqlite: the file lies on a network drive (nfs4), where locks are not reliable and a clinic"
        + " file can be damaged. Keep it on a local disk and put backups on the network."
    ),
    (
      .notPermitted(path: "c.sqlite", what: "open"),
      "c.sqlite: not permitted to open it. Ask whoever owns the file or folder, or run as them."
    ),
    (
      .openedForReading, "the clinic file was opened for reading only; open it for writing"
    ),
    (
      .unreadable(table: "review", row: 3, column: "decision"),
      "review row 3: 'decision' holds a value that this Recheck does not know. Use the Recheck that"
        + " wrote it, or run 'recheck verify'."
    ),
    (
      .systemCall(what: "flush", path: "c.sqlite", why: "Input/output error"),
      "c.sqlite: could not flush it: Input/output error"
    ),
    (
      .emptyConversionTable(.init("i-rods")),
      "the table for i-rods has no rows. Give at least one raw value with its centile."
    ),
    (
      .authorNeeded, "nobody is named as the author. Say who enters this."
    ),
    (
      .unconfirmed(what: "disk I/O error"),
      "the disk did not confirm that it has kept this (disk I/O error): it is not certain whether it was"
        + " saved. Check the disk, then look whether it is there before entering it again."
    ),
    (
      .writingStopped,
      "the disk did not confirm an earlier change, so nothing more is taken. Nothing was saved of this"
        + " one. Check the disk, start Recheck again, and look whether the earlier change is there."
    ),
    (
      .storage(code: 5, what: "database is locked"),
      "the clinic file is busy: another program holds it. Nothing was saved; try again."
    ),
    (
      .storage(code: 8, what: "attempt to write a readonly database"),
      "the clinic file or its folder cannot be written. Nothing was saved; check its rights."
    ),
    (
      .storage(code: 778, what: "disk I/O error"),
      "the disk reports an error (disk I/O error). Nothing was saved; check the disk and its free"
        + " space before going on."
    ),
    (
      .storage(code: 11, what: "database disk image is malformed"),
      "the clinic file is damaged (database disk image is malformed). Stop entering data, run"
        + " 'recheck verify', and restore a backup."
    ),
    (
      .storage(code: 13, what: "database or disk is full"),
      "the disk is full. Nothing was saved; free some space and try again."
    ),
    (
      .storage(code: 14, what: "unable to open database file"),
      "the clinic file cannot be opened. Check that it and its folder may be read, and that the"
        + " folder may be written."
    ),
    (
      .storage(code: 26, what: "file is not a database"),
      "this is no clinic file, or its first page is damaged."
    ),
    (
      .storage(code: 275, what: "CHECK constraint failed: stop >= start"),
      "the clinic file refused it: CHECK constraint failed: stop >= start (SQLite 275). Nothing was"
        + " saved."
    ),
  ]

  @Test(arguments: texts)
  func `say what was found and what to do`(_ error: RegistryError, _ text: String) {
    #expect(RegistryErrorWords.text(error) == text)
  }
}
