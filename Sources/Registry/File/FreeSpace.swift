import Foundation

/// Room on the disk of a file.
package enum FreeSpace {
  /// Bytes that this account may still write beside the file; nil: the system does not say.
  package static func bytes(beside path: String) -> Int? {
    var status = statvfs()
    guard statvfs(FileSafety.directory(of: path), &status) == 0 else { return nil }
    let (bytes, isTooMany) = Int(status.f_bavail).multipliedReportingOverflow(
      by: Int(status.f_frsize))
    return isTooMany ? Int.max : bytes
  }

  /// Bytes of a file; 0: there is none.
  package static func size(of path: String) -> Int { FileSafety.size(path) ?? 0 }
}
