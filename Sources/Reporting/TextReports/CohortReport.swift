package import Outcomes

/// The view of `text/cohort.mustache`.
package struct CohortReport: Sendable {
  /// The curves of one disease as numbers.
  package struct Curves: Sendable {
    /// `CIDP`.
    package var title: String
    package var table: String
  }

  package var asOf: String
  /// Patients, judged courses, and which of them are looked at.
  package var counts: String
  /// Whether counts are hidden, because the report is for others.
  package var isForOthers: Bool
  package var quality: ReportSection?
  package var table: String?
  /// Responses, the weeks to them and what was published.
  package var responses: String?
  /// Patients with failed immunotherapies, and with nothing that acts or bridges.
  package var resistant: String?
  package var curves: [Curves]
  package var hasCurves: Bool
  /// Only some courses are looked at.
  package var isSelected: Bool
  /// What came of the red flags.
  package var yield: ReportSection?
  /// Groups that are left out because they are too small to be shown to others.
  package var leftOut: String?

  /// - Parameter flags: of the whole clinic, whatever the selection.
  package init(
    _ cohort: Cohort, _ flags: FlagYield, _ selection: Cohort.Selection = Cohort.Selection(),
    library: Library, asOf: Day
  ) {
    self.asOf = asOf.iso
    let which = CohortWords.selection(selection, library).map { " Only: \($0)." }
    counts =
      "\(Wording.counted(cohort.patients, "patient")), "
      + "\(Wording.counted(cohort.courses.count, "judged course"))." + (which ?? "")
    isForOthers = false
    let figures = CohortFigure.all(cohort, flags)
    quality =
      cohort.courses.isEmpty && flags.raised == 0
      ? nil
      : ReportSection(
        points: figures.map { figure in
          figure.value.map { "\($0) \(figure.words) (\(figure.basis))" }
            ?? "\(figure.words.firstLetterRaised): \(figure.basis)"
        })
    let groups = cohort.groups
    table = groups.isEmpty ? nil : Self.draw(CohortReading.shares(groups, library))
    let responses = CohortReading.responses(groups, library)
    self.responses = responses.rows.isEmpty ? nil : Self.draw(responses)
    curves = groups.map(\.key.disease).uniqued.compactMap { disease in
      let own = CohortReading.curves(groups.filter { $0.key.disease == disease }, library)
      return own.rows.isEmpty
        ? nil : Curves(title: library.short(disease), table: Self.draw(own))
    }
    hasCurves = !curves.isEmpty
    let resistant = CohortReading.resistant(cohort.diseaseGroups, library)
    self.resistant = resistant.rows.isEmpty ? nil : Self.draw(resistant)
    isSelected = which != nil
    yield = ReportSection(points: flags.points(library))
  }

  /// What may leave the clinic: no count under 5, and none from which one could be found by subtraction.
  package init(
    forOthers cohort: Cohort, _ flags: FlagYield, library: Library, asOf: Day
  ) {
    self.asOf = asOf.iso
    counts = "Counts under \(SmallCounts.fewest) are hidden, with what would give them away."
    isForOthers = true
    quality = ReportSection(
      points: CohortFigure.all(cohort, flags).compactMap { figure in
        guard SmallCounts.mayShow(figure.portion), let value = figure.value else { return nil }
        return "\(value) \(figure.words)"
      })
    let shown = cohort.groups.filter { $0.courses.count >= SmallCounts.fewest }
    let hidden = cohort.groups.count - shown.count
    table = shown.isEmpty ? nil : Self.draw(CohortReading.sharesForOthers(shown, library))
    leftOut =
      hidden == 0
      ? nil
      : "Left out: \(Wording.counted(hidden, "row")) with fewer than "
        + "\(SmallCounts.fewest) courses."
    (curves, hasCurves, isSelected) = ([], false, false)
  }

  private static func draw(_ table: Table) -> String {
    TextTable.draw(table, width: ReportLine.width).trimmingLastNewline
  }
}
