internal import Outcomes

/// Makes the panels of a patient's chart.
struct SVGPanelMaker {
  let patient: PatientJudgement
  let library: Library
  let focus: CourseJudgement?
  let time: SVGTimeScale

  /// One for each measure that is counted for the patient's diagnoses and was recorded, a composite
  /// of the course in focus, and the response index.
  var all: [(Rational) -> SVGPanel?] {
    var makers: [(Rational) -> SVGPanel?] = counted.map { counted in
      { top in self.measure(counted, top) }
    }
    makers.append { top in self.composite(top) }
    makers.append { top in self.index(top) }
    return makers
  }

  private var diseases: [Disease] {
    let own = focus?.disease.map { [$0] } ?? []
    let others = patient.record.diagnoses.compactMap { library.disease($0.disease) }
    return (own + others).reduce(into: []) { all, disease in
      if !all.contains(where: { $0.id == disease.id }) { all.append(disease) }
    }
  }

  private var counted: [CountedMeasure] {
    let recorded = Set(patient.record.scores.filter { time.holds($0.day) }.map(\.measure))
    var seen: Set<String> = []
    let listed = diseases.flatMap(\.counted).filter {
      recorded.contains($0.measure) && seen.insert("\($0.measure) \($0.subscore ?? "")").inserted
    }
    guard diseases.isEmpty else { return listed }
    return recorded.sorted().compactMap { id in
      library.measure(id)?.measureClass.mayBeCounted == true ? CountedMeasure(measure: id) : nil
    }
  }

  /// Weeks between scores that are joined by a line, where no disease is known.
  private static let unknownInterval = 26

  /// A gap longer than the time after which missing scores raise a flag.
  private var longestGap: Int {
    diseases.map(\.longestGap).max() ?? Disease.longestGap(monitoringWeeks: Self.unknownInterval)
  }

  private func measure(_ counted: CountedMeasure, _ top: Rational) -> SVGPanel? {
    guard let measure = library.measure(counted.measure) else { return nil }
    let judged =
      focus?.measures.filter {
        $0.measure.id == measure.id && $0.series.composite == nil
          && $0.series.yardstick.counted.subscore == counted.subscore
      } ?? []
    let yardstick = judged.first?.series.yardstick ?? Yardstick(measure: measure, counted: counted)
    let scores = patient.record.scores.filter { $0.measure == measure.id && time.holds($0.day) }
      .sorted { ($0.day, $0.variant) < ($1.day, $1.variant) }
    let series = self.series(scores, yardstick)
    guard !series.isEmpty else { return nil }
    let bands = judged.compactMap(band)
    let values =
      series.flatMap { $0.points.map(\.value) } + bands.flatMap { [$0.baseline, $0.threshold] }
    let scale = measure.scale(of: counted)
    let range = scale.range
    let change =
      bands.first.map { ($0.threshold - $0.baseline).magnitude }
      ?? values.first.flatMap { yardstick.improvement?.points(baseline: $0, range: range) }
      ?? (range.upperBound - range.lowerBound) / 20
    var panel = SVGPanel(
      id: measure.id.text + (counted.subscore.map { ".\($0)" } ?? ""),
      title: title(measure, counted, scale.unit, range),
      direction: Wording.direction(scale.direction),
      series: series,
      scale: SVGValueScale(
        values, within: range, change: change, top: top,
        height: SVGPanel.plot),
      longestGap: longestGap)
    panel.bands = bands
    panel.breaks = breaks(measure, scores)
    panel.withoutTotal = scores.filter { yardstick.point($0) == nil }.map(\.day).uniqued
    panel.notes = judged.flatMap(notes).uniqued
    if !panel.withoutTotal.isEmpty {
      panel.notes.append(
        "\u{00d7} recorded without a total: answers are missing; never counted as 0")
    }
    let totals = scores.filter(\.isTotalOnly).map(\.day.iso).uniqued
    if !totals.isEmpty {
      panel.notes.append(
        "\(Wording.totalOnly), without the items: \(totals.joined(separator: ", "))")
    }
    return panel
  }

  private func title(
    _ measure: Measure, _ counted: CountedMeasure, _ unit: String, _ range: ClosedRange<Rational>
  ) -> String {
    let part = counted.subscore.map { " \($0)" } ?? ""
    return
      "\(measure.short)\(part), \(range.lowerBound.plain()) to \(range.upperBound.plain()) \(unit)"
  }

