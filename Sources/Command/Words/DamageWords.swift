import Registry

/// What the terminal says of copies that do not verify.
enum DamageWords {
  static func notKept(_ path: String, _ findings: [IntegrityFinding]) -> String {
    "\(path): the copy does not verify, so it was not kept:\n" + list(findings)
      + "\nTo have a copy of the file as it is, use 'recheck backup --damaged FILE'."
  }

  static func kept(_ path: String, _ copy: String, _ findings: [IntegrityFinding]) -> String {
    "\(path): the copy does not verify:\n" + list(findings)
      + "\nIt is kept as \(copy) and counts as no backup: keep the earlier backups too."
      + " Stop entering data until it is known what happened."
  }

  static func notRestored(_ path: String, _ findings: [IntegrityFinding]) -> String {
    "\(path): it does not verify, so nothing was restored:\n" + list(findings)
      + "\nTake an earlier backup. To put this one in place as it is, use 'recheck restore --damaged'."
  }

  static func restored(_ findings: [IntegrityFinding]) -> String {
    "The restored file does not verify:\n" + list(findings)
  }

  private static let most = 20

  private static func list(_ findings: [IntegrityFinding]) -> String {
    findings.prefix(most).map { "  \($0)" }.joined(separator: "\n")
      + (findings.count > most ? "\n  and \(findings.count - most) more" : "")
  }
}
