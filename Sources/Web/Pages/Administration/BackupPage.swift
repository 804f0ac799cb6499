import Clinic
import Foundation
import Registry

/// A verified copy of the clinic file: in the folder that the settings name, or as a download.
enum BackupPage {
  static let routes: [Route] = [
    .get("backup", for: .administrators, label: "Backup") { try page($0, FormProblems()) },
    .post("backup", for: .administrators, fields: .named([])) { try await write($0) },
    .post("backup/download", for: .administrators, fields: .named([])) { try await download($0) },
  ]

  /// Into the folder that the settings name, and no other: who signs in here chooses no place on the
  /// machine and learns of none.
  private static func write(_ request: PageRequest) async throws -> PageAnswer {
    guard let folder = request.site.settings.backupFolder else { throw WebFault.notFound }
    var problems = FormProblems()
    do {
      try await request.atDesk { _ = try $0.backup(into: folder, keeping: nil) }
    } catch {
      guard let text = request.words.text(error) else { throw error }
      problems.add("", text)
      return try page(request, problems)
    }
    try await request.note(.export, to: "backup into the folder of the settings", of: nil)
    return request.done("Backup written and verified", at: "/backup")
  }

  private static func download(_ request: PageRequest) async throws -> PageAnswer {
    let bytes = try await request.atDesk { desk in
      // Beside the clinic file, so that no other folder ever holds patients' data.
      let folder = URL(filePath: desk.file.path).deletingLastPathComponent()
      let copy = folder.appending(path: ".backup-\(UUID().uuidString).sqlite")
      defer { try? FileManager.default.removeItem(at: copy) }
      try desk.backup(to: copy.path, isKept: false)
      return [UInt8](try Data(contentsOf: copy))
    }
    try await request.note(.export, to: "backup as a download", of: nil)
    return .file(
      bytes, name: "recheck-backup-\(request.today).sqlite", type: "application/vnd.sqlite3")
  }

  private static func page(_ request: PageRequest, _ problems: FormProblems) throws -> PageAnswer {
    var html = HTMLWriter()
    html.markup(
      "<p class=\"lead\">A backup is checked whole before it counts. It holds everything about every patient, and all accounts: keep it as carefully as the clinic file. Who is signed in is not in it.</p>\n<h2>On the machine</h2>\n"
    )
    if let folder = request.site.settings.backupFolder {
      html.form(
        try PlainForm(
          request, action: "/backup",
          lead: "Into \(folder), with the day and time in its name.", button: "Write a backup",
          fields: []))
    } else {
      html.markup(
        "<p>The settings of this program name no folder for backups (backup-folder).</p>\n")
    }
    html.markup("<h2>As a download</h2>\n")
    html.form(
      try PlainForm(
        request, action: "/backup/download", button: "Download a backup", fields: []))
    return request.page(
      try request.frame("Backup", notice: request.takeNotice()), html, problems)
  }
}
