extension Patient {
  /// Without blanks at the ends of the names; the identifier is what it is.
  package var tidy: Patient {
    var patient = self
    patient.familyName = familyName.withoutOuterBlanks
    patient.givenName = givenName.withoutOuterBlanks
    return patient
  }
}

extension Diagnosis {
  /// Without blanks at the ends of the note.
  package var tidy: Diagnosis {
    var diagnosis = self
    diagnosis.note = note.withoutOuterBlanks
    return diagnosis
  }
}

extension TreatmentCourse {
  /// Without blanks at the ends of unit and note.
  package var tidy: TreatmentCourse {
    var course = self
    course.unit = unit.withoutOuterBlanks
    course.note = note.withoutOuterBlanks
    return course
  }
}
