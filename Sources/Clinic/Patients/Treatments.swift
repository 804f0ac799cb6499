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
  ///   - start: which course of that therapy; nil: the latest.
  ///   - fields: how the particulars were read; what could not be read is refused with the rest.
  package func changeTreatment(
    _ therapy: Therapy.ID, of id: Patient.ID, started start: Day?, reason: String,
    read fields: FieldReader = FieldReader(), _ change: (inout TreatmentCourse) -> Void
  ) throws {
    let patient = try patient(id)
    if reason.isEmpty { throw DeskRefusal.emptyText("A reason") }
    let found = try course(therapy, of: id, started: start)
    var course = found.course
    change(&course)
    course = course.tidy
    if course == found.course, fields.faults.isEmpty { throw DeskRefusal.nothingChanges }
    let faults = checks.faults(of: course, patient).beyond(checks.faults(of: found.course, patient))
    try fields.faults(with: faults).refuse()
    do {
      try file.write(.changeCourse, by: by(reason: reason), about: id) { writing in
        try writing.change(course: found.number, to: course)
      }
    } catch RegistryError.duplicateCourse {
      throw DeskRefusal.courseExists(id, course.therapy, course.start)
    }
  }

  package func stopTreatment(
    _ therapy: Therapy.ID, of id: Patient.ID, started start: Day?, on day: Day, reason: String
  ) throws {
    _ = try patient(id)
    let found = try course(therapy, of: id, started: start)
    if let stop = found.course.stop { throw DeskRefusal.courseStopped(therapy, stop) }
    try changeTreatment(therapy, of: id, started: found.course.start, reason: reason) {
      $0.stop = day
    }
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

  func course(
    _ therapy: Therapy.ID, of id: Patient.ID, started start: Day?
  ) throws -> (number: Int, course: TreatmentCourse) {
    _ = try definitions.therapy(therapy)
    let all = try file.read { try $0.courses(of: id) }.filter { $0.fact.therapy == therapy }
    let found = start.map { day in all.last { $0.fact.start == day } } ?? all.last
    guard let found else { throw DeskRefusal.noSuchCourse(id, therapy, start) }
    return (found.number, found.fact)
  }
}
