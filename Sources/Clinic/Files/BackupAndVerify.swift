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
      .olderSchema,
      .writtenByAnother, .openedForReading, .storage, .unconfirmed, .writingStopped, .unreadable,
      .systemCall, .sideFilesExist, .damagedCopy:
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
      .openedForReading, .unconfirmed, .writingStopped, .systemCall, .authorNeeded, .reasonNeeded,
      .emptyIdentifier, .noSuchFact, .changedMeanwhile, .mergeWithItself, .notMerged,
      .emptyConversionTable, .sideFilesExist, .damagedCopy:
      nil
    }
  }
}

extension Desk {
  /// A verified copy, also while others work.
  ///
  /// - Parameter isKept: whether it stays where it is written, and is noted as the last backup.
  /// - Returns: whether that could be noted; a backup that only reads the file may not be allowed to.
  @discardableResult
  package func backup(
    to path: String, at instant: Instant = .now, isKept: Bool = true
  ) throws -> Bool {
    let verification: IntegrityReport
    do { verification = try file.backup(to: path, library: library) } catch RegistryError
      .noDirectory
    {
      // It is named by what is written first, beside the place.
      throw RegistryError.noDirectory(path: path)
    }
    guard isKept else { return false }
    let note = BackupNote(instant: instant, seal: verification.head, backup: path)
    return (try? note.write(beside: file.path)) != nil
  }

  /// Puts a verified backup in the clinic file's place; returns where the earlier file is kept.
  package static func restore(_ backup: String, to path: String) throws -> String? {
    try ClinicFolder.make(for: path)
    return try ClinicFile.restore(from: backup, to: path, at: .now).replaced
  }

  /// A drill: what a restore would do; nothing is touched.
  package static func drill(_ backup: String, to path: String) throws -> RestoreDrill {
    try ClinicFile.drill(restoring: backup, to: path)
  }

  /// Checks seals, links and totals; throws with every finding.
  package func verify() throws -> String {
    let result = try file.read { $0.verify(library: library) }
    guard result.isSound else {
      throw VerificationFailed(findings: result.findings.map(\.description))
    }
    let rows = result.rows.values.reduce(0, +)
    return
      "No fault: \(result.entries) \(result.entries == 1 ? "entry" : "entries"), \(rows) sealed rows.\nThe seal of the last entry is \(result.head)."
      + "\nNoted elsewhere, it shows later that nothing before it was rewritten."
      + (result.totals.map(Self.remarks) ?? []).map { "\n" + $0 }.joined()
  }

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
