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
      try writer(.course).insert(owner: owner) { content, row in
        content.add(row)
        content.add(1)
        content.add(self.entry)
        content.add(patient.text)
        content.add(0)
        content.add(course)
      }
    }
  }

  /// Changes or stops a course.
  ///
  /// - Parameter version: the one that the person saw; refused where it is no longer the latest.
  package func change(
    course number: Int, to course: TreatmentCourse, seen version: Int
  ) throws {
    try needReason()
    let found = try latest(.course, number, seen: version)
    try refusingDuplicate(
      .duplicateCourse(Patient.ID(found.owner), course.therapy, course.start)
    ) {
      try insertVersion(of: found, in: .course) { content in
        content.add(0)
        content.add(course)
      }
    }
    try recomputeInForce(.course, of: found.owner)
  }
}

extension CanonicalRow {
  fileprivate func add(_ course: TreatmentCourse) {
    add(course.therapy.text)
    add(course.start.number)
    add(course.stop?.number)
    add(course.intent.rawValue)
    add(course.dose)
    add(course.unit)
    add(course.intervalDays)
    add(course.note)
  }

  /// An exact fraction as numerator and denominator.
  func add(_ value: Rational?) {
    add(value.map { Int($0.numerator) })
    add(value.map { Int($0.denominator) })
  }
}
