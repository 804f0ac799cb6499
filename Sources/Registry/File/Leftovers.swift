import Foundation

/// What a process that was killed, or whose machine lost its power, left beside the clinic file and among
/// backups: files and folders that would have gone or got their name, had it come to its end.
///
/// They are told by their names, which nothing else has, and by nobody holding their folder
/// (``FolderInUse``); where that cannot be known, by their age. Nothing else in a folder is touched,
/// nothing of another user, and nothing behind a link.
package enum Leftovers {
  /// Removes those in the clinic file's folder.
  ///
  /// - Returns: what was removed, by name.
  package static func clear(beside clinic: String) -> [String] {
    let clinicName = name(of: clinic)
    return clear(in: FileSafety.directory(of: clinic)) { name in
      isHidden(name) || copies(name).contains { isEarlier($0, of: clinicName) }
        || notes.contains { isNew(name, of: clinicName + $0) }
    }
  }

  /// Removes unfinished backups in a folder of dated ones.
  package static func clear(in backups: DatedBackups) -> [String] {
    clear(in: backups.folder) { copies($0).contains { backups.instant(in: $0) != nil } }
  }

  /// Removes what was to become of one file or folder that is written beside its place.
  package static func clear(of path: String) -> [String] {
    let target = name(of: path)
    return clear(in: FileSafety.directory(of: path)) { isNew($0, of: target) }
  }

  /// Where a folder cannot be locked, what nobody has changed for a day is held by nobody.
  private static let longestWork = 86_400

  private static func clear(in folder: String, _ isOurs: (String) -> Bool) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard names.contains(where: isOurs) else { return [] }
    return FolderUse.look(at: folder) { use in
      if use == .bySomebody { return [] }
      // What came after the names were read may have been begun since.
      return names.filter(isOurs).sorted().filter { name in
        remove("\(folder)/\(name)", ifOld: use == .unknown)
      }
    }
  }

  /// - Returns: whether it was removed.
  static func remove(_ path: String, ifOld: Bool) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_uid == geteuid() else { return false }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFDIR else { return false }
    if ifOld, time(nil) - status.st_mtim.tv_sec < longestWork { return false }
    return (try? FileManager.default.removeItem(atPath: path)) != nil
  }
}

extension Leftovers {
  private static let notes = [BackupNote.path(beside: ""), VerificationNote.path(beside: "")]
  private static let sideFiles = ["", "-journal", "-wal", "-shm"]

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// What a name is the unfinished copy of.
  private static func copies(_ name: String) -> [String] {
    sideFiles.compactMap { side in
      without(FileSafety.unfinishedMark + side, at: name)
    }
  }

  /// `clinic.sqlite` itself, and `clinic.sqlite.version-5`, `clinic.sqlite.version-5-2`.
  private static func isEarlier(_ name: String, of clinic: String) -> Bool {
    if name == clinic { return true }
    guard name.hasPrefix(clinic + ".version-") else { return false }
    let numbers = name.dropFirst(clinic.count + ".version-".count).split(
      separator: "-", omittingEmptySubsequences: false)
    return numbers.count <= 2 && numbers.allSatisfy(isNumber)
  }

  /// `scores.csv.new-4711` of `scores.csv`.
  private static func isNew(_ name: String, of target: String) -> Bool {
    name.hasPrefix(target + newMark) && isNumber(name.dropFirst(target.count + newMark.count))
  }

  /// Downloads, drills and packages, which stand under a number of their own beside the clinic file.
  private static func isHidden(_ name: String) -> Bool {
    if let id = without(drillMark, before: name) { return isID(id) }
    if let rest = without(packageMark, before: name) {
      let parts = rest.components(separatedBy: newMark)
      return isID(parts[0]) && parts.count <= 2
        && parts.dropFirst().allSatisfy { isNumber($0[...]) }
    }
    guard let copy = without(downloadMark, before: name) else { return false }
    return ([copy] + copies(copy)).contains { file in
      [".sqlite", DamagedName.of(".sqlite")].contains { without($0, at: file).map(isID) ?? false }
    }
  }

  private static func without(_ start: String, before name: String) -> String? {
    name.hasPrefix(start) ? String(name.dropFirst(start.count)) : nil
  }

  private static func without(_ end: String, at name: String) -> String? {
    name.hasSuffix(end) ? String(name.dropLast(end.count)) : nil
  }

  private static func isID(_ text: String) -> Bool {
    text.utf8.count == 36 && UUID(uuidString: text) != nil
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 10 && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static let drillMark = ".restore-drill-"
  private static let packageMark = ".package-"
  private static let downloadMark = ".backup-"
  private static let newMark = ".new-"

  /// What a file or folder is called until it is complete.
  package static func new(_ path: String) -> String { "\(path)\(newMark)\(getpid())" }

  static func drill(in folder: String) -> String { "\(folder)/\(drillMark)\(UUID().uuidString)" }

  /// A name for a copy that is downloaded, and for a folder that becomes a package.
  package static func download(beside clinic: String) -> String {
    "\(FileSafety.directory(of: clinic))/\(downloadMark)\(UUID().uuidString).sqlite"
  }

  package static func package(beside clinic: String) -> String {
    "\(FileSafety.directory(of: clinic))/\(packageMark)\(UUID().uuidString)"
  }
}
