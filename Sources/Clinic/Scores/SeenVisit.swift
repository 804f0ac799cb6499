package import Outcomes
import Registry

/// A visit is withdrawn or moved as it was seen.
extension Desk {
  /// What is recorded of a patient on a day, which must stand as somebody saw it.
  ///
  /// - Parameter seen: the position in the clinic file up to which it was seen
  ///   (``Desk/seenUpTo(of:)``); nil: it is looked at only now.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where anything of that day changed since,
  ///   ``DeskRefusal/noSuchVisit(_:_:)`` where nothing is recorded of it.
  package func standingVisit(
    _ id: Patient.ID, on day: Day, seen: Int?
  ) throws -> RecordedVisit {
    let visit = try recordedVisit(id, on: day)
    if let seen, let changed = try changed(recordOf: id, after: seen) {
      let steps = changed.steps.filter { $0.isAbout(day) }
      if !steps.isEmpty {
        throw DeskRefusal.changedMeanwhile(
          ChangedMeanwhile(
            patient: id, subject: .wholeVisit(day),
            now: visit.isEmpty ? nil : try seenUpTo(of: id), steps: steps))
      }
    }
    if visit.isEmpty { throw DeskRefusal.noSuchVisit(id, day) }
    return visit
  }
}

extension ChangedMeanwhile.Step {
  /// Whether it touches what is recorded of a day: scores that are of that day or were, its note, and
  /// whose the record is.
  fileprivate func isAbout(_ day: Day) -> Bool {
    if case .changed(let changes) = what,
      changes.contains(where: { $0.field == .day && $0.before == day.iso })
    {
      return true
    }
    return switch subject {
    case .score(_, _, let other, _), .visit(let other), .wholeVisit(let other): other == day
    case .record: true
    case .particulars, .diagnosis, .treatment, .review, .consideration: false
    }
  }
}
