internal import Outcomes

/// Makes the rows of a patient's chart.
struct SVGPanelMaker {
  let patient: PatientJudgement
  let library: Library
  let focus: CourseJudgement?
  let time: SVGTimeScale

  /// One for each measure that is counted for the patient's diagnoses and was recorded, each hand for
  /// itself, a composite of the course in focus, and the response index.
  var all: [(Rational) -> SVGPanel?] {
    var makers: [(Rational) -> SVGPanel?] = counted.flatMap { counted in
      variants(counted).map { variant in { top in self.measure(counted, variant, top) } }
    }
    makers.append { top in self.composite(top) }
    makers.append { top in self.index(top) }
    return makers
  }

  /// The variants that are followed separately; one without a name where none are.
  private func variants(_ counted: CountedMeasure) -> [String] {
    guard let measure = library.measure(counted.measure) else { return [] }
    return Yardstick(measure: measure, counted: counted).separateVariants(
      of: scores(of: measure))
  }

  private func scores(of measure: Measure) -> [Score] {
    patient.record.scores.filter { $0.measure == measure.id && time.holds($0.day) }
      .sorted { ($0.day, $0.variant) < ($1.day, $1.variant) }
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

  private func measure(
    _ counted: CountedMeasure, _ variant: String, _ top: Rational
  ) -> SVGPanel? {
    guard let measure = library.measure(counted.measure) else { return nil }
    let own = Yardstick(measure: measure, counted: counted)
    let judged = focus?.measures.first {
      $0.measure.id == measure.id && $0.series.composite == nil
        && $0.series.yardstick.counted.subscore == counted.subscore
        && (variant.isEmpty || measure.separateVariant($0.variant) == variant)
    }
    let yardstick = judged?.series.yardstick ?? own
    let scores = scores(of: measure).filter {
      yardstick.belongs($0, to: variant.isEmpty ? nil : variant)
    }
    let series = self.series(scores, yardstick, judged)
    guard !series.isEmpty else { return nil }
    let band = judged.flatMap(self.band)
    let values =
      series.flatMap { $0.points.map(\.value) } + (band.map { [$0.baseline, $0.threshold] } ?? [])
    let range = yardstick.scale.range
    let change =
      band.map { ($0.threshold - $0.baseline).magnitude }
      ?? values.first.flatMap { yardstick.improvement?.points(baseline: $0, range: range) }
      ?? (range.upperBound - range.lowerBound) / 20
    let words = SVGRowWords(judged: judged, yardstick: yardstick, variant: variant, series: series)
    var panel = SVGPanel(
      id: measure.id.text + (counted.subscore.map { ".\($0)" } ?? "")
        + (variant.isEmpty ? "" : " \(variant)"),
      title: words.title, detail: words.detail, series: series,
      scale: SVGValueScale(
        row: values, within: range, change: change, top: top, height: SVGPanel.plot),
      longestGap: longestGap)
    panel.bands = [band].compactMap(\.self)
    panel.breaks = breaks(measure, scores)
    panel.withoutTotal = scores.filter { yardstick.point($0) == nil }.map(\.day).uniqued
    panel.change = judged?.evaluation.change?.shownChange
    panel.notes = words.notes(
      withoutTotal: !panel.withoutTotal.isEmpty,
      totals: scores.filter(\.isTotalOnly).map(\.day.iso).uniqued)
    return panel
  }

  /// Variants and versions that cannot be compared are drawn as separate series.
  private func series(
    _ scores: [Score], _ yardstick: Yardstick, _ judged: MeasureJudgement?
  ) -> [SVGPanel.Series] {
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
      let value = CountedValue(point, since: judged?.baseline, yardstick)
      points[position].append(
        SVGPanel.Point(
          day: point.day, value: value.counted,
          meaning: Wording.marked("\(point.day): \(keys[position].label) \(value.text)", score),
          isOutside: !isCounted(score, judged), isAdjusted: value.isAdjusted))
    }
    let hasVersions = Set(keys.map(\.version)).count > 1
    return zip(keys, points).map { key, points in
      SVGPanel.Series(
        name: hasVersions ? "\(key.label), version \(key.version)" : key.label, points: points)
    }
  }

  /// Whether the course in focus is judged by the score; without one all are alike.
  private func isCounted(_ score: Score, _ judged: MeasureJudgement?) -> Bool {
    guard let focus, focus.window != nil else { return true }
    guard let judged else { return false }
    return judged.baseline?.score == score
      || judged.evaluation.followUps.contains { $0.point.score == score }
  }

  private func breaks(_ measure: Measure, _ scores: [Score]) -> [(day: Day, name: String)] {
    zip(scores, scores.dropFirst()).filter { $0.version != $1.version }
      .map { ($1.day, "version \($1.version)") }
  }

  private func band(_ judged: MeasureJudgement) -> SVGPanel.Band? {
    guard let baseline = judged.baseline, let threshold = judged.betterFrom,
      let window = focus?.window
    else { return nil }
    return SVGPanel.Band(
      baseline: baseline.value, threshold: threshold, from: baseline.day,
      to: min(window.horizon, time.last))
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
    let latest = points.last.map { "\($0.value.plain()) " } ?? ""
    var panel = SVGPanel(
      id: judged.measure.id.text, title: judged.measure.short,
      detail: "\(latest)\(judged.scale.unit), \u{2191} better",
      series: [.init(name: judged.measure.short, points: points)],
      scale: SVGValueScale(
        from: range.lowerBound, to: range.upperBound, step: Rational(20), top: top,
        height: SVGPanel.plot), longestGap: longestGap)
    panel.change = judged.evaluation.change?.shownChange
    if let points = judged.series.improvementPoints,
      let threshold = judged.series.yardstick.improvement
    {
      panel.lines = [(points, points.plain())]
      panel.notes = [
        "\(judged.measure.short): one meaningful change is \(points.plain()) points "
          + "(\(Wording.source(threshold.evidence, brief: true)))"
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
        meaning: "\($0.day): response index \(Wording.signed($0.index.shownChange, places: 2))")
    }
    let lowest = min(history.map(\.index).min() ?? .zero, Rational(-1, over: 4))
    let highest = max(history.map(\.index).max() ?? .one, Rational(5, over: 4))
    var panel = SVGPanel(
      id: "response-index", title: "Response index",
      detail: "of \(Wording.treatment(focus))",
      series: [.init(name: "response index", points: points)],
      scale: SVGValueScale(
        from: lowest, to: highest, step: .half, top: top, height: SVGPanel.indexPlot),
      longestGap: longestGap)
    panel.isIndex = true
    panel.change = focus.responseIndex?.shownChange
    panel.lines = [(.zero, "0"), (Conventions.partial, "\u{00BD}"), (Conventions.response, "1")]
    panel.notes = [
      "Response index: mean over the counted measures; 1 is one meaningful change better than the "
        + "baseline; below 1/2 a response is missing once it is due"
    ]
    return panel
  }
}
