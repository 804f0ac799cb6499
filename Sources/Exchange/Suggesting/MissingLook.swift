import Outcomes

/// Words that stand for no answer.
enum MissingLook {
  /// Words that can mean nothing else.
  private static let certain: [String: String] = [
    "not done": "not-done", "nicht durchgeführt": "not-done", "not performed": "not-done",
    "refused": "refused", "declined": "refused", "verweigert": "refused", "abgelehnt": "refused",
    "unable": "unable", "not possible": "unable", "nicht möglich": "unable",
    "non fait": "not-done", "no realizado": "not-done", "non eseguito": "not-done",
    "refusé": "refused", "impossible": "unable", "imposible": "unable", "impossibile": "unable",
  ]
  private static let open: Set<String> = [
    "n/a", "na", "n.a.", "n.a", "nd", "n.d.", "n.d", "nk", "n.k.", "k.a.", "k. a.", "ka", "n.b.",
    "nb", "-", "--", "---", "–", "—", "?", "??", ".", "x", "unknown", "unbekannt", "missing",
    "fehlt", "none", "null", "nan", "#n/a", "inconnu", "desconocido", "sconosciuto",
    "desconhecido", "not available", "not known", "-9", "-99", "-999", "99", "999", "9999", "-8",
    "-88", "nask", "asku", "ni", "unk", "not tested", "no data", "keine angabe", "nt", "n.t.",
    "not assessed", "nicht erhoben", "s/d", "sin dato", "entfällt",
  ]
  private static let running: Set<String> = [
    "läuft", "laufend", "ongoing", "current", "continuing", "continues", "weiter", "en cours",
    "en curso", "in corso", "em curso", "bis heute", "present", "now", "andauernd", "fortlaufend",
  ]

  static func isRunning(_ text: String) -> Bool { running.contains(text.lowercased()) }

  static func isMissing(_ text: String, in range: ClosedRange<Rational>? = nil) -> Bool {
    let small = text.lowercased()
    guard certain[small] != nil || open.contains(small) else { return false }
    guard let number = Rational(decimal: small) else { return true }
    // A figure stands for nothing only where no answer can have it.
    return range.map { !$0.contains(number) } ?? false
  }

  static func meaning(_ text: String) -> String? { certain[text.lowercased()] }
}
