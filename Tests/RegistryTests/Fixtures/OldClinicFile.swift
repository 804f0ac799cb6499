import Foundation

@testable import Registry

/// A clinic file of an earlier schema, made by the program of that time: what later programs are
/// tried on.
struct OldClinicFile {
  let version: Int

  private var path: String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "version-\(version).sqlite").path
  }

  /// As the program of that time had it.
  var schema: Schema {
    Schema(
      tables: Schema.released.tables(at: version),
      migrations: Schema.released.migrations.filter { $0.version <= version })
  }

  /// A copy to work on; the file itself is only read.
  func copy(to target: String) throws {
    try FileManager.default.copyItem(atPath: path, toPath: target)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
  }
}
