import GRDB

extension ClinicFile {
  /// Opens an existing clinic file.
  ///
  /// One of an earlier program is brought up to this one's tables when it is opened for writing.
  ///
  /// - Parameter patience: how long another process that writes for a moment is waited for, in
  ///   milliseconds.
  /// - Throws: ``RegistryError`` where it is none, is of a later program, or is still being written by
  ///   another process then.
  package static func open(
    path: String, for purpose: Purpose, waiting patience: Int = usualPatience
  ) throws -> ClinicFile {
    try open(path: path, for: purpose, .released, waiting: patience)
  }

  /// Milliseconds that a writer waits for another.
  package static let usualPatience = Connection.busyTimeout

  static func open(
    path: String, for purpose: Purpose, _ schema: Schema, waiting patience: Int = usualPatience
  ) throws -> ClinicFile {
    try FileSafety.check(path)
    switch purpose {
    case .reading: return ClinicFile(path: path, .reading, reader: try reader(of: path, schema))
    case .looking: return try openToLook(path, schema, min(patience, 500))
    case .takingTurns: return try openForTurns(path, schema, patience)
    case .alone:
      return try openAlone(path, schema, try WriterLock.take(for: path, within: patience))
    case .writing:
      switch try WriterLock.take(for: path, within: patience, or: { try SharedWriting(path) }) {
      case .own(let lock): return try openAlone(path, schema, lock)
      case .other(let shared): return try openBeside(path, schema, shared)
      }
    }
  }

  private static func openBeside(
    _ path: String, _ schema: Schema, _ shared: SharedWriting
  ) throws -> ClinicFile {
    let file = ClinicFile(
      path: path, .writing, reader: try reader(of: path, schema), shared: shared)
    try file.lookAtClock()
    return file
  }

  /// Makes sure that this program may write, and lets others.
  private static func openForTurns(
    _ path: String, _ schema: Schema, _ patience: Int
  ) throws -> ClinicFile {
    switch try WriterLock.take(for: path, within: patience, or: { try SharedWriting(path) }) {
    case .own(let lock):
      defer { lock.release() }
      FileSafety.clearSecondNames(of: path)
      try plainly {
        try HotJournal.undo(at: path)
        if try Connection.check(path, schema) < schema.version { try bringUp(path, to: schema) }
        // While the log is off, as in a file that was restored, reading would keep writers out.
        try Connection.changing(path).close()
      }
    case .other: break
    }
    return try openBeside(path, schema, SharedWriting(turnsAt: path))
  }

  private static func openAlone(
    _ path: String, _ schema: Schema, _ lock: WriterLock
  ) throws -> ClinicFile {
    FileSafety.clearSecondNames(of: path)
    return try plainly {
      try HotJournal.undo(at: path)
      if try Connection.check(path, schema) < schema.version { try bringUp(path, to: schema) }
      let pool = try Connection.writing(path)
      try schema.migrator().migrate(pool)
      let file = ClinicFile(path: path, .writing, reader: pool, pool: pool, lock: lock)
      try file.lookAtClock()
      return file
    }
  }

  private func lookAtClock() throws {
    let oddity: (Database) throws -> ClockOddity? = { try Self.oddity(now: .now, in: $0) }
    // By the connection that is open; a reader of the pool would be one more.
    clock.note(
      try plainly {
        if let pool { try pool.writeWithoutTransaction(oddity) } else { try reader.read(oddity) }
      })
  }

  static func reader(of path: String, _ schema: Schema) throws -> DatabaseQueue {
    HotJournal.undoIfFree(at: path)
    return try plainly {
      let (queue, version) = try Connection.reading(path, schema)
      guard version == schema.version else {
        throw RegistryError.olderSchema(path: path, found: version, known: schema.version)
      }
      return queue
    }
  }

  /// Makes an empty clinic file and opens it for writing; an existing file is refused.
  package static func create(path: String) throws -> ClinicFile {
    if FileSafety.exists(path) { throw RegistryError.fileExists(path: path) }
    let lock = try WriterLock(for: path)
    try FileSafety.create(path)
    return try plainly {
      let pool = try Connection.writing(path)
      try Schema.released.migrator().migrate(pool)
      return ClinicFile(path: path, .writing, reader: pool, pool: pool, lock: lock)
    }
  }
}
