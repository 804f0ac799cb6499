package import Outcomes

/// The four figures of a flag: how large the change is, how long was waited, on how many measures it
/// rests, and how many therapies have had no response.
package struct FlagFigures: Sendable {
  package struct Figure: Sendable {
    package let value: String
    package let meaning: String
    /// Of the week by which a response is expected; nil: the figure is none of a source.
    package var source: Evidence?
  }

  package let figures: [Figure]

  init(
    _ flag: Flag, course: CourseJudgement?, diagnosis: DiagnosisJudgement?,
    _ patient: PatientJudgement, _ library: Library
  ) {
    figures = [
      Self.index(flag, course, patient),
      course.flatMap { Self.weeks($0, patient) },
      course.flatMap(Self.measures),
      Self.therapies(course, diagnosis, patient, library),
    ].compactMap(\.self)
  }

  private static func index(
    _ flag: Flag, _ course: CourseJudgement?, _ patient: PatientJudgement
  ) -> Figure? {
    guard let index = patient.index(shownFor: flag) else { return nil }
    let isOfCourse = course.map { $0.responseIndex == index } ?? false
    guard let course, isOfCourse, flag.kind != .worseThanBeforeTreatment else {
      return Figure(
        value: index.shownChange.decimal(2), meaning: "meaningful changes since before treatment")
    }
    return Figure(
      value: index.shownChange.decimal(2),
      meaning: "response index \(Wording.basis(course)); 1 is a response")
  }

  private static func weeks(_ course: CourseJudgement, _ patient: PatientJudgement) -> Figure? {
    guard let expectation = course.expectation else { return nil }
    let start = course.course.start
    let expected =
      expectation.expected == .improvement
      ? "; expected by week \(expectation.deadline.plain(1))" : ""
    func figure(_ end: Day, _ meaning: String) -> Figure {
      Figure(
        value: Wording.weeks((end - start) / 7), meaning: meaning + expected,
        source: expectation.evidence)
    }
    // What is given once works on: its weeks of treatment say nothing beside the deadline.
    if course.isGivenOnce {
      let last = course.latestFollowUp.map { max($0, start) }
      return last.map { figure($0, "to the last score") }
        ?? figure(patient.asOf, "since the first dose")
    }
    let stop = course.course.stop.map { min($0, patient.asOf) }
    return figure(stop ?? patient.asOf, stop == nil ? "on treatment" : "treated, then stopped")
  }

  private static func measures(_ course: CourseJudgement) -> Figure? {
    let judged = course.measures.filter(\.isJudged)
    guard !judged.isEmpty else { return nil }
    func count(_ verdict: MeasureVerdict) -> Int { judged.count { $0.verdict == verdict } }
    let groups: [(MeasureVerdict, String)] = [
      (.worsened, "worse"), (.unchanged, "unchanged"), (.partial, "partly better"),
      (.improved, "better"),
    ]
    let said = groups.filter { count($0.0) > 0 }
    guard let first = said.first(where: { $0.0 == .unchanged }) ?? said.first else { return nil }
    let others = said.filter { $0.0 != first.0 }.map { "\(count($0.0)) \($0.1)" }
    let visits = Wording.counted(course.assessments, "visit")
    let noun = judged.count == 1 ? "measure" : "measures"
    return Figure(
      value: "\(count(first.0)) of \(judged.count)",
      meaning: (["\(noun) \(first.1)"] + others + [visits]).joined(separator: ", "))
  }

  private static func therapies(
    _ course: CourseJudgement?, _ diagnosis: DiagnosisJudgement?, _ patient: PatientJudgement,
    _ library: Library
  ) -> Figure? {
    let family = library.family(of: course?.diseaseID ?? diagnosis?.disease.id)
    guard let family,
      let whole = diagnosis
        ?? patient.diagnoses.first(where: {
          library.family(of: $0.disease.id) == family
        })
    else { return nil }
    return Figure(
      value: "\(whole.failed)",
      meaning: "\(whole.failed == 1 ? "therapy" : "therapies") without response, of "
        + "\(whole.immunotherapies)")
  }
}

extension PatientJudgement {
  /// The course that a flag is shown with: its own, or the latest under the diagnosis it is about.
  package func courseShown(for flag: Flag) -> CourseJudgement? {
    course(of: flag) ?? diagnosis(of: flag)?.courses.last.map { courses[$0] }
  }

  /// The index that stands beside a flag: of a diagnosis that got worse that since before treatment,
  /// of any other that of the course.
  package func index(shownFor flag: Flag) -> Rational? {
    if flag.kind != .diagnosisUnanswered, let own = diagnosis(of: flag)?.index { return own }
    return courseShown(for: flag)?.responseIndex
  }
}
