import Outcomes

/// The columns that several tables share: one name and one meaning wherever they stand.
extension Table.Column {
  static let patient = Self(
    "patient_id", "Patient", meaning: "the clinic's own identifier", identifies: true)
  static let disease = Self(
    "disease", "Disease", meaning: "the diagnosis that the course belongs to",
    allowed: "ids of diseases")
  static let therapy = Self(
    "therapy", "Therapy", meaning: "the therapy of the course", allowed: "ids of therapies")
  static let start = Self("start", "Start", .date, meaning: "first dose", identifies: true)
  static let intent = Self(
    "intent", "Intent", meaning: "what the course was meant to do",
    choices: TreatmentCourse.Intent.allCases.map(\.rawValue))
  static let verdict = Self(
    "verdict", "Verdict", meaning: "what all counted measures say about the course",
    choices: CourseVerdict.allCases.map(\.rawValue))

  static let firmness = Self(
    "firmness", "Firmness",
    meaning:
      "how firm the index is: firm below 0 or above 1.5, narrow from 0.5 to 1.5, else likely",
    choices: Firmness.allCases.map(\.rawValue))

  /// Allowed values of a change in meaningful changes.
  static let changes =
    "\((-Conventions.mostChange).decimal(2)) to \(Conventions.mostChange.decimal(2))"
}

extension Cell {
  /// A change or index in two decimals, cut so that it never shows a limit that was not reached.
  static func change(_ value: Rational?) -> Cell {
    value.map { .decimal($0.shownChange, places: 2) } ?? .empty
  }
}
