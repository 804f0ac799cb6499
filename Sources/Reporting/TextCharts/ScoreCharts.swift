package import Outcomes

/// The charts of the text reports: scores of one measure, the response index, treatment lanes.
package struct ScoreCharts {
  package let patient: PatientJudgement
  package let library: Library
  package let axis: TimeAxis

  package init(patient: PatientJudgement, library: Library, axis: TimeAxis) {
    self.patient = patient
    self.library = library
    self.axis = axis
  }

  /// From half a year before the first dose (or the record's beginning, if that is later) to half a
  /// year after the course's effect has ended, or the day of judging.
  package init(course: CourseJudgement, in patient: PatientJudgement, library: Library) {
    let begin = course.course.start - Conventions.chartMarginDays
    let earliest = patient.record.scores.map(\.day).filter { $0 >= begin }.min()
    self.init(
      patient: patient, library: library,
      axis: TimeAxis(
        from: min(earliest ?? course.course.start, course.course.start),
        to: course.window.map { min(patient.asOf, $0.horizon + Conventions.chartMarginDays) }
          ?? patient.asOf))
  }

  /// The whole record.
  package init(patient: PatientJudgement, library: Library) {
    let days = patient.record.scores.map(\.day) + patient.record.courses.map(\.start)
    self.init(
      patient: patient, library: library,
      axis: TimeAxis(from: days.min() ?? patient.asOf, to: patient.asOf))
  }

  /// One judged measure with its baseline, its threshold and the dates that judging rests on.
  ///
  /// The letters of ``key(_:)`` mark these dates; they are explained once for all charts.
  package func chart(_ judged: MeasureJudgement, of course: CourseJudgement) -> [String] {
    let measure = judged.measure
    var chart = TextChart(
      series: judged.series.composite == nil
        ? series(judged)
        : [.init(measure.short, judged.evaluation.followUps.map { ($0.day, $0.point.value) })],
      axis: axis)
    chart.smallestStep = judged.scale.step
    if let baseline = judged.baseline, judged.series.composite == nil {
      chart.lines.append(
        .init(baseline.value, ".", "baseline \(baseline.value.plain()) of \(baseline.day)"))
    }
    if let line = thresholdLine(judged) { chart.lines.append(line) }
    chart.markers = markers(course) + versionMarkers(measure) + totalMarkers(measure)
    return chart.drawn
  }

  /// All scores of one measure; variants and versions that cannot be compared are drawn as separate
  /// series.
  package func chart(of id: Measure.ID) -> [String] {
    guard let measure = library.measure(id) else { return [] }
    var chart = TextChart(
      title: "\(measure.short), \(measure.unit), \(Wording.direction(measure.direction))",
      series: series(Yardstick(measure: measure, counted: CountedMeasure(measure: id))), axis: axis)
    chart.smallestStep = measure.totalScale.step
    chart.markers = versionMarkers(measure) + totalMarkers(measure)
    return chart.drawn
  }

  package func indexChart(_ course: CourseJudgement) -> [String] {
    var chart = TextChart(
      series: [.init("response index", course.indexHistory.map { ($0.day, $0.index) })], axis: axis)
    chart.lines = [
      .init(.zero, ".", "0, as at the baseline"),
      .init(.half, "'", "1/2, below it a response is missing once it is due"),
      .init(.one, "-", "1, a response: one meaningful change better"),
    ]
    let values = course.indexHistory.map(\.index)
    let lowest = min(values.min() ?? .zero, -.half)
    let highest = max(values.max() ?? .one, Rational(3, over: 2))
    chart.range = lowest...highest
    chart.rowStep = highest - lowest <= Rational(2) ? Rational(1, over: 4) : .half
    chart.markers = markers(course)
    return chart.drawn
  }

  /// Every treatment on the same axis; the cycles of a series share a lane.
  package var lanes: [String] {
    let lanes = patient.courses.compactMap { course in
      axis.lane(course.cycles, name: course.therapy?.short ?? course.course.therapy.text)
    }
    guard !lanes.isEmpty else { return [] }
    return ["Treatments: [ first dose, ] stop, > running, < begun earlier"] + lanes + axis.lines
  }

  /// The scores that may be compared with the baseline; without one, all scores of the variant.
  private func series(_ judged: MeasureJudgement) -> [TextChart.Series] {
    let wanted = judged.variant
    return series(judged.series.yardstick) { score in
      wanted.isEmpty || score.variant == wanted
        || judged.series.followUps.contains { $0.point.score == score }
    }
  }

  private func series(
    _ yardstick: Yardstick, where included: (Score) -> Bool = { _ in true }
  ) -> [TextChart.Series] {
    let measure = yardstick.measure
    var keys: [(variant: String, version: String)] = []
    var points: [[(day: Day, value: Rational)]] = []
    let scores = patient.record.scores
      .filter { $0.measure == measure.id && included($0) }
      .sorted { ($0.variant, $0.day) < ($1.variant, $1.day) }
    for score in scores {
      guard let point = yardstick.point(score) else { continue }
      if let position = keys.firstIndex(where: {
        $0.variant == score.variant && measure.comparable($0.version, score.version)
      }) {
        points[position].append((point.day, point.value))
      } else {
        keys.append((score.variant, score.version))
        points.append([(point.day, point.value)])
      }
    }
    let hasVersions = Set(keys.map(\.version)).count > 1
    return zip(keys, points).map { key, points in
      let name = Wording.label(measure, variant: key.variant)
      return TextChart.Series(hasVersions ? "\(name), version \(key.version)" : name, points)
    }
  }

  private func thresholdLine(_ judged: MeasureJudgement) -> TextChart.Line? {
    guard let baseline = judged.baseline, let points = judged.series.improvementPoints,
      let threshold = judged.series.yardstick.improvement
    else { return nil }
    let better = judged.scale.isHigherBetter
    let value = better ? baseline.value + points : baseline.value - points
    let source = Wording.source(threshold.evidence, brief: true)
    return .init(
      value, "-",
      "one meaningful change: \(value.plain()) or \(better ? "more" : "less") (\(source))")
  }

  /// `S 2022-05-05 first dose`, for the letters under the charts of a course.
  package func key(_ course: CourseJudgement) -> String {
    let dates = [
      ("S", course.window?.start ?? course.course.start, "first dose"),
      ("A", course.window?.assessBy, "response to be assessed"),
      ("D", course.window?.deadline, "response expected by now"),
    ].compactMap { letter, day, meaning in day.map { "\(letter) \(meaning) \($0)" } }
    return "Under the charts: \(dates.joined(separator: ", "))."
  }

  private func markers(_ course: CourseJudgement) -> [TextChart.Marker] {
    guard let window = course.window else { return [.init("S", course.course.start)] }
    return [.init("S", window.start), .init("A", window.assessBy), .init("D", window.deadline)]
  }

  /// A letter under every total that was recorded without its items, explained once.
  private func totalMarkers(_ measure: Measure) -> [TextChart.Marker] {
    let days = patient.record.scores.filter { score in
      score.measure == measure.id && score.isTotalOnly && axis.column(of: score.day) != nil
    }.map(\.day).uniqued.sorted()
    return days.enumerated().map { position, day in
      .init("T", day, position == 0 ? "\(Wording.totalOnly), recorded without its items" : nil)
    }
  }

  private func versionMarkers(_ measure: Measure) -> [TextChart.Marker] {
    let scores = patient.record.scores.filter { $0.measure == measure.id }.sorted {
      $0.day < $1.day
    }
    return zip(scores, scores.dropFirst()).filter { $0.version != $1.version }.map {
      before, after in
      let comparable = measure.comparable(before.version, after.version)
      return .init(
        "V", after.day,
        "\(after.day) definition version \(before.version) before, \(after.version) from here on; "
          + (comparable ? "comparable" : "not comparable"))
    }
  }
}
