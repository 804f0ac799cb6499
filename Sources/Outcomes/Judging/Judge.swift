/// All that the record of one patient says at one day.
package struct PatientJudgement: Sendable {
  package let record: PatientRecord
  package let asOf: Day
  package let courses: [CourseJudgement]
  /// Most urgent first.
  package let flags: [Flag]

  package var openFlags: [Flag] { flags.filter(\.status.isOpen) }

  /// The flag a physician reads first: red before amber, then the longest overdue.
  package var headline: Flag? { openFlags.first { $0.severity != .note } }

  package func course(of flag: Flag) -> CourseJudgement? { flag.course.map { courses[$0] } }
}

extension Library {
  /// Judges every course of a patient and raises the flags.
  ///
  /// Pure: the same record and day give the same result.
  package func judge(_ record: PatientRecord, asOf: Day) -> PatientJudgement {
    let judge = CourseJudge(library: self, record: record, asOf: asOf)
    let courses = judge.judgeAll()
    let flags = FlagRules(library: self, judge: judge, courses: courses).flags
    return PatientJudgement(record: judge.record, asOf: asOf, courses: courses, flags: flags)
  }

  /// Only the verdicts, for lists that need no flags.
  package func judgeCourses(_ record: PatientRecord, asOf: Day) -> [CourseJudgement] {
    CourseJudge(library: self, record: record, asOf: asOf).judgeAll()
  }
}
