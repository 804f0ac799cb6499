import Foundation
import GRDB

/// What a file holds, told in a few figures.
package struct FileContent: Hashable, Sendable {
  package let entries: Int
  package let patients: Int
  /// When the last entry was made; nil: there is none.
  package let last: Instant?
}

/// What a restore would do, found out without doing it.
package struct RestoreDrill: Sendable {
  package enum Target: Hashable, Sendable {
    case nothing
    /// It cannot be opened, as a damaged one may not.
    case unreadable
    /// - later: entries made after those of the backup; nil: the file's history is another one.
    case file(FileContent, later: Int?)
  }

  package let backup: FileContent
  package let target: Target
}

extension ClinicFile {
  /// Restores a backup into a folder of its own beside the clinic file, opens it for writing as the
  /// next start would, looks at what it holds, and removes it; nothing else is touched.
  ///
  /// - Throws: what a restore would throw.
  package static func drill(restoring backup: String, to target: String) throws -> RestoreDrill {
    try FileSafety.check(backup, isCopy: true)
    let folder = Leftovers.drill(in: drillFolder(besides: [target, backup]))
    let inUse = FolderInUse(for: folder)
    defer { inUse.release() }
    guard mkdir(folder, 0o700) == 0 else { throw RegistryError.system("make", folder) }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let copy = folder + "/clinic.sqlite"
    try restore(from: backup, to: copy, at: .now)
    let opened = try open(path: copy, for: .writing)
    let content = try opened.read(Self.content)
    let head = try opened.read { try lastSeal(in: $0.database) }
    try opened.close()
    guard FileSafety.exists(target) else { return RestoreDrill(backup: content, target: .nothing) }
    let there = try? plainly { () -> RestoreDrill.Target in
      let queue = try Connection.reading(target).queue
      defer { try? queue.close() }
      return try queue.read { database in
        let reading = Reading(database: database)
        return .file(try Self.content(reading), later: try later(than: head, in: database))
      }
    }
    return RestoreDrill(backup: content, target: there ?? .unreadable)
  }

  /// Where the clinic file is to be, so that patients' data is on no other disk; beside the backup
  /// where that folder is not there yet.
  private static func drillFolder(besides paths: [String]) -> String {
    let folders = paths.map { FileSafety.directory(of: $0) }
    return folders.first { FileSafety.exists($0) } ?? "."
  }

  private static func content(_ reading: Reading) throws -> FileContent {
    let database = reading.database
    return FileContent(
      entries: try Int.fetchOne(database, sql: "SELECT count(*) FROM entry") ?? 0,
      patients: try reading.patientCount(),
      last: try String.fetchOne(database, sql: "SELECT instant FROM entry ORDER BY id DESC LIMIT 1")
        .flatMap { Instant($0) })
  }

  private static func lastSeal(in database: Database) throws -> Data? {
    try Data.fetchOne(database, sql: "SELECT seal FROM entry ORDER BY id DESC LIMIT 1")
  }

  private static func later(than head: Data?, in database: Database) throws -> Int? {
    guard let head else { return try Int.fetchOne(database, sql: "SELECT count(*) FROM entry") }
    guard
      let id = try Int.fetchOne(
        database, sql: "SELECT id FROM entry WHERE seal = ?", arguments: [head])
    else { return nil }
    return try Int.fetchOne(
      database, sql: "SELECT count(*) FROM entry WHERE id > ?", arguments: [id])
  }
}
