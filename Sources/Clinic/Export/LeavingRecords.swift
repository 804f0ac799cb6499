import Outcomes
import Registry

extension Reading {
  /// Every record, with the study code under which it leaves; nil: it keeps its identifier.
  ///
  /// Pseudonymous ones come in the order of their codes. Patients without a code are left out of them:
  /// see ``Desk/makeStudyCodes()``.
  ///
  /// - Parameters:
  ///   - site: goes before every study code.
  ///   - measures: those whose answers are wanted; those of others stay empty.
  func forEachLeavingRecord(
    pseudonymous: Bool, site: String?, answersFor measures: Set<Measure.ID> = [],
    _ body: (PatientRecord, _ code: String?) throws -> Void
  ) throws {
    guard pseudonymous else {
      return try forEachRecord(answersFor: measures) { try body($0, nil) }
    }
    try forEachCodedRecord(answersFor: measures) { code, record in
      try body(record, site.map { "\($0)-\(code)" } ?? code)
    }
  }
}
