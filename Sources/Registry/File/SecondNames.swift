import Foundation

extension FileSafety {
  /// Further names of a file that this program gave it and did not come to take away again, since it
  /// was killed, or the power went, while a backup was restored or a copy got its name.
  ///
  /// Nobody writes under them, so the file is sound.
  static func secondNames(of path: String) -> [String] {
    let folder = directory(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return found.filter { $0.hasPrefix(name + replacedMark) || $0 == name + unfinishedMark }
      .map { "\(folder)/\($0)" }.filter { isSame($0, path) }
  }

  /// Takes these names away; the writer's lock must be held, since a restore at work needs them.
  static func clearSecondNames(of path: String) {
    for name in secondNames(of: path) { remove(name) }
  }

  static let replacedMark = ".replaced-"
  static let unfinishedMark = ".unfinished"

  /// Which file of which disk a name stands for; nil: none.
  static func identity(_ path: String) -> [UInt64]? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }
}
