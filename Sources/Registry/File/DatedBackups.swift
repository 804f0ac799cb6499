import Foundation
import GRDB

/// The dated backups of one clinic file in a folder: `clinic-2026-03-01T081530Z.sqlite`.
package struct DatedBackups: Sendable {
  package struct Backup: Hashable, Sendable {
    package let path: String
    /// When it was made, to the second.
    package let instant: Instant
  }

  package let folder: String
  /// The clinic file's name without its ending.
  private let stem: String
  private static let ending = ".sqlite"

  /// - Parameter folder: exists already: made here, it could lie where a disk should be mounted.
  /// - Throws: ``RegistryError/noDirectory(path:)``.
  package init(of clinic: String, in folder: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else { throw RegistryError.noDirectory(path: folder) }
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let name = clinic.split(separator: "/").last.map(String.init) ?? clinic
    stem = name.hasSuffix(Self.ending) ? String(name.dropLast(Self.ending.count)) : name
  }

  /// The file that a backup of this instant is.
  package func path(at instant: Instant) -> String {
    let time = instant.text.prefix(19).filter { $0 != ":" }
    return "\(folder)/\(stem)-\(time)Z\(Self.ending)"
  }

  /// The first second from an instant on whose name nothing has yet: two backups within one second would
  /// be one file.
  package func firstFree(from instant: Instant) -> Instant {
    var free = instant
    while [path(at: free), damagedPath(at: free)].contains(where: FileSafety.exists) {
      free = Instant(secondsSince1970: free.seconds + 1)
    }
    return free
  }

  /// The file that a copy is which does not verify: its name is none of a backup, so that it is never
  /// counted as one.
  package func damagedPath(at instant: Instant) -> String {
    DamagedName.of(path(at: instant))
  }

  /// All files of such a name that are backups of this very clinic, the oldest first.
  ///
  /// A file of the name that is none of ours, or of another clinic, is left out: who removes what is
  /// found here removes nothing else.
  package func all(of clinic: ClinicFile) throws -> [Backup] {
    try all(of: clinic) { instant(in: $0) }
  }

  /// The same of copies that do not verify; one that cannot even be read as this clinic's is left out.
  package func damaged(of clinic: ClinicFile) throws -> [Backup] {
    try all(of: clinic) { name in
      let ending = DamagedName.of(Self.ending)
      return name.hasSuffix(ending) ? instant(in: name.dropLast(ending.count) + Self.ending) : nil
    }
  }

  private func all(
    of clinic: ClinicFile, _ instant: (String) -> Instant?
  ) throws -> [Backup] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let dated = names.compactMap { name in
      instant(name).map { Backup(path: "\(folder)/\(name)", instant: $0) }
    }
    guard !dated.isEmpty, let mark = try clinic.firstSeal() else { return [] }
    return dated.filter { Self.mark(of: $0.path) == mark }.sorted { $0.instant < $1.instant }
  }

  package func remove(_ backup: Backup) throws {
    guard unlink(backup.path) == 0 else { throw RegistryError.system("remove", backup.path) }
  }

  /// nil: the name is none of a backup.
  func instant(in name: String) -> Instant? {
    guard name.hasPrefix(stem + "-"), name.hasSuffix("Z" + Self.ending) else { return nil }
    let time = name.dropFirst(stem.count + 1).dropLast(Self.ending.count + 1)
    guard time.utf8.count == 17 else { return nil }
    let clock = time.dropFirst(11)
    let parts = [clock.prefix(2), clock.dropFirst(2).prefix(2), clock.dropFirst(4)]
    return Instant("\(time.prefix(11))\(parts.joined(separator: ":")).000Z")
  }

  /// The seal of a backup's first entry; nil: it is none, or an empty one.
  private static func mark(of path: String) -> Data? {
    guard (try? FileSafety.check(path, isCopy: true)) != nil,
      let queue = try? Connection.reading(path).queue
    else { return nil }
    defer { try? queue.close() }
    return try? queue.read(ClinicFile.firstSeal)
  }
}

extension ClinicFile {
  /// What all copies of this clinic have in common, of whatever day; nil: nothing was entered yet.
  func firstSeal() throws -> Data? { try plainly { try reader.read(Self.firstSeal) } }

  fileprivate static func firstSeal(_ database: Database) throws -> Data? {
    try Data.fetchOne(database, sql: "SELECT seal FROM entry ORDER BY id LIMIT 1")
  }
}
