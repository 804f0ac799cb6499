import Clinic
import Foundation
import Registry

/// A verified copy of the clinic file: to a path on this machine, or as a download.
enum BackupPage {
  static let routes: [Route] = [
    .get("backup", for: .administrators, label: "Backup") { try page($0, FormProblems()) },
    .post("backup", for: .administrators, fields: .named(["path"])) { try await toPath($0) },
    .post("backup/download", for: .administrators, fields: .named([])) { try await download($0) },
  ]

  private static func toPath(_ request: PageRequest) async throws -> PageAnswer {
    var problems = FormProblems()
    let path = request.form["path"]
    if !path.hasPrefix("/") {
      problems.add(
        "path", "Write the whole path, beginning with /, of a file that does not exist yet.")
    } else if FileManager.default.fileExists(atPath: path) {
      problems.add("path", "There is a file of this name already. Choose another name.")
    }
    guard problems.isEmpty else { return try page(request, problems) }
    do {
      try await request.atDesk { _ = try $0.backup(to: path) }
    } catch {
      guard let text = request.words.text(error) else { throw error }
      problems.add("path", text)
      return try page(request, problems)
    }
    try await request.note(.export, to: "backup to a path", of: nil)
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
    let path = FormField.text(
      TextField("path", "File on the machine that Recheck runs on").filled(
        request.form["path"], problems))
    var html = HTMLWriter()
    html.markup(
      "<p class=\"lead\">A backup is checked whole before it counts. It holds everything about every patient: keep it as carefully as the clinic file.</p>\n<h2>To a path</h2>\n"
    )
    html.form(
      try PlainForm(request, action: "/backup", button: "Write a backup", fields: [path]))
    html.markup("<h2>As a download</h2>\n")
    html.form(
      try PlainForm(
        request, action: "/backup/download", button: "Download a backup", fields: []))
    return request.page(
      try request.frame("Backup", notice: request.takeNotice()), html, problems)
  }
}
