import Foundation

/// The folder of the clinic file, for the owner alone.
enum ClinicFolder {
  static func make(for path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    guard !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw FileProblem(action: "made", file: folder, code: EACCES)
    }
  }
}
