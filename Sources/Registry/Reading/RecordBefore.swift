import GRDB
package import Outcomes

extension Reading {
  /// A patient's record as it stood before an entry: what a decision saw.
  ///
  /// Versions that came later, merges that were made later and decisions from the entry on are left
  /// out.
  ///
  /// - Parameter patient: an identifier of the patient then.
  /// - Returns: nil where nobody was registered as that then.
  package func record(of patient: Patient.ID, before entry: Int) throws -> PatientRecord? {
    let merges = try MergeMap(database, before: entry)
    let owner = merges.owner(of: patient.text)
    let patients = merges.patients(of: owner)
    func inForce(_ table: SealedTable) throws -> WantedVersions {
      let all = try StoredVersion.all(table, of: owner, patients, before: entry, database)
      return .rows(zip(all, StoredVersion.inForce(all)).filter { $1 == 1 }.map(\.0.row))
    }
    let particulars = try history(ofPatient: Patient.ID(owner)).last { $0.entry < entry }
    guard let particulars else { return nil }
    let diagnoses: [FactVersion<Diagnosis>] = try versions(
      try inForce(.diagnosis), by: "f.diagnosed_on, f.disease"
    ) { $0.fact }
    let courses: [FactVersion<TreatmentCourse>] = try versions(
      try inForce(.course), by: "f.start, f.therapy", Self.course)
    let scores: [FactVersion<RecordedScore>] = try versions(
      try inForce(.score), by: "f.measure, f.day, f.variant", Self.score)
    let reviews: [FactVersion<Review>] = try versions(
      try inForce(.review), by: "f.row", Self.review)
    let considerations: [FactVersion<Consideration>] = try versions(
      try inForce(.consideration), by: "f.row", Self.consideration)
    let visits: [FactVersion<VisitNote>] = try versions(
      try inForce(.visit), by: "f.row", Self.visit)
    // Whose they are follows from the merges of today.
    let now = try MergeMap(database).owner(of: owner)
    return PatientRecord(
      patient: particulars.fact, diagnoses: diagnoses.map(\.fact), courses: courses.map(\.fact),
      scores: scores.map(\.fact.score), reviews: reviews.map(\.fact),
      considerations: considerations.map(\.fact), visits: visits.map(\.fact),
      changes: reviews.isEmpty
        ? [] : try RecordChanges(database).all(of: now).filter { $0.entry < entry })
  }
}
