package import Outcomes
import Registry

extension Desk {
  /// Records a decision on a patient's open flags and returns their names.
  ///
  /// - Parameter only: the kind of the one flag that is meant; nil: all that are open.
  package func closeFlags(
    of id: Patient.ID, decision: Review.Decision, note: String, revisedTo: Disease.ID? = nil,
    deferredUntil: Day? = nil, only kind: String? = nil
  ) throws -> [String] {
    if note.isEmpty { throw DeskRefusal.emptyText("A note") }
    if author.isEmpty { throw DeskRefusal.emptyText("A physician's name") }
    if decision == .diagnosisRevised, revisedTo == nil {
      throw DeskRefusal.decisionNeeds(decision, option: "the disease it was revised to (--to)")
    }
    if decision == .deferred, deferredUntil == nil {
      throw DeskRefusal.decisionNeeds(
        decision, option: "the day on which the flag opens again (--until)")
    }
    if decision != .diagnosisRevised, revisedTo != nil {
      throw DeskRefusal.decisionTakesNo(decision, option: "disease (--to)")
    }
    if decision != .deferred, deferredUntil != nil {
      throw DeskRefusal.decisionTakesNo(decision, option: "day (--until)")
    }
    if let revisedTo { _ = try definitions.disease(revisedTo) }
    if let until = deferredUntil, until <= asOf {
      throw DeskRefusal.deferralPassed(until, asOf: asOf)
    }
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
    try file.write(.review, by: by(reason: note), about: id) { _ = try $0.add(review, of: id) }
    return flags.map { flag in
      judgement.course(of: flag).map {
        "\(flag.kind.rawValue) (\($0.course.therapy) from \($0.course.start))"
      }
        ?? flag.kind.rawValue
    }
  }
}
