package import Outcomes

/// A course was changed after it was first entered: its dose, or that it was stopped.
package struct TreatmentChange: Hashable, Sendable {
  /// Which course, by its therapy and first dose as they stand now.
  package var therapy: Therapy.ID
  package var start: Day
  /// The file knows when a change was entered, not since when it was given.
  package var enteredOn: Day
  package var before: TreatmentCourse
  package var after: TreatmentCourse
  package var reason: String

  package init(
    of course: TreatmentCourse, enteredOn: Day, before: TreatmentCourse, after: TreatmentCourse,
    reason: String
  ) {
    therapy = course.therapy
    start = course.start
    self.enteredOn = enteredOn
    self.before = before
    self.after = after
    self.reason = reason
  }

  func isOf(_ course: TreatmentCourse) -> Bool {
    therapy == course.therapy && start == course.start
  }

  var isOfDose: Bool {
    before.dose != after.dose || before.unit != after.unit
      || before.intervalDays != after.intervalDays
  }
}
