package import Outcomes

/// The view of `text/disease.mustache`.
package struct DiseaseCard: Sendable {
  package var title: ReportLine
  package var facts: [ReportLine]
  package var counted: ReportSection?
  package var expectations: ReportLine?
  /// The same for writers who draw tables themselves.
  package var expectationTable: Table?
  package var criteria: ReportSection?
  package var reconsider: ReportSection?
  package var codes: ReportSection?
  package var note: ReportLine?

  package init(_ disease: Disease, library: Library) {
    title = .paragraph("\(disease.name) (\(disease.id))")
    facts =
      (disease.isJudged ? Self.facts(disease, library) : Self.facts(notJudged: disease))
      .map { .point($0) } + disease.alsoCalledLine.map { .point($0) }
    counted = ReportSection(points: disease.counted.map { Self.counted($0, library) })
    expectationTable = ExpectationTable.table(of: disease, library)
    expectations = expectationTable.map { .table(ExpectationTable.printed($0)) }
    criteria = ReportSection(
      points: disease.criteria.map { "\($0.name). \(Wording.source($0.evidence))." })
    reconsider = ReportSection(points: disease.reconsider.map { Wording.reconsideration($0) })
    codes = ReportSection(
      points: disease.codes.map {
        "\($0.system) \($0.code), \($0.meaning). \(Wording.source($0.evidence))."
      })
    note = disease.note.map { .paragraph($0) }
  }

  private static func facts(_ disease: Disease, _ library: Library) -> [String] {
    func names(_ ids: [Measure.ID]) -> String {
      ids.map { library.short($0) }.joined(separator: ", ")
    }
    return [
      "\(disease.chronic ? "chronic" : "not chronic"), \(disease.group.rawValue)",
      disease.variantOf.map {
        "variant of \(library.short($0)), "
          + "whose windows hold where it has none of its own"
      },
      "baseline: up to \(disease.baselineDaysBefore) days before the first dose, "
        + "or \(disease.baselineDaysAfter) after it",
      "scores at least every \(Wording.weeks(disease.monitoringWeeks)) on treatment. "
        + "\(Wording.source(disease.monitoringEvidence)).",
      disease.nadirDays.map {
        "scores up to day \($0) after the first dose are the way to the nadir; the worst of them "
          + "is the baseline"
      },
      disease.firstAssessmentWeeks.isEmpty
        ? nil
        : "usual first assessments in weeks "
          + disease.firstAssessmentWeeks.map(String.init).joined(separator: ", "),
      disease.composite.map {
        "composite: \(names([$0])), in place of the single measures where it is complete"
      },
      disease.coreSet.isEmpty ? nil : "measures of a visit: \(names(disease.coreSet))",
      disease.watched.isEmpty ? nil : "watched, never judged: \(names(disease.watched))",
      disease.expectedWithoutResponse,
    ].compactMap(\.self)
  }

  private static func facts(notJudged disease: Disease) -> [String] {
    [
      "\(disease.group.rawValue), not judged: a diagnosis can be revised to it; scores are kept and "
        + "shown, without a verdict",
      "described as an alternative or a companion in: \(Wording.source(disease.monitoringEvidence))",
    ]
  }

  private static func counted(_ counted: CountedMeasure, _ library: Library) -> String {
    guard let measure = library.measure(counted.measure) else { return counted.measure.text }
    let yardstick = Yardstick(measure: measure, counted: counted)
    let size = yardstick.improvement.map {
      "; one meaningful change: \(Wording.size($0, unit: yardstick.scale.unit)). \(Wording.source($0.evidence))."
    }
    let part = counted.subscore.map { ", part \($0)" } ?? ""
    return "\(measure.short)\(part), \(measure.measureClass.rawValue)\(size ?? "")"
  }
}
