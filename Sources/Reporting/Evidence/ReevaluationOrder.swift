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
  package func rank(withoutResponseTo failed: [Therapy]) -> Int {
    switch stands?.state {
    case .confirmed: 0
    case .requested: 1
    case .open: 2
    case .excluded: 5
    case nil: isSpokenFor(by: failed) ? 3 : 4
    }
  }

  /// Whether its hints name one of the therapies, or steroids where one is a steroid.
  private func isSpokenFor(by failed: [Therapy]) -> Bool {
    let text = hints.joined(separator: " ").lowercased()
    return failed.contains { therapy in
      text.contains(therapy.short.lowercased()) || therapy.isSteroid && text.contains("steroid")
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
