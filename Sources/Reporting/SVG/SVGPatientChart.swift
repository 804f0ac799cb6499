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

  /// One course, from its baseline to today: what came after it is drawn hollow.
  ///
  /// - Parameter diagnosis: that the course is shown for; it begins before its first treatment.
  package init?(
    course: CourseJudgement, under diagnosis: DiagnosisJudgement? = nil,
    in patient: PatientJudgement, library: Library, changes: [TreatmentChange] = []
  ) {
    let shown = (diagnosis?.courses ?? []).map { patient.courses[$0] } + [course]
    let days = shown.flatMap { course in
      course.measures.compactMap { $0.baseline?.day } + [course.course.start]
    }
    let first = days.min() ?? course.course.start
    self.init(
      patient: patient, library: library, changes: changes, focus: course,
      first: first - Self.margin, last: patient.asOf)
  }

  /// Days before the first score, so that it does not lie on the edge.
  private static let margin = 7

  private init?(
    patient: PatientJudgement, library: Library, changes: [TreatmentChange],
    focus: CourseJudgement?, first: Day, last: Day
  ) {
    let time = SVGTimeScale(
      first: first, last: last, left: Self.gutter,
      width: Self.plotWidth)
    lanes = patient.courses.filter { $0.course.start <= last && ($0.course.stop ?? last) >= first }
      .map { course in
        var lane = SVGLane(course, changes)
        lane.isJudged = course.course == focus?.course
        return lane
      }
    self.time = time
    title = "Treatments, scores and response index from \(first) to \(last)"
    marks =
      focus?.window.map { window in
        [
          (window.start, "S", "first dose"), (window.assessBy, "A", "response to be assessed"),
          (window.deadline, "D", "response expected by"),
        ].filter { time.holds($0.0) }.map { (day: $0.0, letter: $0.1, meaning: $0.2) }
      } ?? []
    judged = focus.flatMap { course in
      course.window.flatMap { window in
        let from = course.measures.compactMap { $0.evaluation.judgedFollowUps.first?.day }.min()
        return from.map { (min($0, window.averagedFrom), window.horizon) }
      }
    }
    panels = []
    var top = Self.panelTop(lanes: lanes.count)
    let maker = SVGPanelMaker(patient: patient, library: library, focus: focus, time: time)
    for make in maker.all {
      guard let panel = make(top + SVGPanel.edge) else { continue }
      panels.append(panel)
      top = top + panel.height
    }
    if lanes.isEmpty && panels.isEmpty { return nil }
  }
}
