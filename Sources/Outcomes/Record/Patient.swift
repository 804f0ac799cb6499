package enum Sex: String, CaseIterable, Sendable {
  case female, male, other
}

/// A person under care, known by the clinic's own identifier.
package struct Patient: Hashable, Sendable, IdentifiedKind {
  /// Text as the clinic writes it; leading zeros stay.
  package typealias ID = Identifier<Patient>

  /// By bytes, as the clinic file sorts them.
  @inlinable package static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  package var id: ID
  package var familyName: String
  package var givenName: String
  /// The earliest possible one, where it is known to the month or year alone.
  package var birthDate: Day?
  /// How far the birth date is known; nil: to the day.
  package var birthPrecision: PartialDay.Precision?
  package var sex: Sex?
  /// The physician responsible for the patient, as their account calls them; nil: nobody is named.
  package var physician: String?

  package init(
    id: ID, familyName: String, givenName: String, birthDate: Day?, sex: Sex?,
    birthPrecision: PartialDay.Precision? = nil, physician: String? = nil
  ) {
    self.physician = physician
    self.birthPrecision = birthPrecision
    self.id = id
    self.familyName = familyName
    self.givenName = givenName
    self.birthDate = birthDate
    self.sex = sex
  }
}

extension Patient {
  /// `Silva, Vera`; empty where no name was recorded.
  package var listName: String {
    [familyName, givenName].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
