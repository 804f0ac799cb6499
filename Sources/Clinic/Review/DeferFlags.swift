package import Outcomes
import Registry

/// A flag as somebody saw it in a list, to be deferred together with others.
package struct ListedFlag: Hashable, Sendable {
  package let patient: Patient.ID
  package let choice: FlagChoice
  /// The position in the clinic file up to which the list showed the record.
  package let seen: Int

  package init(_ patient: Patient.ID, _ choice: FlagChoice = .headline, seen: Int) {
    self.patient = patient
    self.choice = choice
    self.seen = seen
  }
}

/// Why the flag of one patient keeps several from being deferred.
package struct RefusedDeferral: Hashable, Sendable {
  /// Who was listed.
  package let patient: Patient
  package let reason: DeskRefusal

  package init(_ patient: Patient, _ reason: DeskRefusal) {
    self.patient = patient
    self.reason = reason
  }
}

/// A flag that was deferred.
package struct DeferredFlag: Hashable, Sendable {
  package let patient: Patient.ID
  /// Their names, ``Review/Subject/name``.
  package let flags: [String]
  /// Those of the patient that are open still.
  package let open: [String]
}

extension Desk {
  /// The position in the clinic file up to which everybody's record stands now.
  package func seenUpToNow() throws -> Int { try file.read { try $0.lastEntry() } }

  /// Defers flags of several patients until one day for one reason: all of them or none, each with a
  /// decision of its own as if it were deferred alone.
  ///
  /// - Parameters:
  ///   - flags: in the order in which they are reported; a patient who stands there twice counts once.
  ///   - until: on that day the flags open again.
  /// - Throws: ``DeskRefusal/faults(_:)`` of day and reason, else ``DeskRefusal/noneDeferred(_:)``
  ///   with every patient whose record changed since it was seen or who has no such open flag.
  package func deferFlags(
    _ flags: [ListedFlag], until: Day?, note: String
  ) throws -> [DeferredFlag] {
    let draft = draft(.deferred, note: note, deferredUntil: until)
    try checks.faults(of: draft, nil).refuse()
    var refused: [RefusedDeferral] = []
    var ready: [(flag: ListedFlag, review: Review, judged: PatientJudgement)] = []
    for flag in flags {
      let patient = try patient(flag.patient)
      do {
        let (review, judged) = try deferral(of: flag, draft)
        guard !ready.contains(where: { $0.judged.record.patient.id == judged.record.patient.id })
        else { continue }
        ready.append((flag, review, judged))
      } catch let refusal as DeskRefusal {
        refused.append(RefusedDeferral(patient, refusal))
      }
    }
    guard refused.isEmpty else { throw DeskRefusal.noneDeferred(refused) }
    let only = ready.count == 1 ? ready.first?.judged.record.patient.id : nil
    try file.write(.review, by: by(reason: draft.note), about: only) { writing in
      // Nobody may have come in between; looked at before the first is written.
      for (flag, _, judged) in ready {
        if let meanwhile = try changed(listed: flag, writing.reading) {
          refused.append(RefusedDeferral(judged.record.patient, .changedMeanwhile(meanwhile)))
        }
      }
      guard refused.isEmpty else { throw DeskRefusal.noneDeferred(refused) }
      for (flag, review, _) in ready { _ = try writing.add(review, of: flag.patient) }
    }
    return ready.map { flag, review, judged in
      let open = judged.openFlags.map { judged.subject(of: $0) }
      return DeferredFlag(
        patient: judged.record.patient.id, flags: review.subjects.map(\.name),
        open: open.filter { !review.subjects.contains($0) }.map(\.name))
    }
  }

  /// - Throws: a refusal that is about this patient alone; what else goes wrong stops all.
  private func deferral(
    of flag: ListedFlag, _ draft: Review
  ) throws -> (Review, PatientJudgement) {
    if let meanwhile = try file.read({ try changed(listed: flag, $0) }) {
      throw DeskRefusal.changedMeanwhile(meanwhile)
    }
    return try complete(draft, of: flag.patient, flag.choice)
  }
}
