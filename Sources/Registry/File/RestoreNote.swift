import Foundation
import GRDB

/// What a restore leaves in both trails of the file that it puts in place.
struct RestoreNote {
  /// Who restored.
  let by: Signature
  /// The names of files without their folders.
  let backup: String
  /// Where the replaced file is kept; nil: there was none.
  let kept: String?
  /// The seal of the replaced file; nil: there was none, or it could not be read.
  let replaced: FileSeal?

  /// Brings a copy of a backup to the tables of this program, notes the restore, ends all sessions
  /// and forgets who has to wait before signing in.
  ///
  /// The copy is verified afterwards: a seal that did not fit before does not fit then.
  func write(to copy: DatabaseQueue, _ schema: Schema = .released) throws {
    try schema.migrator().migrate(copy)
    try copy.write { database in
      let found = try Reading.seal(in: database)
      try AccountEvent.append(
        AccountTrail.endingAll, account: "-", "\(words(replaced)) to \(words(found))",
        by: by.author, at: Date(timeIntervalSince1970: TimeInterval(by.instant.seconds)),
        in: database)
      try database.execute(
        sql: "DELETE FROM spent_form; DELETE FROM session; DELETE FROM sign_in_throttle")
      let writing = try Writing(database, .restore, by: by, about: nil)
      try writing.note(
        "file", old: json(replaced, ["kept": kept]), new: json(found, ["backup": backup]))
      try writing.finish()
    }
  }

  private func words(_ seal: FileSeal?) -> String { seal.map { "seal \($0.text)" } ?? "no seal" }

  private func json(_ seal: FileSeal?, _ names: [String: String?]) -> String {
    var members = names.compactMapValues { $0 }
    members["seal"] = seal?.text
    members["entry"] = seal.map { "\($0.entry)" }
    let texts = members.sorted { $0.key < $1.key }.map { name, value in
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(name)\":\"\(escaped)\""
    }
    return "{\(texts.joined(separator: ","))}"
  }
}

extension Writing {
  /// A line of the trail that tells of no table, sealed with the entry.
  func note(_ subject: String, old: String?, new: String?, as action: String? = nil) throws {
    try database.execute(
      sql: """
        INSERT INTO audit (entry, instant, author, action, subject, old, new)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        entry, by.instant.text, by.author, action ?? self.action.rawValue, subject, old, new,
      ])
  }
}
