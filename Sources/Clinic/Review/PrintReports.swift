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
  /// - Parameter closing: a shell's words for how the flag is closed.
  package func flagPage(
    _ patient: Patient.ID, templates: String?,
    closing: (_ flag: Flag, _ patient: PatientJudgement) -> FlagPage.Closing? = { _, _ in nil }
  ) throws -> String {
    try Self.texts(templates).flagPage(
      FlagPage(try judge(patient), library: library, closing: closing))
  }

  /// The patient's flags, open and closed, for scripts.
  package func flagTable(_ patient: Patient.ID) throws -> DrawnTable {
    DrawnTable(
      Table(
        columns: FlagTable.columns,
        rows: FlagTable.rows(for: try judge(patient), library: library)))
  }

  package func patientReport(_ patient: Patient.ID, templates: String?) throws -> String {
    try Self.texts(templates).patientReport(PatientReport(try judge(patient), library: library))
  }

  package func clinicReport(templates: String?) throws -> String {
    let texts = try Self.texts(templates)
    var entries: [ClinicReport.Entry] = []
    try forEachRecord { entries.append(ClinicReport.Entry(library.judge($0, asOf: asOf))) }
    return texts.clinicReport(ClinicReport(entries, asOf: asOf))
  }

  package func cohortReport(templates: String?) throws -> String {
    let texts = try Self.texts(templates)
    return texts.cohortReport(CohortReport(try cohort(), asOf: asOf))
  }

  /// Responses by disease and therapy.
  package func cohort() throws -> CohortTable {
    var cohort = CohortTable()
    try forEachRecord { cohort.add(library.judgeCourses($0, asOf: asOf)) }
    return cohort
  }
}
