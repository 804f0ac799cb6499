package import Outcomes
package import Registry

/// Found damage: the clinic file does not hold what was asserted.
package struct VerificationFailed: PlainRefusal {
  package let findings: [String]
  package var message: String {
    findings.joined(separator: "\n")
      + "\n\(findings.count) \(findings.count == 1 ? "finding" : "findings"). Keep this file as it is, and compare it with a backup."
  }
  package var exitStatus: Int32 { 3 }
}

/// A seal that was noted is not in the file's past.
package struct SealNotFound: PlainRefusal {
  package let noted: NotedSeal
  package let head: String
  package var message: String {
    "The seals fit each other, but \(noted.text) is not among them: it was noted from another clinic file, or"
      + " mistyped, or this file is an earlier or another state of the one that it was noted from."
      + " The last seal is \(head.isEmpty ? "none: nothing was entered" : head). Keep this file as it is, and"
      + " compare it with backups of the time since."
  }
  package var exitStatus: Int32 { 3 }
}

extension RegistryError: Refusal {
  /// 1 where what was given is refused, 3 where the file could not be used.
  package var exitStatus: Int32 {
    switch self {
    case .authorNeeded, .reasonNeeded, .emptyIdentifier, .unknownPatient, .patientExists,
      .duplicateDiagnosis, .duplicateCourse, .duplicateScore, .noSuchFact, .changedMeanwhile,
      .mergeWithItself, .alreadyMerged, .notMerged, .mergeConflicts, .emptyConversionTable:
      1
    case .noFile, .fileExists, .isDirectory, .isSymbolicLink, .isNoRegularFile, .hasHardLinks,
      .onNetwork, .noDirectory, .notPermitted, .notSQLite, .notClinicFile, .newerSchema,
      .olderSchema, .writtenByAnother, .openedForReading, .replacedMeanwhile, .storage,
      .unconfirmed, .writingStopped, .unreadable, .systemCall, .sideFilesExist, .damagedCopy,
      .damagedCopyKept, .nameUnconfirmed:
      3
    }
  }

  package var way: WayOut? {
    switch self {
    case .hasHardLinks: .backUp
    case .notSQLite: .restoreBackup
    case .unreadable: .verifyFile
    // SQLite's code for a damaged file.
    case .storage(let code, _): code & 0xFF == 11 ? .verifyFile : nil
    case .unknownPatient: .showPatients
    case .patientExists(let id): .editPatient(id)
    case .duplicateDiagnosis(let id, _, _): .changeDiagnosis(id)
    case .duplicateCourse(let id, _, _): .changeTreatment(id, number: nil)
    case .duplicateScore(let id, _, _, _): .correctScore(id, number: nil)
    case .alreadyMerged(let id, _): .separate(id)
    case .mergeConflicts(let id, _, _): .showPatient(id)
    case .noFile, .fileExists, .isDirectory, .isSymbolicLink, .isNoRegularFile, .onNetwork,
      .noDirectory, .notPermitted, .notClinicFile, .newerSchema, .olderSchema, .writtenByAnother,
      .openedForReading, .replacedMeanwhile, .unconfirmed, .writingStopped, .systemCall,
      .authorNeeded, .reasonNeeded, .emptyIdentifier, .noSuchFact, .changedMeanwhile,
      .mergeWithItself, .notMerged, .emptyConversionTable, .sideFilesExist, .damagedCopy,
      .damagedCopyKept, .nameUnconfirmed:
      nil
    }
  }
}

extension Desk {
  /// A verified copy, also while others work.
  ///
  /// - Parameters:
  ///   - isKept: whether it stays where it is written, and is noted as the last backup.
  ///   - damaged: the name of the copy where it does not verify; nil: it is not kept then.
  /// - Returns: whether that could be noted; a backup that only reads the file may not be allowed to.
  @discardableResult
  package func backup(
    to path: String, at instant: Instant = .now, isKept: Bool = true, damaged: String? = nil
  ) throws -> Bool {
    let verification: IntegrityReport
    do {
      verification = try file.backup(to: path, damaged: damaged, library: library)
    } catch RegistryError.noDirectory {
      // It is named by what is written first, beside the place.
      throw RegistryError.noDirectory(path: path)
    }
    guard isKept else { return false }
    let note = BackupNote(instant: instant, seal: verification.head, backup: path)
    return (try? note.write(beside: file.path)) != nil
  }

