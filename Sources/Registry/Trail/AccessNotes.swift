import GRDB
package import Outcomes

/// Whether somebody looked at data or exported them.
package enum Access: String, CaseIterable, Sendable {
  case view, export
}

extension ClinicFile {
  /// Adds a line that a page was seen or data were exported.
  ///
  /// Returns once the line is on the disk.
  ///
  /// - Parameter subject: the page or the layout, such as `chart` or `scores-wide`.
  package func noteAccess(
    _ access: Access, to subject: String, of patient: Patient.ID?, by: Signature
  ) throws {
    let note = try AccessNote(access, to: subject, of: patient, by: by)
    try writePlain { try AccessNote.write([note], $0) }
  }

  /// As ``noteAccess(_:to:of:by:)`` without blocking the thread, for servers.
  ///
  /// - Parameter mayBeLate: where the disk takes nothing, the line is kept in memory and written
  ///   before the next one that it takes.
  /// - Returns: whether the line is on the disk.
  @discardableResult
  package func asyncNoteAccess(
    _ access: Access, to subject: String, of patient: Patient.ID?, by: Signature,
    mayBeLate: Bool = false
  ) async throws -> Bool {
    let note = try AccessNote(access, to: subject, of: patient, by: by)
    do { try await accessNotes.write(note, to: self) } catch let error as RegistryError {
      guard mayBeLate, error.isOfTheDisk, await accessNotes.keep(note) else { throw error }
      return false
    }
    return true
  }
}

extension RegistryError {
  /// The disk takes nothing at present: it is full, fails, or may only be read.
  package var isOfTheDisk: Bool {
    switch self {
    case .unconfirmed, .writingStopped: true
    // SQLite's codes for a file that is read only, an error of the disk, a full disk, and a file
    // that cannot be opened.
    case .storage(let code, _): [8, 10, 13, 14].contains(code & 0xFF)
    case _: false
    }
  }
}

/// A line of the record trail that is not written yet.
struct AccessNote {
  private let access: Access
  private let subject: String
  private let patient: Patient.ID?
  private let by: Signature

  init(_ access: Access, to subject: String, of patient: Patient.ID?, by: Signature) throws {
    guard !by.author.isEmpty else { throw RegistryError.authorNeeded }
    self.access = access
    self.subject = subject
    self.patient = patient
    self.by = by
  }

  /// Writes and seals the lines, in their order.
  static func write(_ notes: [AccessNote], _ database: Database) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO audit (entry, instant, author, action, subject, patient, channel)
        VALUES ((SELECT coalesce(max(id), 0) FROM entry), ?, ?, ?, ?, ?, ?)
        """)
    var first: Int64?
    for note in notes {
      try insert.execute(
        arguments: [
          note.by.instant.text, note.by.author, note.access.rawValue, note.subject,
          note.patient?.text, note.by.channel?.text,
        ])
      first = first ?? database.lastInsertedRowID
    }
    if let first { _ = try AuditChain(database).seal(from: Int(first)) }
  }
}

/// Lines that arrive while the disk is busy with earlier ones are written together, with one flush.
///
/// Nobody is answered before their own line is on the disk.
actor AccessNotes {
  private var waiting: [(note: AccessNote, written: CheckedContinuation<Void, any Error>)] = []
  private var isWriting = false
  /// Lines that the disk did not take yet, in their order.
  private var late: [AccessNote] = []
  private static let mostLate = 10_000

  /// Keeps a line for later; false: there is no more room for such.
  func keep(_ note: AccessNote) -> Bool {
    guard late.count < Self.mostLate else { return false }
    late.append(note)
    return true
  }

  /// Returns once the line is on the disk.
  func write(_ note: AccessNote, to file: ClinicFile) async throws {
    try await withCheckedThrowingContinuation { written in
      waiting.append((note, written))
      if isWriting { return }
      isWriting = true
      Task { await writeWaiting(to: file) }
    }
  }

  private func writeWaiting(to file: ClinicFile) async {
    while !waiting.isEmpty {
      let group = waiting
      waiting = []
      let count = late.count
      let notes = late + group.map(\.note)
      do {
        try await file.asyncWritePlain { try AccessNote.write(notes, $0) }
        late.removeFirst(count)
        for line in group { line.written.resume() }
      } catch {
        for line in group { line.written.resume(throwing: error) }
      }
    }
    isWriting = false
  }
}
