import GRDB
package import Outcomes

extension ClinicFile {
  /// Copies the file as it is at this moment, while others may go on writing.
  ///
  /// Who is signed in stays behind: nobody goes on in a copy with the cookie of this file.
  /// The copy is checked whole, flushed, readable by its owner alone, and appears under its name
  /// only when complete.
  ///
  /// - Parameters:
  ///   - replacing: whether an existing file of that name may be replaced.
  ///   - damaged: the name of the copy where it does not verify; nil: it is not kept then.
  ///   - library: the definitions to check totals with.
  /// - Throws: ``RegistryError/damagedCopyKept(path:copy:findings:)`` where it was kept so.
  @discardableResult
  package func backup(
    to target: String, replacing: Bool = false, damaged: String? = nil, library: Library? = nil
  ) throws -> IntegrityReport {
    if let damaged, FileSafety.exists(damaged) { throw RegistryError.fileExists(path: damaged) }
    if FileSafety.exists(target) {
      guard replacing else { throw RegistryError.fileExists(path: target) }
      try FileSafety.check(target, isCopy: true)
    }
    let inUse = FolderInUse(for: target)
    defer { inUse.release() }
    let beside = target + FileSafety.unfinishedMark
    let verification = try Self.copy(
      reader, to: beside, isCopy: true, library: library, change: LiveSecrets.remove)
    if let damaged, !verification.isSound {
      try FileSafety.renameNew(beside, to: damaged)
      throw RegistryError.damagedCopyKept(
        path: path, copy: damaged, findings: verification.findings)
    }
    try Self.keep(beside, of: path, verification) {
      try replacing
        ? FileSafety.rename(beside, to: target) : FileSafety.renameNew(beside, to: target)
    }
    return verification
  }

  /// Puts a backup in the place of a clinic file.
  ///
  /// The backup is copied and checked whole first; the file that was there stays beside it.
  ///
  /// At every moment there is the old file or the new one, complete.
  ///
  /// - Parameters:
  ///   - instant: names the replaced file.
  ///   - by: who restores; both trails tell of it and all sessions end. nil: the file is put there as
  ///     it is, for a drill.
  ///   - evenIfDamaged: whether a backup that does not verify may take the place.
  /// - Returns: where the replaced file is; nil: there was none.
  @discardableResult
  package static func restore(
    from backup: String, to target: String, at instant: Instant, by: Signature? = nil,
    evenIfDamaged: Bool = false,
    library: Library? = nil
  ) throws -> (replaced: String?, verification: IntegrityReport) {
    try FileSafety.check(backup, isCopy: true)
    _ = try plainly { try Connection.check(backup) }
    let exists = FileSafety.exists(target)
    if exists { try FileSafety.check(target) }
    let lock = try WriterLock.take(for: target)
    defer { lock.release() }
    let inUse = FolderInUse(for: target)
    defer { inUse.release() }
    FileSafety.clearSecondNames(of: target)
    if exists { try clearSideFiles(of: target) }
    let beside = target + FileSafety.unfinishedMark
    let kept = exists ? target + FileSafety.replacedMark + instant.compact : nil
    let note = by.map { by in
      RestoreNote(
        by: by, backup: name(of: backup), kept: kept.map(name(of:)),
        replaced: exists ? seal(of: target) : nil)
    }
    let verification = try plainly {
      let source = try Connection.reading(backup).queue
      defer { try? source.close() }
      return try copy(source, to: beside, isCopy: false, library: library) {
        try note?.write(to: $0)
      }
    }
    try keep(beside, of: backup, verification, evenIfDamaged: evenIfDamaged) {
      guard let kept else { return try FileSafety.renameNew(beside, to: target) }
      // First a second name, then the new file under the first one: there is a file at all times.
      try FileSafety.link(target, to: kept)
      do { try FileSafety.rename(beside, to: target) } catch {
        // Where the new file did not get there, the old one has one name again.
        if FileSafety.isSame(kept, target) { FileSafety.remove(kept) }
        throw error
      }
    }
    // It was about the file that was replaced.
    FileSafety.remove(VerificationNote.path(beside: target))
    return (kept, verification)
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// nil: there is no entry, or it cannot be read, as in a damaged file that is to be replaced.
  private static func seal(of path: String) -> FileSeal? {
    guard let queue = try? Connection.reading(path).queue else { return nil }
    defer { try? queue.close() }
    return try? queue.read { try Reading.seal(in: $0) }
  }

  /// Gives a copy its name where it was found sound; else, or where that fails, removes it.
  ///
  /// - Parameter source: the file that was copied; the error names it.
  static func keep(
    _ copy: String, of source: String, _ verification: IntegrityReport,
    evenIfDamaged: Bool = false, _ rename: () throws -> Void
  ) throws {
    do {
      guard verification.isSound || evenIfDamaged else {
        throw RegistryError.damagedCopy(path: source, findings: verification.findings)
      }
      try rename()
    } catch {
      FileSafety.remove(copy)
      throw error
    }
  }

  /// Side files hold commits that are not in the main file yet.
  ///
  /// Opening and closing the file for writing brings them in; where that fails, nothing is touched.
  private static func clearSideFiles(of path: String) throws {
    let files = ["-wal", "-journal"].map { path + $0 }
    func left() -> [String] { files.filter { (FileSafety.size($0) ?? 0) > 0 } }
    if left().isEmpty {
      for file in files + [path + "-shm"] { FileSafety.remove(file) }
      return
    }
    do {
      try HotJournal.undo(at: path)
      try Connection.check(path)
      let pool = try Connection.writing(path)
      try pool.writeWithoutTransaction { database in
        _ = try database.checkpoint(.truncate)
      }
      try pool.close()
    } catch {
      throw RegistryError.sideFilesExist(path: path, files: left())
    }
    guard left().isEmpty else { throw RegistryError.sideFilesExist(path: path, files: left()) }
    for file in files + [path + "-shm"] { FileSafety.remove(file) }
  }

  /// Copies one consistent state into a new file, as one file without side files, and checks it.
  ///
  /// - Parameter change: what is done to the copy before it is checked.
  static func copy(
    _ source: any DatabaseReader, to path: String, isCopy: Bool, library: Library?,
    _ schema: Schema = .released, change: (DatabaseQueue) throws -> Void = { _ in }
  ) throws -> IntegrityReport {
    for file in [path, path + "-wal", path + "-shm", path + "-journal"] { FileSafety.remove(file) }
    try FileSafety.create(path, isCopy: isCopy)
    do {
      let verification = try plainly {
        var configuration = Connection.configuration(readonly: false)
        configuration.allowsUnsafeTransactions = false
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        try source.backup(to: copy)
        try copy.writeWithoutTransaction { database in
          try database.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
        }
        try change(copy)
        let verification = try copy.read {
          Reading(database: $0).verify(library: library, schema)
        }
        try copy.close()
        return verification
      }
      try FileSafety.flush(path)
      return verification
    } catch {
      for file in [path, path + "-wal", path + "-shm", path + "-journal"] {
        FileSafety.remove(file)
      }
      throw error
    }
  }
}

extension Instant {
  /// `20260301T081530250Z`, for file names.
  fileprivate var compact: String { String(text.filter { $0.isLetter || $0.isNumber }) }
}
