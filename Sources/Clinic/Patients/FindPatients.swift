package import Outcomes
package import Registry

extension Desk {
  /// The patients whose identifier begins with the text, or whose names begin with its words; an
  /// empty text: all.
  ///
  /// - Parameter limit: the most that are returned.
  package func patients(matching text: String, limit: Int = .max) throws -> [Patient] {
    try file.read { try $0.patients(search: text, limit: limit) }
  }

  /// How many patients are registered, merged ones not counted twice.
  package func patientCount() throws -> Int { try file.read { try $0.patientCount() } }

  /// The audit trail, the latest line first.
  package func trail(_ filter: AuditFilter, limit: Int) async throws -> [AuditLine] {
    try await file.asyncRead { try $0.audit(filter, limit: limit) }
  }
}
