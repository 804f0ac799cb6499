import Foundation

/// When the clinic file was last backed up and the copy verified, noted in a small file beside it.
///
/// Not in the clinic file: a backup is made by reading it, also while another process writes.
package struct BackupNote: Hashable, Sendable {
  package let instant: Instant
  /// The seal of the last entry of the backup; empty: nothing was entered yet.
  package let seal: String
  package let backup: String

  package init(instant: Instant, seal: String, backup: String) {
    self.instant = instant
    self.seal = seal
    self.backup = backup
  }

  package static func path(beside clinic: String) -> String { clinic + ".last-backup" }

  /// nil: there is none, or it cannot be read as one.
  package init?(beside clinic: String) {
    guard let bytes = FileManager.default.contents(atPath: Self.path(beside: clinic)),
      bytes.count < 10_000
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    func value(_ name: String) -> String? {
      lines.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }
    guard let instant = value("verified").flatMap({ Instant($0) }) else { return nil }
    self.init(instant: instant, seal: value("seal") ?? "", backup: value("backup") ?? "")
  }

  /// Replaces the note, readable by its owner alone.
  package func write(beside clinic: String) throws {
    let name = backup.filter { !$0.isNewline }
    try FileSafety.replaceNote(
      at: Self.path(beside: clinic), with: "verified: \(instant)\nseal: \(seal)\nbackup: \(name)\n")
  }
}