  /// Variants and versions that cannot be compared are drawn as separate series.
  private func series(_ scores: [Score], _ yardstick: Yardstick) -> [SVGPanel.Series] {
    let measure = yardstick.measure
    var keys: [(variant: String, version: String, label: String)] = []
    var points: [[SVGPanel.Point]] = []
    for score in scores {
      guard let point = yardstick.point(score) else { continue }
      let known = keys.firstIndex {
        $0.variant == score.variant && measure.comparable($0.version, score.version)
      }
      let position = known ?? keys.count
      if known == nil {
        let label = Wording.label(measure, variant: score.variant)
        keys.append((score.variant, score.version, label))
        points.append([])
      }
      points[position].append(
        SVGPanel.Point(
          day: point.day, value: point.value,
          meaning: Wording.marked(
            "\(point.day): \(keys[position].label) \(point.value.plain(4))", score)))
    }
    let hasVersions = Set(keys.map(\.version)).count > 1
    return zip(keys, points).map { key, points in
      SVGPanel.Series(
        name: hasVersions ? "\(key.label), version \(key.version)" : key.label, points: points)
    }
  }

  private func breaks(_ measure: Measure, _ scores: [Score]) -> [(day: Day, name: String)] {
    zip(scores, scores.dropFirst()).filter { $0.version != $1.version }
      .map { ($1.day, "version \($1.version)") }
  }

  private func band(_ judged: MeasureJudgement) -> SVGPanel.Band? {
    guard let baseline = judged.baseline, let points = judged.series.improvementPoints,
      let window = focus?.window
    else { return nil }
    let threshold = judged.scale.isHigherBetter ? baseline.value + points : baseline.value - points
    return SVGPanel.Band(
      baseline: baseline.value, threshold: threshold, from: baseline.day,
      to: min(window.horizon, time.last))
  }

  private func notes(_ judged: MeasureJudgement) -> [String] {
    guard let baseline = judged.baseline else { return [] }
    let name =
      judged.variant.isEmpty ? "" : Wording.variant(judged.variant, of: judged.measure) + ": "
    var text = "\(name)baseline \(baseline.value.plain()) on \(baseline.day)"
    if let points = judged.series.improvementPoints,
      let threshold = judged.series.yardstick.improvement
    {
      let value = judged.scale.isHigherBetter ? baseline.value + points : baseline.value - points
      text +=
        "; one meaningful change: \(value.plain()) or \(judged.scale.isHigherBetter ? "more" : "less")"
      text += " (\(Wording.source(threshold.evidence, brief: true)))"
    }
    return [text]
  }

  private func composite(_ top: Rational) -> SVGPanel? {
    guard let judged = focus?.measures.first(where: { $0.series.composite != nil }) else {
      return nil
    }
    let points = judged.evaluation.followUps.filter { time.holds($0.day) }.map {
      SVGPanel.Point(
        day: $0.day, value: $0.point.value,
        meaning: "\($0.day): \(judged.measure.short) \($0.point.value.plain())")
    }
    guard !points.isEmpty else { return nil }
    let range = judged.measure.range
    var panel = SVGPanel(
      id: judged.measure.id.text,
      title: title(
        judged.measure, CountedMeasure(measure: judged.measure.id), judged.scale.unit, range),
      direction: Wording.direction(.higherIsBetter),
      series: [.init(name: judged.measure.short, points: points)],
      scale: SVGValueScale(
        from: range.lowerBound, to: range.upperBound, step: Rational(20), top: top,
        height: SVGPanel.plot), longestGap: longestGap)
    if let points = judged.series.improvementPoints,
      let threshold = judged.series.yardstick.improvement
    {
      panel.lines = [(points, "\(points.plain()), one meaningful change")]
      panel.notes = [
        "one meaningful change: \(points.plain()) points (\(Wording.source(threshold.evidence, brief: true)))"
      ]
    }
    return panel
  }

  /// The response index at the date of every follow-up, with lines at 0, 1/2 and 1.
  private func index(_ top: Rational) -> SVGPanel? {
    guard let focus else { return nil }
    let history = focus.indexHistory.filter { time.holds($0.day) }
    guard !history.isEmpty else { return nil }
    let points = history.map {
      SVGPanel.Point(
        day: $0.day, value: $0.index,
        meaning: "\($0.day): response index \(Wording.signed($0.index, places: 2))")
    }
    let lowest = min(history.map(\.index).min() ?? .zero, -.one) < -.one ? Rational(-2) : -.one
    let highest =
      max(history.map(\.index).max() ?? .one, .one) > Rational(3, over: 2)
      ? Rational(2) : Rational(3, over: 2)
    var panel = SVGPanel(
      id: "response-index",
      title: "Response index, \(Wording.treatment(focus)) from \(focus.course.start)",
      direction: Wording.direction(.higherIsBetter),
      series: [.init(name: "response index", points: points)],
      scale: SVGValueScale(
        from: lowest, to: highest, step: .half, top: top, height: SVGPanel.plot),
      longestGap: longestGap)
    panel.lines = [
      (.zero, "0 as at the baseline"), (Conventions.partial, "1/2"),
      (Conventions.response, "1 a response"),
    ]
    panel.notes = [
      "mean over the counted measures; 1 is one meaningful change better than the baseline; below 1/2 "
        + "a response is missing once it is due"
    ]
    return panel
  }
}
