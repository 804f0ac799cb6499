extension Patient {
  /// Without blanks at the ends of the names, a physician without a name being none; the identifier is
  /// what it is.
  package var tidy: Patient {
    var patient = self
    patient.familyName = familyName.withoutOuterBlanks
    patient.givenName = givenName.withoutOuterBlanks
    patient.physician = physician.flatMap {
      let name = $0.withoutOuterBlanks
      return name.isEmpty ? nil : name
    }
    return patient
  }

  /// The same for a change: a name that nobody touched stays as it is.
  package func tidy(since before: Patient) -> Patient {
    var patient = tidy
    if familyName == before.familyName { patient.familyName = familyName }
    if givenName == before.givenName { patient.givenName = givenName }
    if physician == before.physician { patient.physician = physician }
    return patient
  }
}

extension Diagnosis {
  /// Without blanks at the ends of the note.
  package var tidy: Diagnosis {
    var diagnosis = self
    diagnosis.note = note.withoutOuterBlanks
    diagnosis.otherName = otherName?.withoutOuterBlanks.notEmpty
    return diagnosis
  }
}

extension TreatmentCourse {
  /// Without blanks at the ends of unit and note; with a first dose that is known to the month or year
  /// not after the last one.
  package var tidy: TreatmentCourse {
    var course = self
    course.arrangeDays()
    course.otherName = otherName?.withoutOuterBlanks.notEmpty
    course.unit = unit.withoutOuterBlanks
    course.note = note.withoutOuterBlanks
    return course
  }

  /// The same for a change: a text that nobody touched stays as it is.
  package func tidy(since before: TreatmentCourse) -> TreatmentCourse {
    var course = tidy
    if unit == before.unit { course.unit = unit }
    if note == before.note { course.note = note }
    return course
  }
}

extension Review {
  /// Without blanks at the ends of the note and the physician's name.
  package var tidy: Review {
    var review = self
    review.note = note.withoutOuterBlanks
    review.physician = physician.withoutOuterBlanks
    return review
  }
}

extension Consideration {
  /// Without blanks at the ends of its texts.
  package var tidy: Consideration {
    var consideration = self
    consideration.row = row.withoutOuterBlanks
    consideration.author = author.withoutOuterBlanks
    consideration.note = note.withoutOuterBlanks
    return consideration
  }
}

extension VisitNote {
  /// Without blanks at the ends of the note.
  package var tidy: VisitNote {
    var visit = self
    visit.note = note.withoutOuterBlanks
    return visit
  }
}

extension String {
  fileprivate var notEmpty: String? { isEmpty ? nil : self }
}
