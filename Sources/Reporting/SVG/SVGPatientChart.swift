package import Outcomes

/// What goes into the chart of a patient or of one course.
extension SVGChart {
  /// The whole record.
  ///
  /// Bands, marks and the response index are those of one course: the latest judged one that is
  /// running, else the one that the most urgent flag is about, else the latest judged one.
  ///
  /// - Parameter changes: how the courses were changed since they were entered.
  /// - Returns: nil if there is neither a score nor a treatment.
  package init?(patient: PatientJudgement, library: Library, changes: [TreatmentChange] = []) {
    let days = patient.record.scores.map(\.day) + patient.record.courses.map(\.start)
    guard let first = days.min() else { return nil }
    let judged = patient.courses.filter { $0.window != nil }
    let focus =
      judged.last { $0.course.stop == nil } ?? patient.headline.flatMap { patient.course(of: $0) }
      ?? judged.last
    self.init(
      patient: patient, library: library, changes: changes, focus: focus, first: first,
      last: patient.asOf)
  }

  /// One course, from half a year before its first dose to half a year after its effect has ended.
  package init?(
    course: CourseJudgement, in patient: PatientJudgement, library: Library,
    changes: [TreatmentChange] = []
  ) {
    let begin = course.course.start - Conventions.chartMarginDays
    let first = patient.record.scores.map(\.day).filter { $0 >= begin }.min() ?? course.course.start
    let last =
      course.window.map { min(patient.asOf, $0.horizon + Conventions.chartMarginDays) }
      ?? patient.asOf
    self.init(
      patient: patient, library: library, changes: changes, focus: course,
      first: min(first, course.course.start), last: last)
  }

  private init?(
    patient: PatientJudgement, library: Library, changes: [TreatmentChange],
    focus: CourseJudgement?, first: Day, last: Day
  ) {
    let time = SVGTimeScale(
      first: first, last: last, left: Self.gutter,
      width: Rational(Self.width) - Self.gutter - Rational(24))
    lanes = patient.courses.filter { $0.course.start <= last && ($0.course.stop ?? last) >= first }
      .map { SVGLane($0, changes) }
    self.time = time
    title = "Treatments, scores and response index from \(first) to \(last)"
    marks =
      focus?.window.map { window in
        [
          (window.start, "S", "first dose"), (window.assessBy, "A", "response to be assessed"),
          (window.deadline, "D", "response expected by"),
        ].filter { time.holds($0.0) }.map { (day: $0.0, letter: $0.1, meaning: $0.2) }
      } ?? []
    panels = []
    var top = Self.panelTop(lanes: lanes.count)
    let maker = SVGPanelMaker(patient: patient, library: library, focus: focus, time: time)
    for make in maker.all {
      guard let panel = make(top + SVGPanel.head) else { continue }
      panels.append(panel)
      top = top + panel.total
    }
    if lanes.isEmpty && panels.isEmpty { return nil }
  }
}
