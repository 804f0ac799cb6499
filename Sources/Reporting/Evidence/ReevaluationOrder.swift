package import Outcomes

/// What of a re-evaluation is looked at first.
extension Reevaluation.Row {
  /// Nothing speaks for it and nothing was said about it.
  package var isCalm: Bool {
    guard said.isEmpty, let answer else { return false }
    switch answer {
    case .no, .noSign, .notKnown: return true
    case .yes, .possible, .lessLikely, .recorded, .cannotTell: return false
    }
  }

  /// What was taken up comes first, then what a therapy without response speaks for, and last what is
  /// excluded.
  ///
  /// - Parameter failed: what hints call the therapies without a response (``Therapy/hinted``).
  package func rank(withoutResponseTo failed: Set<String>) -> Int {
    switch stands?.state {
    case .confirmed: 0
    case .requested: 1
    case .open: 2
    case .excluded: 5
    case nil: isSpokenFor(by: failed) ? 3 : 4
    }
  }

  private func isSpokenFor(by failed: Set<String>) -> Bool {
    if failed.isEmpty { return false }
    let text = Array(hints.joined(separator: " ").lowercased().utf8)
    return failed.contains { name in
      text.indices.contains { text[$0...].starts(with: name.utf8) }
    }
  }

  /// What suggests an alternative, without the words that say so.
  package var hints: [String] {
    look.filter { $0.hasPrefix(Self.hint) }.map { String($0.dropFirst(Self.hint.count)) }
  }

  /// What is done to find it.
  package var workUp: [String] { look.filter { !$0.hasPrefix(Self.hint) } }

  private static let hint = "suggested by "
  private var look: [String] { reconsideration?.lookFor ?? [] }
}

extension Therapy {
  /// What hints call it, in small letters: by its name, and a steroid as such.
  package var hinted: Set<String> {
    var names: Set = [short.lowercased()]
    if isSteroid { names.insert("steroid") }
    return names
  }
}
