import Outcomes

/// The columns that several tables share: one name and one meaning wherever they stand.
extension Table.Column {
  static let patient = Self(
    "patient_id", "Patient", meaning: "the clinic's own identifier", identifies: true)
  static let disease = Self(
    "disease", "Disease", meaning: "the diagnosis in force when the course began",
    allowed: "ids of diseases")
  static let therapy = Self(
    "therapy", "Therapy", meaning: "the therapy of the course", allowed: "ids of therapies")
  static let start = Self("start", "Start", .date, meaning: "first dose", identifies: true)
  static let intent = Self(
    "intent", "Intent", meaning: "what the course was meant to do",
    allowed: TreatmentCourse.Intent.allCases.map(\.rawValue).joined(separator: " "))
  static let verdict = Self(
    "verdict", "Verdict", meaning: "what all counted measures say about the course",
    allowed: CourseVerdict.allCases.map(\.rawValue).joined(separator: " "))

  /// Allowed values of a change in meaningful changes.
  static let changes =
    "\((-Conventions.mostChange).decimal(2)) to \(Conventions.mostChange.decimal(2))"
}
