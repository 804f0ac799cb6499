import Clinic
import Foundation
import Registry

/// A verified copy of the clinic file: in the folder that the settings name, or as a download.
enum BackupPage {
  static let routes: [Route] = [
    .get("backup", for: .administrators, label: "Backup") { try page($0, FormProblems()) },
    .post("backup", for: .administrators, fields: .named([])) { try await write($0) },
    .post("backup/download", for: .administrators, fields: .named([damagedDownload])) {
      try await download($0)
    },
  ]

  /// The box with which a copy that does not verify is wanted all the same.
  private static let damagedDownload = "damaged-download"

  /// Into the folder that the settings name, and no other.
  ///
  /// Who signs in here chooses no place on the machine and learns of none. A copy that does not verify
  /// is kept under a name that says so.
  private static func write(_ request: PageRequest) async throws -> PageAnswer {
    guard let folder = request.site.settings.backupFolder else { throw WebFault.notFound }
    var problems = FormProblems()
    do {
      try await request.atDesk { _ = try $0.backup(into: folder, keeping: nil) }
    } catch {
      guard let text = request.words.text(error) else { throw error }
      if case .damagedCopyKept? = error as? RegistryError {
        await request.noteDone(.export, to: "damaged copy into the folder of the settings")
      }
      problems.add("", text)
      return try page(request, problems)
    }
    await request.noteDone(.export, to: "backup into the folder of the settings")
    return request.done("Backup written and verified", at: "/backup")
  }

  private static func download(_ request: PageRequest) async throws -> PageAnswer {
    let isWanted = request.form[damagedDownload] == "yes"
    let copy: (bytes: [UInt8], isDamaged: Bool)
    do {
      copy = try await request.atDesk { try wholeCopy($0, evenIfDamaged: isWanted) }
    } catch {
      guard let text = request.words.text(error) else { throw error }
      var problems = FormProblems()
      problems.add(damagedDownload, text)
      return try page(request, problems)
    }
    await request.noteDone(
      .export, to: copy.isDamaged ? "damaged copy as a download" : "backup as a download")
    let name = "recheck-backup-\(request.today).sqlite"
    return .file(
      copy.bytes, name: copy.isDamaged ? DamagedName.of(name) : name,
      type: "application/vnd.sqlite3")
  }

  private static func wholeCopy(
    _ desk: Desk, evenIfDamaged: Bool
  ) throws -> (bytes: [UInt8], isDamaged: Bool) {
    // Beside the clinic file, so that no other folder ever holds patients' data.
    let path = Leftovers.download(beside: desk.file.path)
    let other = DamagedName.of(path)
    let inUse = FolderInUse(for: path)
    defer { inUse.release() }
    defer { for file in [path, other] { try? FileManager.default.removeItem(atPath: file) } }
    do {
      try desk.backup(to: path, isKept: false, damaged: evenIfDamaged ? other : nil)
    } catch RegistryError.damagedCopyKept {
      return ([UInt8](try Data(contentsOf: URL(filePath: other))), true)
    }
    return ([UInt8](try Data(contentsOf: URL(filePath: path))), false)
  }

  private static func anyway(_ name: String, _ problems: FormProblems) -> FormField {
    .confirm(
      ChoiceField(
        name, "If the copy is found damaged", problems,
        [Choice("yes", "Keep it all the same, under a name that ends in .damaged.sqlite")]))
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
        request, action: "/backup/download", button: "Download a backup",
        fields: [anyway(damagedDownload, problems)]))
    html.markup("\(try SealRemark.markup(request))")
    return request.page(
      try request.frame("Backup", notice: request.takeNotice()), html, problems)
  }
}
