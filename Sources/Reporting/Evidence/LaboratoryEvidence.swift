internal import Outcomes

extension CourseEvidence {
  /// More values of a measure than this are cut in the middle.
  private static let mostValues = 8

  /// Laboratory values from the latest before the course on, a sentence for each measure; they are
  /// shown and never judged.
  var laboratory: [String] {
    library.measures.filter { $0.measureClass == .laboratory }.flatMap { measure in
      let scores = patient.record.scores.filter {
        $0.measure == measure.id && $0.total != nil && $0.day <= patient.asOf
      }
      let variants = Set(scores.map { measure.separateVariant($0.variant) }).sorted()
      return variants.compactMap { variant in
        values(
          of: measure, variant,
          scores.filter { measure.separateVariant($0.variant) == variant }
            .sorted { $0.day < $1.day })
      }
    }
  }

  /// As in `CK, times the upper limit: 10 on 2024-01-10, 5 on 2024-05-20`.
  private func values(of measure: Measure, _ variant: String, _ scores: [Score]) -> String? {
    let before = scores.last { $0.day <= course.course.start }
    let shown = (before.map { [$0] } ?? []) + scores.filter { $0.day > course.course.start }
    guard !shown.isEmpty else { return nil }
    var texts = shown.compactMap { score in
      score.total.map { "\($0.plain(2)) on \(score.day)" }
    }
    if texts.count > Self.mostValues {
      let left = texts.count - Self.mostValues
      texts.replaceSubrange(2..<(2 + left), with: ["\(left) more"])
    }
    return "\(Wording.label(measure, variant: variant)), \(measure.unit): "
      + texts.joined(separator: ", ") + "."
  }
}
