import GRDB
package import Outcomes

/// A stored version of a fact, with who stored it, when and why.
package struct FactVersion<Fact: Hashable & Sendable>: Hashable, Sendable {
  /// Names the fact through all its versions, for corrections.
  package var number: Int
  /// 1, 2, ...
  package var version: Int
  package var fact: Fact
  /// The patient it was asserted of; after a merge not the one it belongs to.
  package var patient: Patient.ID
  package var status: VersionStatus
  package var entry: Int
  package var instant: String
  package var author: String
  package var action: String
  package var reason: String
}

/// Whether a stored version counts.
package enum VersionStatus: String, Hashable, Sendable {
  case current
  /// There is a later version.
  case superseded
  /// Entered in error; this version says so.
  case withdrawn
  /// A merged patient's copy of what the surviving patient has too.
  case duplicate
}

/// A score with what judging does not need.
package struct RecordedScore: Hashable, Sendable {
  package var score: Score
  package var rater: String
  package var note: String
  /// SHA-256 of the definition it was recorded with.
  package var definitionHash: String
}
