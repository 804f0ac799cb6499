package import Outcomes

/// All values of the measures of a course since their baselines: measures by dates.
package struct ValueGrid: Sendable {
  package struct Row: Sendable {
    package let name: String
    /// One for each day; nil: no score of that day.
    package let values: [String?]
    package let betterFrom: String?
    /// In meaningful changes.
    package let change: Rational?
    package let verdict: String
    /// Of one meaningful change.
    package let source: Evidence?
  }

  /// Ascending.
  package let days: [Day]
  package let rows: [Row]
  /// How many days in the middle were left out.
  package let left: Int

  /// More days than this are cut in the middle; the chart shows all of them.
  private static let mostDays = 9

  init(_ course: CourseJudgement) {
    let measures = course.measures
    let all = Set(
      measures.flatMap { judged in
        [judged.baseline?.day].compactMap(\.self) + judged.evaluation.followUps.map(\.day)
      }
    ).sorted()
    var days = all
    if all.count > Self.mostDays {
      days = Array(all.prefix(3) + all.suffix(Self.mostDays - 3))
    }
    left = all.count - days.count
    let shown = days
    self.days = shown
    rows = measures.map { Self.row($0, shown) }
  }

  private static func row(_ judged: MeasureJudgement, _ days: [Day]) -> Row {
    let baseline = judged.baseline
    let points = [baseline].compactMap(\.self) + judged.evaluation.followUps.map(\.point)
    let yardstick = judged.series.yardstick
    return Row(
      name: Wording.label(judged.measure, variant: judged.variant)
        + (judged.scale.unit == "centile" ? ", centile" : ""),
      values: days.map { day in
        points.first { $0.day == day }.map {
          Wording.marked(CountedValue($0, since: baseline, yardstick).text, $0.score)
        }
      },
      betterFrom: judged.betterFrom?.plain(2), change: judged.evaluation.change?.shownChange,
      verdict: Wording.verdict(judged.verdict),
      source: baseline == nil ? nil : yardstick.improvement?.evidence)
  }
}
