package import Outcomes

/// Which of a patient's flags is decided on.
package enum FlagChoice: Hashable, Sendable {
  /// The most urgent open one; of closed flags the only one.
  case headline
  /// All that are open.
  case all
  /// One by its kind, and by its course where several are of that kind.
  case kind(String, therapy: Therapy.ID? = nil, start: Day? = nil)
  /// The one that a page shows.
  case subject(Review.Subject)

  /// Of all that there are of a kind one must be told from the others.
  var takesSeveral: Bool { self == .all }

  var kind: String? {
    switch self {
    case .headline, .all: nil
    case .kind(let kind, _, _): kind
    case .subject(let subject): subject.kind.rawValue
    }
  }

  /// Those that are meant.
  ///
  /// - Parameters:
  ///   - flags: the most urgent first.
  ///   - isOpen: the flags are open ones, of which one is the headline.
  func among(_ flags: [Review.Subject], isOpen: Bool) -> [Review.Subject] {
    switch self {
    case .headline: isOpen ? Array(flags.prefix(1)) : flags
    case .all: flags
    case .kind(let kind, let therapy, let start):
      flags.filter { flag in
        flag.kind.rawValue == kind && therapy.map { $0 == flag.therapy } ?? true
          && start.map { $0 == flag.start } ?? true
      }
    case .subject(let subject): flags.filter { $0 == subject }
    }
  }
}

extension Review.Subject {
  /// `missing-response (ivig from 2025-01-20)`, `diagnosis-unanswered (cidp)`.
  package var name: String {
    let course = therapy.map { "\($0)\(start.map { " from \($0)" } ?? "")" }
    return (course ?? disease?.text).map { "\(kind.rawValue) (\($0))" } ?? kind.rawValue
  }
}
