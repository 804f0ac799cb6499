import GRDB
import Outcomes
import Testing

@testable import Registry

/// The words of the errors that the other suites do not bring about.
@Suite struct ErrorTextTests {
  static let texts: [(RegistryError, String)] = [
    (
      .onNetwork(path: "c.sqlite", system: "nfs4"),
      "c.sqlite: the file lies on a network drive (nfs4), where locks are not reliable and a clinic"
        + " file can be damaged. Keep it on a local disk and put backups on the network."
    ),
    (
      .olderSchema(path: "c.sqlite", found: 1, known: 2),
      "c.sqlite: an earlier Recheck wrote this file (format 1; this one works with 2). Open it once for"
        + " writing, for example in the browser: it is brought to format 2, and the file as it was is"
        + " kept beside it."
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
  func says(_ error: RegistryError, _ text: String) {
    #expect(error.description == text)
  }

  /// SQLite's own refusal reaches the reader without the values of the statement.
  @Test func refusalOfTheFileNamesNoContent() throws {
    let folder = try TestFolder()
    let file = try ClinicFile.create(path: folder.clinic)
    let error = #expect(throws: RegistryError.self) {
      try file.write(.startCourse, by: by()) { writing in
        try writing.add(.test("Secret-7"))
        try writing.add(
          TreatmentCourse(
            therapy: .init("ivig"), start: date("2025-02-01"), stop: date("2025-01-01"),
            note: "private"), of: .init("Secret-7"))
      }
    }
    #expect(
      error?.description
        == "the clinic file refused it: CHECK constraint failed: stop >= start (SQLite 275). Nothing"
        + " was saved.")
  }
}
