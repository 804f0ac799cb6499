package import Outcomes

/// One immunotherapy under a diagnosis, in the table of all of them.
package struct TherapyRow: Sendable {
  package let name: String
  /// `2 g/kg every 3 weeks`; nil where no dose is recorded.
  package let regimen: String?
  package let from: String
  /// `now` while it runs.
  package let to: String
  package let weeks: Int
  /// Whether it was given long enough to be judged; nil where nothing is expected of it.
  package let isAdequate: Bool?
  package let index: Rational?
  package let verdict: String
  /// The course that the shown flag is about.
  package let isShown: Bool
  /// Its most urgent flag with a page of its own, the shown one left out.
  package let flag: Review.Subject?

  static func rows(
    under course: CourseJudgement?, _ diagnosis: DiagnosisJudgement?, shown flag: Flag?,
    _ patient: PatientJudgement, _ library: Library
  ) -> [TherapyRow] {
    let family = library.family(of: course?.diseaseID ?? diagnosis?.disease.id)
    guard let family else { return [] }
    return patient.courses.enumerated().compactMap { position, other in
      guard library.family(of: other.diseaseID) == family, other.therapy?.isImmunotherapy == true,
        other.course.intent != .symptomatic
      else { return nil }
      let shown = flag?.course == position
      let flags = patient.flags.filter { $0.course == position }
      let link = (flags.filter(\.status.isOpen) + flags).first { $0.kind != flag?.kind || !shown }
      return TherapyRow(
        other, isShown: shown, flag: shown ? nil : link.map { patient.subject(of: $0) }, patient)
    }
  }

  private init(
    _ judged: CourseJudgement, isShown: Bool, flag: Review.Subject?, _ patient: PatientJudgement
  ) {
    let course = judged.course
    name = Wording.therapy(course, judged.therapy)
    regimen = TreatmentText.regimen(course)
    from = course.startGiven.text
    to = course.stopGiven?.text ?? "now"
    let end = min(course.stop ?? patient.asOf, patient.asOf)
    weeks = max(0, end - course.start) / 7
    isAdequate =
      judged.stop?.isAdequate
      ?? judged.window.map { patient.asOf >= $0.deadline || judged.isGivenOnce }
    index = judged.responseIndex
    verdict = Wording.short(judged.verdict)
    self.isShown = isShown
    self.flag = flag
  }
}

extension CourseJudgement {
  /// One plan of infusions is the whole trial: no weeks of treatment are asked for.
  package var isGivenOnce: Bool { expectation?.trial.map { $0.weeks.isZero } ?? false }
}
