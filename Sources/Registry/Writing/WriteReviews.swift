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

extension Writing {
  /// Stores where a row of a re-evaluation stands; an earlier one about the row stays in the history.
  ///
  /// - Returns: its number.
  @discardableResult
  package func add(_ consideration: Consideration, of patient: Patient.ID) throws -> Int {
    let owner = try owner(of: patient)
    return try insert(consideration, of: patient.text, owner: owner)
  }

  /// Stores what was noted at a visit; an earlier note of the day stays in the history.
  ///
  /// - Returns: its number.
  @discardableResult
  package func add(_ visit: VisitNote, of patient: Patient.ID) throws -> Int {
    let owner = try owner(of: patient)
    return try insert(visit, of: patient.text, owner: owner)
  }
}
