package import Outcomes
package import Registry

extension Desk {
  /// The patients whose identifier begins or ends with the text, whose names begin with its words, or
  /// who were born on the day in it (``TypedDay``), beside names or alone; an empty text: all.
  ///
  /// - Parameters:
  ///   - dates: the site's order of day and month.
  ///   - limit: the most that are returned.
  package func patients(
    matching text: String, dates: TypedDay.Order? = nil, limit: Int = .max
  ) throws -> [Patient] {
    try file.read { try $0.patients(search: text, dates: dates, limit: limit) }
  }

  /// What a patient is treated for, in short names; a search result is told apart by it.
  package func runningDiagnoses(of id: Patient.ID) throws -> [String] {
    try numberedFacts(of: id).diagnoses.map(\.fact).filter { $0.endedOn == nil }.map { diagnosis in
      diagnosis.otherName ?? library.short(diagnosis.disease)
    }
  }

  /// How many patients are registered, merged ones not counted twice.
  package func patientCount() throws -> Int { try file.read { try $0.patientCount() } }

  /// The audit trail, the latest line first.
  package func trail(_ filter: AuditFilter, limit: Int) async throws -> [AuditLine] {
    try await file.asyncRead { try $0.audit(filter, limit: limit) }
  }
}
