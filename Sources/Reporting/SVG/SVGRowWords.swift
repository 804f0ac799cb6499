internal import Outcomes

/// The words of one row of a chart.
struct SVGRowWords {
  /// nil: no course is judged by it.
  let judged: MeasureJudgement?
  let yardstick: Yardstick
  let variant: String
  let series: [SVGPanel.Series]

  /// `INCAT`, `Grip, left`, `I-RODS`.
  var title: String {
    let part = yardstick.counted.subscore.map { " \($0)" } ?? ""
    let values = variant.split(separator: ";").compactMap {
      $0.split(separator: "=", maxSplits: 1).last.map(String.init)
    }
    return ([yardstick.measure.short + part] + values).joined(separator: ", ")
  }

  /// `5 → 4 points, ↓ better`.
  var detail: String {
    let better =
      switch yardstick.scale.direction {
      case .higherIsBetter: ", \u{2191} better"
      case .higherIsWorse: ", \u{2193} better"
      case .none: ""
      }
    guard let judged, let baseline = judged.baseline else { return yardstick.scale.unit + better }
    let latest = judged.latest.map {
      " \u{2192} \(CountedValue($0.point, since: baseline, yardstick).counted.plain(2))"
    }
    return "\(baseline.value.plain(2))\(latest ?? "") \(yardstick.scale.unit)\(better)"
  }

  func notes(withoutTotal: Bool, totals: [String]) -> [String] {
    var notes: [String] = []
    if let judged, let baseline = judged.baseline { notes.append(band(judged, baseline)) }
    if series.contains(where: { $0.points.contains(where: \.isAdjusted) }) {
      notes.append(
        "\(title): drawn as the adjusted rule counts it; a change of the arms between 0 and 1 is left "
          + "out")
    }
    if series.count > 1 {
      let names = zip(series, 0...).map { series, position in
        "\(SVGMarker.signs[position % SVGMarker.count]) \(series.name)"
      }
      notes.append("\(title): \(names.joined(separator: ", "))")
    }
    if withoutTotal {
      notes.append(
        "\(title): \u{00d7} recorded without a total: answers are missing; never counted as 0")
    }
    if !totals.isEmpty {
      notes.append(
        "\(title): \(Wording.totalOnly), without the items: \(totals.joined(separator: ", "))")
    }
    return notes
  }

  private func band(_ judged: MeasureJudgement, _ baseline: ScorePoint) -> String {
    var text = "\(title): baseline \(baseline.value.plain()) on \(baseline.day)"
    guard let unit = judged.series.unit, let value = judged.betterFrom,
      let points = judged.series.improvementPoints, let threshold = yardstick.improvement
    else { return text }
    let end = judged.scale.isHigherBetter ? "more" : "less"
    text += "; one meaningful change: \(value.plain()) or \(end)"
    let size = Wording.amount(points, judged.scale.unit)
    let published = unit == points ? "" : "published: \(size); "
    return text + " (\(published)\(Wording.source(threshold.evidence, brief: true)))"
  }
}
