import Registry

extension Desk {
  /// Removes what runs that were killed left beside the clinic file, and among the backups of a folder.
  ///
  /// - Returns: what was removed, by name.
  package func clearLeftovers(backups folder: String? = nil) -> [String] {
    let dated = folder.flatMap { try? DatedBackups(of: file.path, in: $0) }
    return Leftovers.clear(beside: file.path) + (dated.map { Leftovers.clear(in: $0) } ?? [])
  }

  /// The same beside a clinic file that is about to be replaced, and beside the backup that will.
  package static func clearLeftovers(restoring backup: String, to path: String) -> [String] {
    [path, backup].flatMap { Leftovers.clear(beside: $0) }
  }
}
