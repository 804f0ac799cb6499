package import Outcomes

extension Writing {
  /// Starts a course.
  ///
  /// One patient starts a therapy on one day once. `entry` of the course is not stored; it is where
  /// the course is stored.
  ///
  /// - Returns: its number.
  @discardableResult
  package func add(_ course: TreatmentCourse, of patient: Patient.ID) throws -> Int {
    let owner = try owner(of: patient)
    return try refusingDuplicate(.duplicateCourse(patient, course.therapy, course.start)) {
      try insert(course, of: patient.text, owner: owner)
    }
  }

  /// Changes or stops a course.
  package func change(
    course number: Int, to course: TreatmentCourse, seen version: Int? = nil
  ) throws {
    try needReason()
    let found = try latest(.course, number, seen: version)
    try refusingDuplicate(
      .duplicateCourse(Patient.ID(found.owner), course.therapy, course.start)
    ) {
      try insertVersion(course, of: found)
    }
    try recomputeInForce(.course, of: found.owner)
  }
}
