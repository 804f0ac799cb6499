import Outcomes

/// How often facts without a key are stored already: each of them stands for one row of an import.
///
/// The same may be said twice, and rows that bring it twice are both stored, once.
final class StoredTally<Fact: Hashable> {
  /// Of those who have any.
  private var left: [Patient.ID: [Fact: Int]] = [:]
  private let stored: (Patient.ID) throws -> [Fact]

  /// - Parameter stored: what was stored of a patient before.
  init(_ stored: @escaping (Patient.ID) throws -> [Fact]) { self.stored = stored }

  /// Whether a fact is there already; it then stands for this row and no other.
  ///
  /// - Parameter patient: whom the fact belongs to, after merges.
  func takes(_ fact: Fact, of patient: Patient.ID) throws -> Bool {
    if left[patient] == nil {
      let facts = try stored(patient)
      guard !facts.isEmpty else { return false }
      left[patient] = facts.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    guard let count = left[patient]?[fact], count > 0 else { return false }
    left[patient]?[fact] = count - 1
    return true
  }
}
