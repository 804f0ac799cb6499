package import Outcomes
import Registry
package import Reporting

extension Desk {
  package func startTreatment(_ course: TreatmentCourse, of id: Patient.ID) throws {
    let patient = try patient(id)
    _ = try definitions.therapy(course.therapy)
    try check(course, of: patient)
    do {
      try file.write(.startCourse, by: by(), about: id) { _ = try $0.add(course, of: id) }
    } catch RegistryError.duplicateCourse {
      throw DeskRefusal.courseExists(id, course.therapy, course.start)
    }
  }

  /// Changes particulars of a course; the earlier ones stay in the history.
  ///
  /// - Parameter start: which course of that therapy; nil: the latest.
  package func changeTreatment(
    _ therapy: Therapy.ID, of id: Patient.ID, started start: Day?, reason: String,
    _ change: (inout TreatmentCourse) -> Void
  ) throws {
    let patient = try patient(id)
    if reason.isEmpty { throw DeskRefusal.emptyText("A reason") }
    let found = try course(therapy, of: id, started: start)
    var course = found.course
    change(&course)
    if course == found.course { throw DeskRefusal.nothingChanges }
    try check(course, of: patient)
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
    let patient = try patient(id)
    try check("The stop of a course", day, of: patient)
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

  private func check(_ course: TreatmentCourse, of patient: Patient) throws {
    try check("The start of a course", course.start, of: patient)
    try check("The stop of a course", course.stop, of: patient)
    if let stop = course.stop, stop < course.start {
      throw DeskRefusal.order(earlier: "the start", course.start, later: "The stop", stop)
    }
    if let dose = course.dose, dose <= .zero { throw DeskRefusal.doseNotAboveZero(dose) }
    if let days = course.intervalDays, days <= 0 { throw DeskRefusal.intervalNotAboveZero(days) }
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