  /// Puts a verified backup in the clinic file's place.
  ///
  /// Both trails of the file tell of it, and all sessions end.
  ///
  /// - Parameter evenIfDamaged: whether one that does not verify may take the place.
  /// - Returns: where the earlier file is kept, and what is damaged of the restored one.
  package static func restore(
    _ backup: String, to path: String, by: Signature, evenIfDamaged: Bool = false
  ) throws -> (replaced: String?, findings: [IntegrityFinding]) {
    try ClinicFolder.make(for: path)
    let done = try ClinicFile.restore(
      from: backup, to: path, at: by.instant, by: by, evenIfDamaged: evenIfDamaged)
    return (done.replaced, done.verification.findings)
  }

  /// A drill: what a restore would do; nothing is touched.
  package static func drill(_ backup: String, to path: String) throws -> RestoreDrill {
    try ClinicFile.drill(restoring: backup, to: path)
  }

  /// Checks seals, links, accounts and totals; throws with every finding.
  ///
  /// - Parameter noted: a seal that must lie in the file's past.
  package func verify(since noted: NotedSeal? = nil) throws -> String {
    let (result, place) = try file.read { reading in
      (reading.verify(library: library), try noted.flatMap { try reading.place(of: $0) })
    }
    try? VerificationNote(instant: .now, report: result).write(beside: file.path)
    guard result.isSound else {
      throw VerificationFailed(findings: result.findings.map(\.description))
    }
    if let noted, place == nil { throw SealNotFound(noted: noted, head: result.head) }
    let rows = result.rows.values.reduce(0, +)
    let past = place.map { place in
      let made = place.later == 1 ? "1 entry was" : "\(place.later) entries were"
      return "\nThe noted seal is that of entry \(place.entry), made at \(place.instant). "
        + (place.later == 0 ? "It is the last one." : "\(made) made since.")
    }
    return
      "No fault: \(result.entries) \(result.entries == 1 ? "entry" : "entries"), \(rows) sealed rows.\nThe seal of the last entry is \(result.head)."
      + "\nNoted elsewhere, it shows later that nothing before it was rewritten."
      + (past ?? "")
      + (result.totals.map(Self.remarks) ?? []).map { "\n" + $0 }.joined()
  }

  /// Verifies the file and notes beside it when and what was found; where that cannot be noted, the
  /// next start verifies again.
  package func verifyAndNote(at instant: Instant) throws -> VerificationNote {
    let report = try file.read { $0.verify(library: library) }
    let note = VerificationNote(instant: instant, report: report)
    try? note.write(beside: file.path)
    return note
  }

  /// What stands for the whole file at this moment; nil: there is no entry.
  package func seal() throws -> FileSeal? { try file.read { try $0.seal() } }

  /// What of the totals could not be recomputed, or comes out otherwise now, and why.
  private static func remarks(on totals: TotalsChecked) -> [String] {
    func listed(_ counts: [Measure.ID: Int]) -> String {
      counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
    var lines: [String] = []
    if !totals.unknown.isEmpty {
      lines.append(
        "Totals not recomputed, because their instrument or its version is not among the definitions: \(listed(totals.unknown))."
      )
    }
    if !totals.unfitting.isEmpty {
      lines.append(
        "Totals not recomputed, because the definition was edited and their answers do not fit it any more: \(listed(totals.unfitting))."
      )
    }
    for (measure, numbers) in totals.different.sorted(by: { $0.key < $1.key }) {
      let shown = numbers.sorted().prefix(10).map { "\($0)" }.joined(separator: ", ")
      let more = numbers.count > 10 ? " and \(numbers.count - 10) more" : ""
      lines.append(
        "The definition of \(measure) was edited without a new version and gives other totals to scores \(shown)\(more). The stored totals stand; check the definition."
      )
    }
    return lines
  }
}
