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
    return try writer(.review).insert(owner: owner) { content, row in
      content.add(row)
      content.add(1)
      content.add(self.entry)
      content.add(patient.text)
      content.add(review.subjects.map(\.stored).joined(separator: "\n"))
      content.add(review.decision.rawValue)
      content.add(review.revisedTo?.text)
      content.add(review.deferredUntil?.number)
      content.add(review.note)
      content.add(review.physician)
      content.add(review.day.number)
    }
  }
}

extension Review.Subject {
  /// `missing-response ivig 2025-01-02`, `coverage-gap`.
  var stored: String {
    ([kind.rawValue, therapy?.text, start?.iso] as [String?]).map { $0 ?? "-" }
      .joined(separator: " ")
  }

  init?(stored text: Substring) {
    let parts = text.split(separator: " " as Character).map(String.init)
    guard parts.count == 3, let kind = FlagKind(rawValue: parts[0]) else { return nil }
    let start = Day(iso: parts[2])
    guard start != nil || parts[2] == "-" else { return nil }
    self.init(kind: kind, therapy: parts[1] == "-" ? nil : Therapy.ID(parts[1]), start: start)
  }
}
