package import Registry

/// What came of a backup into a folder.
package struct FolderBackup: Sendable {
  /// The new, verified file; in a dry run the one that would be made.
  package let made: String
  package let removed: [String]
  /// How many backups of this clinic are in the folder now.
  package let kept: Int
  /// Those that should have been removed and could not be, with why.
  package let stuck: [RegistryError]
  /// Whether the instant was noted beside the clinic file.
  package let isNoted: Bool
}

extension Desk {
  /// A verified copy under a dated name; then those that the rule does not keep are removed.
  ///
  /// Nothing is removed unless the new copy stands verified under its name. One that does not verify
  /// is kept under a name that says so.
  ///
  /// - Parameter rule: nil: all are kept.
  @discardableResult
  package func backup(
    into folder: String, keeping rule: BackupRule?, at now: Instant = .now, isDryRun: Bool = false
  ) throws -> FolderBackup {
    let dated = try DatedBackups(of: file.path, in: folder)
    let named = dated.firstFree(from: now)
    let made = dated.path(at: named)
    let isNoted =
      isDryRun
      ? true
      : try backup(
        to: made, at: now, damaged: dated.damagedPath(at: named))
    let earlier = try dated.all(of: file).filter { $0.path != made }
    let goes = Set(rule?.removed(of: earlier.map(\.instant) + [named], at: named) ?? [])
    var removed: [String] = []
    var stuck: [RegistryError] = []
    for backup in earlier where goes.contains(backup.instant) {
      do {
        if !isDryRun { try dated.remove(backup) }
        removed.append(backup.path)
      } catch let error as RegistryError { stuck.append(error) }
    }
    return FolderBackup(
      made: made, removed: removed, kept: earlier.count + 1 - removed.count, stuck: stuck,
      isNoted: isNoted)
  }
}
