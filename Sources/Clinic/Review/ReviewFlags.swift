package import Outcomes
import Registry

extension Desk {
  /// Records a decision on a patient's open flags and returns their names.
  ///
  /// - Parameters:
  ///   - seen: the position up to which the person saw the record, ``seenUpTo(of:)``.
  ///   - only: the kind of the one flag that is meant; nil: all that are open.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where anything of the record changed since.
  package func closeFlags(
    of id: Patient.ID, seen: Int, decision: Review.Decision, note: String,
    revisedTo: Disease.ID? = nil, deferredUntil: Day? = nil, only kind: String? = nil
  ) throws -> [String] {
    if note.isEmpty { throw DeskRefusal.emptyText(.note) }
    if author.isEmpty { throw DeskRefusal.emptyText(.physician) }
    let (revises, defers) = (decision == .diagnosisRevised, decision == .deferred)
    if revises, revisedTo == nil { throw DeskRefusal.decisionNeeds(decision, .disease) }
    if defers, deferredUntil == nil { throw DeskRefusal.decisionNeeds(decision, .day) }
    if !revises, revisedTo != nil { throw DeskRefusal.decisionTakesNo(decision, .disease) }
    if !defers, deferredUntil != nil { throw DeskRefusal.decisionTakesNo(decision, .day) }
    if let revisedTo { _ = try definitions.disease(revisedTo) }
    if let until = deferredUntil, until <= asOf {
      throw DeskRefusal.deferralPassed(until, asOf: asOf)
    }
    try file.read { try checkUnchanged(recordOf: id, after: seen, $0) }
    let judgement = try judge(id)
    let flags = judgement.openFlags.filter { kind == nil || $0.kind.rawValue == kind }
    guard !flags.isEmpty else { throw DeskRefusal.noOpenFlag(id, kind: kind) }
    let subjects = flags.map { flag in
      let course = judgement.course(of: flag)?.course
      return Review.Subject(kind: flag.kind, therapy: course?.therapy, start: course?.start)
    }
    let review = Review(
      subjects: subjects, decision: decision, revisedTo: revisedTo, deferredUntil: deferredUntil,
      note: note, physician: author, day: asOf, entry: 0)
    try file.write(.review, by: by(reason: note), about: id) { writing in
      // Nobody may have come in between.
      try checkUnchanged(recordOf: id, after: seen, writing.reading)
      _ = try writing.add(review, of: id)
    }
    return flags.map { flag in
      judgement.course(of: flag).map {
        "\(flag.kind.rawValue) (\($0.course.therapy) from \($0.course.start))"
      }
        ?? flag.kind.rawValue
    }
  }
}
