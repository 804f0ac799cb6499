package import Outcomes

/// Courses and diagnoses in one line.
package enum TreatmentText {
  /// `60 mg daily`, as exact as a dose may be entered; nil where neither dose nor interval is
  /// recorded.
  package static func regimen(_ course: TreatmentCourse) -> String? {
    let amount = course.dose.map { dose in
      course.unit.isEmpty ? dose.plain(4) : "\(dose.plain(4)) \(course.unit)"
    }
    let parts = [amount, course.intervalDays.map(interval)].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  static func interval(_ days: Int) -> String {
    switch days {
    case 1: "daily"
    case 7: "weekly"
    case _ where days % 7 == 0: "every \(days / 7) weeks"
    default: "every \(days) days"  // not our enum
    }
  }

  /// `IVIG, from 2024-01-05, running; to bring improvement; 1 g/kg every 3 weeks`.
  static func course(_ judged: CourseJudgement) -> String {
    let course = judged.course
    let parts = [
      "\(Wording.therapy(course, judged.therapy)), \(period(judged))",
      Wording.intent(course.intent), regimen(course),
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }

  /// Of a course that has begun by its month or year, on a day that is not known: as which day the first
  /// dose counts, and that it is not judged before; nil: it is judged, or lies ahead.
  package static func notYet(_ course: TreatmentCourse, asOf: Day) -> String? {
    let given = course.startGiven
    guard given.precision != nil, given.earliest <= asOf, course.start > asOf else { return nil }
    return "The first dose is known as \(given.text) alone: it counts as \(course.start), "
      + "and the course is not judged before. Give the month or the day where it is known."
  }

  /// `to 2024-03-01 (no effect)`; nil while it runs.
  package static func stop(_ course: TreatmentCourse) -> String? {
    course.stopGiven.map { day in
      "to \(day.text)" + (course.stopReason.map { " (\(Wording.stopReason($0)))" } ?? "")
    }
  }

  /// Everything that was entered of a course: `IVIG from 2024-01-05, to 2024-03-01, to bring
  /// improvement, 1 g/kg every 3 weeks, by pump`.
  package static func entered(_ course: TreatmentCourse, _ library: Library) -> String {
    let name = Wording.therapy(course, library.therapy(course.therapy))
    let parts = [
      "\(name) from \(course.startGiven.text)", stop(course), Wording.intent(course.intent),
      regimen(course), course.note.isEmpty ? nil : course.note,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// `CIDP since 2025-07-08, first symptoms 2024-12-03`.
  package static func diagnosis(_ diagnosis: Diagnosis, _ library: Library) -> String {
    let name = Wording.disease(diagnosis, library.disease(diagnosis.disease))
    let made = diagnosis.diagnosedGiven
    return name
      + (made.precision == .unknown ? ", day not recorded" : " since \(made.text)")
      + (diagnosis.onsetGiven.map { ", first symptoms \($0.text)" } ?? "")
      + (diagnosis.endedOn.map { ", ended \($0)" } ?? "")
  }

  /// `1992-09-07 (33 years)`, `1992 (about 33 years)`; nil where it is not known.
  package static func born(_ patient: Patient, asOf: Day) -> String? {
    patient.bornGiven.map { born in
      let about = born.precision == nil ? "" : "about "
      return "\(born.text) (\(about)\(born.earliest.completedYears(on: asOf)) years)"
    }
  }

  /// `Patient N210002, Łukasik, Tove, born 1992-09-07 (33 years), female`.
  static func identity(_ patient: Patient, asOf: Day) -> String {
    let parts = [
      patient.listName.isEmpty ? nil : patient.listName,
      born(patient, asOf: asOf).map { "born \($0)" },
      patient.sex?.rawValue,
    ].compactMap(\.self)
    return (["Patient \(patient.id)"] + parts).joined(separator: ", ")
  }
}

extension String {
  /// For a text that another sentence goes on with.
  var withoutFinalStop: String {
    hasSuffix(".") ? String(dropLast()) : self
  }

  package var withFinalStop: String { hasSuffix(".") ? self : self + "." }

  package var firstLetterRaised: String { prefix(1).uppercased() + dropFirst() }
}
