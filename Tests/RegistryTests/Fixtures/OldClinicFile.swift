import Foundation
import Testing

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

  /// Brings a copy up: nothing is to be found before and after it, the last seal is the same, and the
  /// file as it was is kept beside it.
  func bringUp(_ copy: String) throws -> (file: ClinicFile, report: IntegrityReport) {
    let before = try ClinicFile.open(path: copy, for: .reading, schema)
    let old = try before.read { $0.verify(library: nil, schema) }
    try before.close()
    #expect(old.findings == [])
    let file = try ClinicFile.open(path: copy, for: .writing)
    let report = try file.read { $0.verify(library: nil) }
    #expect(report.findings == [])
    #expect(report.head == old.head)
    #expect(FileManager.default.fileExists(atPath: "\(copy).version-\(version)"))
    return (file, report)
  }
}
