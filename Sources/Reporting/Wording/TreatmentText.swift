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
    let end = stop(course) ?? "running"
    let parts = [
      "\(judged.therapy?.short ?? course.therapy.text), from \(course.start), \(end)",
      Wording.intent(course.intent), regimen(course),
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }

  /// `to 2024-03-01 (no effect)`; nil while it runs.
  package static func stop(_ course: TreatmentCourse) -> String? {
    course.stop.map { day in
      "to \(day)" + (course.stopReason.map { " (\(Wording.stopReason($0)))" } ?? "")
    }
  }

  /// Everything that was entered of a course: `IVIG from 2024-01-05, to 2024-03-01, to bring
  /// improvement, 1 g/kg every 3 weeks, by pump`.
  package static func entered(_ course: TreatmentCourse, _ library: Library) -> String {
    let name = library.therapy(course.therapy)?.short ?? course.therapy.text
    let parts = [
      "\(name) from \(course.start)", stop(course), Wording.intent(course.intent),
      regimen(course), course.note.isEmpty ? nil : course.note,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// `CIDP since 2025-07-08, first symptoms 2024-12-03`.
  package static func diagnosis(_ diagnosis: Diagnosis, _ library: Library) -> String {
    let name = library.disease(diagnosis.disease)?.short ?? diagnosis.disease.text
    return "\(name) since \(diagnosis.diagnosedOn)"
      + (diagnosis.onsetOn.map { ", first symptoms \($0)" } ?? "")
      + (diagnosis.endedOn.map { ", ended \($0)" } ?? "")
  }

  /// `Patient N210002, Łukasik, Tove, born 1992-09-07 (33 years), female`.
  static func identity(_ patient: Patient, asOf: Day) -> String {
    let parts = [
      patient.listName.isEmpty ? nil : patient.listName,
      patient.birthDate.map { "born \($0) (\($0.completedYears(on: asOf)) years)" },
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

  var firstLetterRaised: String { prefix(1).uppercased() + dropFirst() }
}
