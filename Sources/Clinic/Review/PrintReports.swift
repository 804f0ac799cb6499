package import Outcomes
package import Reporting

extension TemplateFault: PlainRefusal {
  package var message: String { description }
}

extension Desk {
  /// The templates in force: the shipped ones and those of a site's folder.
  static func texts(_ folder: String?) throws -> ReportTexts {
    try ReportTexts(replacing: try folder.map(DefinitionFolder.templates) ?? [:])
  }

  /// The page a physician decides from.
  ///
  /// - Parameters:
  ///   - choice: which flag; also one that is closed.
  ///   - closing: a shell's words for how the flag is closed.
  package func flagPage(
    _ patient: Patient.ID, templates: String?, _ choice: FlagChoice = .headline,
    closing: (_ flag: Flag, _ patient: PatientJudgement) -> FlagPage.Closing? = { _, _ in nil }
  ) throws -> String {
    let judged = try judge(patient)
    let flag = try flag(choice, of: judged)
    return try Self.texts(templates).flagPage(
      FlagPage(judged, library: library, about: flag, closing: closing))
  }

  /// The flag that a page is asked for; nil: the headline, if any.
  package func flag(_ choice: FlagChoice, of judged: PatientJudgement) throws -> Flag? {
    if choice == .headline { return nil }
    let id = judged.record.patient.id
    let chosen = choice.among(judged.flags.map { judged.subject(of: $0) }, isOpen: true)
    guard let subject = chosen.first else { throw DeskRefusal.noSuchFlag(id, kind: choice.kind) }
    if chosen.count > 1 { throw DeskRefusal.severalFlags(id, chosen) }
    return judged.flag(subject)
  }

  /// The same page of the record that a decision saw.
  package func flagPage(
    _ patient: Patient.ID, decision number: Int, templates: String?
  ) throws -> String {
    let seen = try decision(number, of: patient)
    return try Self.texts(templates).flagPage(
      FlagPage(seen.judged, library: library, about: seen.flag, decision: seen.review))
  }

  /// The patient's flags, open and closed, for scripts.
  package func flagTable(_ patient: Patient.ID) throws -> DrawnTable {
    DrawnTable(
      Table(
        columns: FlagTable.columns,
        rows: FlagTable.rows(for: try judge(patient), library: library)))
  }

  package func patientReport(_ patient: Patient.ID, templates: String?) throws -> String {
    try checkSeals(of: patient)
    let record = try record(of: patient)
    return try Self.texts(templates).patientReport(
      PatientReport(
        library.judge(record, asOf: asOf), library: library, recorded: record.courses))
  }

  package func clinicReport(templates: String?) throws -> String {
    let texts = try Self.texts(templates)
    var entries = ClinicReport.Entries(asOf: asOf, notJudged: try recordsNotJudged())
    try forEachRecord { entries.add(ClinicReport.Entry(library.judge($0, asOf: asOf))) }
    return texts.clinicReport(ClinicReport(entries))
  }

  /// The beginning of the review list, one line per patient.
  package func reviewInShort(_ most: Int) throws -> ClinicReport.ReviewInShort {
    var review = ClinicReport.ReviewInShort(most)
    try forEachRecord { review.add(ClinicReport.Entry(library.judge($0, asOf: asOf))) }
    return review
  }

  /// The courses of the whole clinic, and what came of its red flags.
  package func cohort() throws -> (courses: Cohort, flags: FlagYield) {
    var (cohort, yield) = (Cohort(), FlagYield())
    try forEachRecord { record in
      let judged = library.judge(record, asOf: asOf)
      cohort.add(CohortCourse.all(of: judged))
      cohort.add(CohortDiagnosis.all(of: judged))
      yield.add(FlagYield(judged))
    }
    return (cohort, yield)
  }

  /// - Parameter forOthers: it leaves the clinic: no count under 5, and of the whole alone.
  package func cohortReport(
    templates: String?, _ selection: Cohort.Selection = Cohort.Selection(), forOthers: Bool = false
  ) throws -> String {
    let texts = try Self.texts(templates)
    let (cohort, flags) = try cohort()
    return texts.cohortReport(
      forOthers
        ? CohortReport(forOthers: cohort, flags, library: library, asOf: asOf)
        : CohortReport(
          cohort.selecting(selection), flags, selection, library: library, asOf: asOf))
  }

  /// One of the tables of the cohort.
  package func cohortTable(
    _ table: CohortTables, _ selection: Cohort.Selection = Cohort.Selection()
  ) throws -> DrawnTable {
    let (cohort, flags) = try cohort()
    return DrawnTable(table.table(cohort.selecting(selection), flags, library))
  }

  /// One of the tables of the whole cohort without counts under a number; nil: it cannot be shown so.
  package func cohortTable(
    _ table: CohortTables, under fewest: Int
  ) throws -> (table: DrawnTable, leftOut: Int)? {
    let (cohort, flags) = try cohort()
    return table.suppressed(cohort, flags, library, under: fewest).map {
      (DrawnTable($0.table), $0.leftOut)
    }
  }
}
