import GRDB

extension ClinicFile {
  /// Brings a file of an earlier version to the tables of this program.
  ///
  /// Nothing is done to the file itself. A copy is checked whole, changed, checked again, flushed
  /// and renamed into its place; a verified copy of the file as it was stays beside it
  /// (`FILE.version-1`), which the earlier program can open. Where anything fails, the file stays as
  /// it was.
  ///
  /// The writer's lock must be held.
  static func bringUp(_ path: String, to schema: Schema) throws {
    let version = try Connection.check(path, schema)
    try makeOneFile(of: path)
    let kept = freeName("\(path).version-\(version)")
    try verifiedCopy(of: path, as: kept, replacing: false, schema) { _ in }
    do {
      try verifiedCopy(of: kept, as: path, replacing: true, schema) { copy in
        try schema.migrator().migrate(copy)
      }
    } catch {
      // Where the file has its new tables already, the one before stays.
      if case .nameUnconfirmed? = error as? RegistryError { throw error }
      FileSafety.remove(kept)
      throw error
    }
  }

  /// Brings the commits of the write-ahead log into the file and removes the log.
  ///
  /// Refused while another program reads the file, which would not see what becomes of it.
  private static func makeOneFile(of path: String) throws {
    let queue = try DatabaseQueue(
      path: path, configuration: Connection.configuration(readonly: false))
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE")
    }
    try queue.close()
  }

  private static func verifiedCopy(
    of path: String, as target: String, replacing: Bool, _ schema: Schema,
    _ change: (DatabaseQueue) throws -> Void
  ) throws {
    let inUse = FolderInUse(for: target)
    defer { inUse.release() }
    let beside = target + FileSafety.unfinishedMark
    let source = try Connection.reading(path, schema).queue
    defer { try? source.close() }
    let verification = try copy(
      source, to: beside, isCopy: !replacing, library: nil, schema, change: change)
    try keep(beside, of: path, verification) {
      try replacing
        ? FileSafety.rename(beside, to: target) : FileSafety.renameNew(beside, to: target)
    }
  }

  /// An earlier attempt, or a backup that was restored, may have left a file of that name.
  private static func freeName(_ name: String) -> String {
    guard FileSafety.exists(name) else { return name }
    var number = 2
    while FileSafety.exists("\(name)-\(number)") { number += 1 }
    return "\(name)-\(number)"
  }
}
