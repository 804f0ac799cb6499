package import Outcomes
import Registry

extension Desk {
  /// Records a decision on a patient's open flags and returns their names.
  ///
  /// - Parameters:
  ///   - seen: the position up to which the person saw the record, ``seenUpTo(of:)``.
  ///   - note: may be empty where the decision says all, ``Review/Decision/needsNote``.
  ///   - revisedTo: the disease that the diagnosis of the flag is revised to, on the desk's day.
  ///   - name: what ``Disease/other`` is, in words.
  ///   - choice: which flag is decided on; of itself the headline alone.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where anything of the record changed since.
  package func closeFlags(
    of id: Patient.ID, seen: Int, decision: Review.Decision, note: String,
    revisedTo: Disease.ID? = nil, named name: String? = nil, deferredUntil: Day? = nil,
    _ choice: FlagChoice = .headline
  ) throws -> [String] {
    if let revisedTo { _ = try definitions.disease(revisedTo) }
    let draft = draft(
      decision, note: note, revisedTo: revisedTo, deferredUntil: deferredUntil)
    try checks.faults(of: draft, nil).refuse()
    try file.read { try checkUnchanged(recordOf: id, after: seen, $0) }
    let (review, judged) = try complete(draft, of: id, choice)
    let chosen = review.subjects
    let revision = try revisedTo.flatMap {
      try Revision(chosen, in: judged, to: $0, named: name, on: asOf)
    }
    if let revision {
      let patient = judged.record.patient
      try checks.faults(ofRevising: revision.running, to: revision.next, patient)
        .beyond(checks.faults(of: revision.running, patient)).refuse()
    }
    try store(review, of: id, seen: seen, revision)
    return chosen.map(\.name)
  }

  /// Opens a flag again that was closed, and returns its name; the decision stays in the history.
  ///
  /// - Parameters: see ``closeFlags(of:seen:decision:note:revisedTo:deferredUntil:_:)``; without a
  ///   choice the one closed flag there is.
  package func reopenFlag(
    of id: Patient.ID, seen: Int, note: String, _ choice: FlagChoice = .headline
  ) throws -> String {
    try checks.faults(of: draft(.reopened, note: note), nil).refuse()
    try file.read { try checkUnchanged(recordOf: id, after: seen, $0) }
    let judged = try judge(id)
    let closed = judged.flags.filter { !$0.status.isOpen }.map { judged.subject(of: $0) }
    let chosen = choice.among(closed, isOpen: false)
    guard let flag = chosen.first else { throw DeskRefusal.noClosedFlag(id, kind: choice.kind) }
    if chosen.count > 1 { throw DeskRefusal.severalFlags(id, chosen) }
    let review = draft(.reopened, about: [flag], note: note)
    try checks.faults(of: review, judged.record.patient).refuse()
    try store(review, of: id, seen: seen)
    return flag.name
  }

  /// What is open, by name.
  package func openFlagNames(of id: Patient.ID) throws -> [String] {
    let judged = try judge(id)
    return judged.openFlags.map { judged.subject(of: $0).name }
  }

  /// What is wrong with a decision as it was typed, whatever flag it is about.
  package func faults(
    ofDeciding decision: Review.Decision, note: String, revisedTo: Disease.ID? = nil,
    deferredUntil: Day? = nil
  ) -> [RecordFault] {
    checks.faults(
      of: draft(decision, note: note, revisedTo: revisedTo, deferredUntil: deferredUntil), nil)
  }

  /// A decision of the person at the desk.
  func draft(
    _ decision: Review.Decision, about flags: [Review.Subject] = [], note: String,
    revisedTo: Disease.ID? = nil, deferredUntil: Day? = nil
  ) -> Review {
    Review(
      subjects: flags, decision: decision, revisedTo: revisedTo, deferredUntil: deferredUntil,
      note: note, physician: author, day: asOf, entry: 0
    ).tidy
  }

  /// A decision with the open flags of a patient that it is about, checked with them.
  func complete(
    _ draft: Review, of id: Patient.ID, _ choice: FlagChoice
  ) throws -> (Review, PatientJudgement) {
    let judged = try judge(id)
    let chosen = choice.among(judged.openFlags.map { judged.subject(of: $0) }, isOpen: true)
    guard !chosen.isEmpty else { throw DeskRefusal.noOpenFlag(id, kind: choice.kind) }
    if chosen.count > 1, !choice.takesSeveral { throw DeskRefusal.severalFlags(id, chosen) }
    var review = draft
    review.subjects = chosen
    let diseases = chosen.compactMap { judged.flag($0) }.compactMap { judged.diseaseID(of: $0) }
    try checks.faults(of: review, judged.record.patient, under: diseases).refuse()
    return (review, judged)
  }

  private func store(
    _ review: Review, of id: Patient.ID, seen: Int, _ revision: Revision? = nil
  ) throws {
    try file.write(.review, by: by(reason: review.note), about: id) { writing in
      // Nobody may have come in between.
      try checkUnchanged(recordOf: id, after: seen, writing.reading)
      _ = try writing.add(review, of: id)
      guard let revision else { return }
      let stored = try writing.reading.diagnoses(of: Patient.ID(revision.owner.text))
      guard let found = stored.last(where: { $0.fact == revision.running }) else { return }
      var ended = found.fact
      ended.endedOn = revision.next.diagnosedOn
      try writing.change(diagnosis: found.number, to: ended, seen: found.version)
      let isThere = stored.contains {
        $0.fact.disease == revision.next.disease && $0.fact.endedOn == nil
          && $0.fact.otherName == revision.next.otherName
      }
      if !isThere { _ = try writing.add(revision.next, of: id) }
    }
  }
}

/// A diagnosis that ends with a decision, and the one that begins on the same day.
private struct Revision {
  let owner: Patient.ID
  let running: Diagnosis
  let next: Diagnosis

  /// nil where the diagnosis of the flags does not run any more: it was revised before.
  init?(
    _ flags: [Review.Subject], in judged: PatientJudgement, to disease: Disease.ID,
    named name: String?, on day: Day
  ) throws {
    let meant = flags.compactMap { judged.flag($0) }.compactMap { judged.diseaseID(of: $0) }.first
    guard let meant,
      let running = judged.record.diagnoses.last(where: {
        $0.disease == meant && $0.endedOn == nil && $0.diagnosedOn <= day
      })
    else { return nil }
    owner = judged.record.patient.id
    self.running = running
    next = running.revised(to: disease, named: name, on: day)
  }
}

extension PatientJudgement {
  /// The diagnosis that a flag, or its course, is about.
  fileprivate func diseaseID(of flag: Flag) -> Disease.ID? {
    course(of: flag)?.diagnosis?.disease ?? diagnosis(of: flag)?.diagnosis.disease
  }
}
