import Exchange
package import Outcomes

/// Which part of the records a package holds.
package struct PackageFilter: Hashable, Sendable {
  /// Patients who have, or had, one of these diagnoses, with all that is recorded of them; empty: all.
  package var diseases: [Disease.ID]
  /// Facts of these days alone.
  package var from: Day?
  package var to: Day?

  package init(diseases: [Disease.ID] = [], from: Day? = nil, to: Day? = nil) {
    self.diseases = Array(Set(diseases)).sorted()
    self.from = from
    self.to = to
  }

  package var isEverything: Bool { self == PackageFilter() }

  private func takes(_ day: Day) -> Bool { lasts(from: day, to: day) }

  /// Whether some of the days from one to another are taken; nil: until now.
  private func lasts(from first: Day, to last: Day?) -> Bool {
    (to.map { first <= $0 } ?? true) && (from.map { last ?? $0 >= $0 } ?? true)
  }

  /// What of a patient is in the package; nil: the patient is not.
  ///
  /// Verdicts stay those of the whole record; a course is in with any day of it, and so is a diagnosis.
  /// The day of the first record, from which days are counted, stays as well.
  func part(of package: PackageRecord) -> PackageRecord? {
    let whole = package.record
    if !diseases.isEmpty, !whole.diagnoses.contains(where: { diseases.contains($0.disease) }) {
      return nil
    }
    guard from != nil || to != nil else { return package }
    var part = package
    part.record.diagnoses = whole.diagnoses.filter {
      lasts(from: $0.diagnosedOn, to: $0.endedOn)
    }
    part.record.courses = whole.courses.filter { lasts(from: $0.start, to: $0.stop) }
    part.record.scores = whole.scores.filter { takes($0.day) }
    part.record.visits = whole.visits.filter { takes($0.day) }
    part.record.reviews = whole.reviews.filter { takes($0.day) }
    part.record.considerations = whole.considerations.filter { takes($0.day) }
    part.scores = package.scores.filter { takes($0.score.day) }
    part.courses = package.courses.filter { lasts(from: $0.course.start, to: $0.course.stop) }
    let starts = Set(part.courses.map { CourseName($0.course.therapy, $0.course.start) })
    part.cohortCourses = package.cohortCourses.filter {
      starts.contains(CourseName($0.therapy, $0.start))
    }
    let made = Set(part.record.diagnoses.map(\.disease))
    part.cohortDiagnoses = package.cohortDiagnoses.filter { made.contains($0.disease) }
    part.corrections = package.corrections.filter { $0.correctedOn.map(takes) ?? true }
    let isEmpty =
      part.record.courses.isEmpty && part.record.scores.isEmpty && part.record.visits.isEmpty
      && part.record.reviews.isEmpty && part.record.diagnoses.isEmpty
    return isEmpty ? nil : part
  }

  private struct CourseName: Hashable {
    let therapy: Therapy.ID
    let start: Day

    init(_ therapy: Therapy.ID, _ start: Day) {
      self.therapy = therapy
      self.start = start
    }
  }
}
