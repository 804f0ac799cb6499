/// What a patient was found to have and what was given for it: with the scores, all that decides the
/// verdicts on courses.
package struct TreatmentRecord: Sendable {
  package var patient: Patient.ID
  package var diagnoses: [Diagnosis]
  package var courses: [TreatmentCourse]

  package init(patient: Patient.ID, diagnoses: [Diagnosis], courses: [TreatmentCourse]) {
    self.patient = patient
    self.diagnoses = diagnoses
    self.courses = courses
  }

  /// As it was known on a day: what is dated later does not exist.
  func asOf(_ day: Day) -> TreatmentRecord {
    var known = self
    known.diagnoses = diagnoses.filter { $0.diagnosedOn <= day }.map { diagnosis in
      var diagnosis = diagnosis
      if let end = diagnosis.endedOn, end > day { diagnosis.endedOn = nil }
      return diagnosis
    }
    known.courses = courses.filter { $0.start <= day }.map { course in
      var course = course
      if let stop = course.stop, stop > day {
        course.stop = nil
        course.stopReason = nil
      }
      return course
    }
    return known
  }

  /// The same, and no copy where nothing is dated later.
  func known(on day: Day) -> TreatmentRecord { isKnown(on: day) ? self : asOf(day) }

  /// Nothing is dated after the day.
  func isKnown(on day: Day) -> Bool {
    courses.allSatisfy { $0.start <= day && $0.stop ?? day <= day }
      && diagnoses.allSatisfy { $0.diagnosedOn <= day && $0.endedOn ?? day <= day }
  }

  /// The position of the diagnosis that a course belongs to: the one in force at its first dose, else
  /// the first that begins later.
  ///
  /// A course that outlives its diagnosis belongs to the next one that begins, on the day on which
  /// that ends or later. Of two made on one day the order of their ids decides, not that of the input.
  func diagnosisPosition(from start: Day, to stop: Day?) -> Int? {
    var found =
      lastDiagnosis { $0.diagnosedOn <= start && ($0.endedOn.map { $0 > start } ?? true) }
      ?? diagnoses.indices.filter { diagnoses[$0].diagnosedOn > start }
      .min { Diagnosis.isEarlier(diagnoses[$0], diagnoses[$1]) }
    while let position = found, let end = diagnoses[position].endedOn,
      let begin = diagnoses.map(\.diagnosedOn).filter({ $0 >= end }).min(),
      stop.map({ $0 > begin }) ?? true,
      let next = lastDiagnosis({
        $0.diagnosedOn == begin && $0.endedOn.map { $0 > begin } ?? true
      })
    {
      found = next
    }
    return found
  }

  private func lastDiagnosis(_ isWanted: (borrowing Diagnosis) -> Bool) -> Int? {
    var found: Int?
    for position in diagnoses.indices where isWanted(diagnoses[position]) {
      if let found, !Diagnosis.isEarlier(diagnoses[found], diagnoses[position]) { continue }
      found = position
    }
    return found
  }
}

extension PatientRecord {
  package var treatments: TreatmentRecord {
    TreatmentRecord(patient: patient.id, diagnoses: diagnoses, courses: courses)
  }

  /// The diagnosis that a course belongs to: the one in force at its first dose, else the first that
  /// begins later.
  package func diagnosis(for course: TreatmentCourse) -> Diagnosis? {
    treatments.diagnosisPosition(from: course.start, to: course.stop).map { diagnoses[$0] }
  }
}
