import Foundation

/// When the clinic file was last verified and what was found, noted in a small file beside it.
///
/// Not in the clinic file: a damaged file is not written to, and verifying only reads.
package struct VerificationNote: Hashable, Sendable {
  package let instant: Instant
  /// The seal of the last entry then; empty: nothing was entered yet.
  package let seal: String
  /// How many findings there were.
  package let count: Int
  /// The first of them, a line each, without any content of a row.
  package let findings: [String]
  /// The rows that they are about.
  package let rows: [Row]

  package struct Row: Hashable, Sendable {
    let table: String
    let row: Int
  }

  /// More are counted and not listed.
  package static let mostListed = 50
  private static let mostRows = 10_000

  package init(instant: Instant, report: IntegrityReport) {
    self.instant = instant
    seal = report.head
    count = report.findings.count
    findings = report.findings.prefix(Self.mostListed).map { finding in
      finding.description.replacing("\n", with: " ")
    }
    rows = report.findings.compactMap { finding in
      finding.row.map { Row(table: finding.table, row: $0) }
    }.prefix(Self.mostRows).map { $0 }
  }

  package static func path(beside clinic: String) -> String { clinic + ".last-verification" }

  /// nil: there is none, or it cannot be read as one.
  package init?(beside clinic: String) {
    guard let bytes = FileManager.default.contents(atPath: Self.path(beside: clinic)),
      bytes.count < 1_000_000
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    func values(_ name: String) -> [String] {
      lines.filter { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }
    guard let instant = values("verified").first.flatMap({ Instant($0) }),
      let count = values("findings").first.flatMap({ Int($0) })
    else { return nil }
    self.instant = instant
    self.count = count
    seal = values("seal").first ?? ""
    findings = values("finding")
    rows = values("row").compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let row = Int(parts[1]) else { return nil }
      return Row(table: String(parts[0]), row: row)
    }
  }

  /// Replaces the note, readable by its owner alone.
  package func write(beside clinic: String) throws {
    let text =
      (["verified: \(instant)", "seal: \(seal)", "findings: \(count)"]
      + findings.map { "finding: \($0)" } + rows.map { "row: \($0.table) \($0.row)" }).map {
        $0 + "\n"
      }.joined()
    try FileSafety.replaceNote(at: Self.path(beside: clinic), with: text)
  }
}

extension FileSafety {
  /// Replaces a small file beside the clinic file, readable by its owner alone.
  static func replaceNote(at target: String, with text: String) throws {
    let inUse = FolderInUse(for: target)
    defer { inUse.release() }
    let beside = Leftovers.new(target)
    remove(beside)
    try create(beside, isCopy: true)
    do {
      guard let file = FileHandle(forWritingAtPath: beside) else {
        throw RegistryError.system("open", beside)
      }
      try file.write(contentsOf: Data(text.utf8))
      try file.close()
      try rename(beside, to: target)
    } catch {
      remove(beside)
      throw error
    }
  }
}
