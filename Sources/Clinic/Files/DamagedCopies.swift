package import Registry

/// What became of the copies in a folder of backups that do not verify.
package struct DamagedCopies: Sendable {
  package let removed: [String]
  /// How many are there now.
  package let kept: Int
  /// Those that should have been removed and could not be, with why.
  package let stuck: [RegistryError]
}

extension Desk {
  /// Removes those copies that do not verify which a rule does not keep.
  ///
  /// The rule looks at them alone: no backup goes for them, nor one of them for a backup. The newest
  /// stays, which has what was entered last, and the first, which shows since when.
  ///
  /// - Parameter rule: nil: all are kept.
  package func tidyDamagedCopies(
    in folder: String, keeping rule: BackupRule?, at now: Instant = .now, isDryRun: Bool = false
  ) throws -> DamagedCopies {
    let dated = try DatedBackups(of: file.path, in: folder)
    // Of a file whose first entry cannot be read it is not known which copies are its own.
    let copies = (try? dated.damaged(of: file)) ?? []
    let goes = Set(rule?.removed(of: copies.map(\.instant), at: now) ?? [])
    var removed: [String] = []
    var stuck: [RegistryError] = []
    for copy in copies.dropFirst() where goes.contains(copy.instant) {
      do {
        if !isDryRun { try dated.remove(copy) }
        removed.append(copy.path)
      } catch let error as RegistryError { stuck.append(error) }
    }
    return DamagedCopies(removed: removed, kept: copies.count - removed.count, stuck: stuck)
  }
}
