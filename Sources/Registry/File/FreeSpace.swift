import Foundation
import Outcomes

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
}

extension FreeSpace {
  /// Bytes of a file; 0: there is none.
  package static func size(of path: String) -> Int { FileSafety.size(path) ?? 0 }
}

extension Instant {
  /// Whole seconds since 1970-01-01T00:00:00Z.
  package var seconds: Int {
    let days = Day(iso: text.prefix(10))?.number ?? 0
    let parts = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int($0) }
    return days * 86_400 + parts.reduce(0) { $0 * 60 + $1 }
  }
}
