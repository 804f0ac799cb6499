package import Outcomes
import Registry

/// A decision with the record that it saw, judged as of its day.
package struct DecisionSeen: Sendable {
  package let review: Review
  /// When it was stored, UTC: `2026-03-12T14:03:22.123Z`.
  package let instant: String
  /// By the definitions of today.
  package let judged: PatientJudgement

  /// The flag that was decided on; nil: on that record the definitions of today raise none.
  package var flag: Flag? {
    judged.flags.first { review.subjects.contains(judged.subject(of: $0)) }
  }
}

extension Desk {
  /// What a decision saw: the record as it stood before it was made.
  ///
  /// - Parameter number: ``Review/number``.
  package func decision(_ number: Int, of id: Patient.ID) throws -> DecisionSeen {
    _ = try patient(id)
    let seen = try file.read { reading -> (Review, PatientRecord, String)? in
      let owner = try reading.survivor(of: id) ?? id
      guard let made = try reading.reviews(of: owner).first(where: { $0.number == number }),
        let record = try reading.record(of: made.patient, before: made.entry)
      else { return nil }
      return (made.fact, record, made.instant)
    }
    guard let (review, record, instant) = seen else { throw DeskRefusal.noSuchDecision(id, number) }
    return DecisionSeen(
      review: review, instant: instant, judged: library.judge(record, asOf: review.day))
  }
}
