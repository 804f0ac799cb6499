package import Outcomes

extension Writing {
  /// Stores a physician's decision on flags.
  ///
  /// `entry` of the review is not stored; it is where the review is stored. A review is never
  /// changed: a later one replaces what it says.
  ///
  /// - Returns: its number.
  @discardableResult
  package func add(_ review: Review, of patient: Patient.ID) throws -> Int {
    let owner = try owner(of: patient)
    return try insert(review, of: patient.text, owner: owner)
  }
}
