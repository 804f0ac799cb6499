package import Foundation
package import Registry

/// A clinic file that is made once in a run; each test gets a copy of its own.
///
/// Making the tables takes longer than most tests.
package struct PreparedFile: Sendable {
  /// The tables, and nothing in them.
  private static let empty = Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "prepared-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try ClinicFile.create(path: folder.appending(path: "clinic.sqlite").path).close()
    return try PreparedFile(at: folder)
  }

  private let bytes: Data

  /// Takes the closed `clinic.sqlite` of this folder.
  package init(at folder: URL) throws {
    bytes = try Data(contentsOf: folder.appending(path: "clinic.sqlite"))
  }

  /// Opens a copy for writing, as `clinic.sqlite` in this folder.
  package func open(in folder: URL) throws -> ClinicFile {
    let file = folder.appending(path: "clinic.sqlite")
    try bytes.write(to: file)
    return try ClinicFile.open(path: file.path, for: .writing)
  }

  /// Opens an empty clinic file for writing, as `clinic.sqlite` in this folder.
  package static func openEmpty(in folder: URL) throws -> ClinicFile {
    try empty.get().open(in: folder)
  }
}
