package import Outcomes
import Registry
package import Reporting

extension Desk {
  /// - Parameter fields: how the particulars were read; what could not be read is refused with the
  ///   rest.
  package func startTreatment(
    _ course: TreatmentCourse, of id: Patient.ID, read fields: FieldReader = FieldReader()
  ) throws {
    let patient = try patient(id)
    let course = course.tidy
    _ = try definitions.therapy(course.therapy)
    try fields.faults(with: checks.faults(of: course, patient)).refuse()
    do {
      try file.write(.startCourse, by: by(), about: id) { _ = try $0.add(course, of: id) }
    } catch RegistryError.duplicateCourse {
      throw DeskRefusal.courseExists(id, course.therapy, course.start)
    }
  }

  /// Changes particulars of a course; the earlier ones stay in the history.
  ///
  /// - Parameters:
  ///   - number: of the course, through all its versions.
  ///   - seen: the version that the change was made from.
  ///   - fields: how the particulars were read; what could not be read is refused with the rest.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where somebody else changed it since.
  package func changeTreatment(
    _ number: Int, of id: Patient.ID, seen: Int, reason: String,
    read fields: FieldReader = FieldReader(), _ change: (inout TreatmentCourse) -> Void
  ) throws {
    let patient = try patient(id)
    if reason.isEmpty { throw DeskRefusal.emptyText(.reason) }
    let before = try runningOrStopped(number, of: id, seen: seen)
    var course = before
    change(&course)
    course = course.tidy(since: before)
    if course == before, fields.faults.isEmpty { throw DeskRefusal.nothingChanges }
    let faults = checks.faults(of: course, patient).beyond(checks.faults(of: before, patient))
    try fields.faults(with: faults).refuse()
    do {
      try changing(treatmentHistory(number), of: id, seen: seen) {
        try file.write(.changeCourse, by: by(reason: reason), about: id) { writing in
          try writing.change(course: number, to: course, seen: seen)
        }
      }
    } catch RegistryError.duplicateCourse {
      throw DeskRefusal.courseExists(id, course.therapy, course.start)
    }
  }

  /// - Parameters:
  ///   - precision: how far that day is known; nil: to the day.
  ///   - because: why the treatment was stopped; nil: not known.
  ///   - reason: of the entry; empty: that why.
  package func stopTreatment(
    _ number: Int, of id: Patient.ID, seen: Int, on day: Day,
    knownTo precision: PartialDay.Precision? = nil,
    because: TreatmentCourse.StopReason? = nil, reason: String
  ) throws {
    _ = try patient(id)
    let course = try runningOrStopped(number, of: id, seen: seen)
    if let stop = course.stop {
      throw DeskRefusal.courseStopped(id, course.therapy, stop, number: number)
    }
    let why = reason.isEmpty ? because.map(Wording.stopReason) ?? "" : reason
    try changeTreatment(number, of: id, seen: seen, reason: why) { course in
      course.stopGiven = PartialDay(day, precision)
      course.stopReason = because
    }
  }

  private func runningOrStopped(
    _ number: Int, of id: Patient.ID, seen: Int
  ) throws -> TreatmentCourse {
    guard let course = try unchanged(treatmentHistory(number), of: id, seen: seen) else {
      throw DeskRefusal.unknownFact(.course, number)
    }
    return course
  }

  /// What became of a patient's courses after they were first entered, the earliest first.
  package func treatmentChanges(of id: Patient.ID) throws -> [TreatmentChange] {
    try file.read { reading in
      try reading.courses(of: id).filter { $0.version > 1 }.flatMap { course in
        let versions = try reading.history(ofCourse: course.number)
        return zip(versions, versions.dropFirst()).compactMap { before, after in
          Day(iso: String(after.instant.prefix(10))).map { day in
            TreatmentChange(
              of: course.fact, enteredOn: day, before: before.fact, after: after.fact,
              reason: after.reason)
          }
        }
      }
    }
  }
}
