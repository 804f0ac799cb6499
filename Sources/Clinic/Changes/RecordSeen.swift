package import Outcomes
import Registry

/// What is decided on a whole record, such as on a flag, is decided on what was seen of it.
extension Desk {
  /// The position in the clinic file up to which a patient's record stands now.
  ///
  /// Ask before reading what is shown: a change in between is then refused, never overlooked.
  package func seenUpTo(of id: Patient.ID) throws -> Int {
    try file.read { try $0.lastChange(of: try $0.survivor(of: id) ?? id) }
  }

  /// What others did to a patient's record after it was seen; nil: it stands as it was seen.
  package func changed(recordOf id: Patient.ID, after seen: Int) throws -> ChangedMeanwhile? {
    try file.read { try changed(recordOf: id, after: seen, $0) }
  }

  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where anything of the record changed since.
  func checkUnchanged(recordOf id: Patient.ID, after seen: Int, _ reading: Reading) throws {
    if let meanwhile = try changed(recordOf: id, after: seen, reading) {
      throw DeskRefusal.changedMeanwhile(meanwhile)
    }
  }

  /// What others did to a record after a list showed it; nil: nothing.
  ///
  /// A list stands up to one position for all of its patients, at or after the last change of each; a
  /// position that the file has not reached belongs to another file.
  func changed(listed flag: ListedFlag, _ reading: Reading) throws -> ChangedMeanwhile? {
    let owner = try reading.survivor(of: flag.patient) ?? flag.patient
    let last = try reading.lastChange(of: owner)
    let reached = try reading.lastEntry()
    guard last > flag.seen || flag.seen > reached else { return nil }
    return ChangedMeanwhile(
      patient: flag.patient, subject: .record, now: nil,
      steps: try changes(of: owner, after: flag.seen, reading))
  }

  private func changed(
    recordOf id: Patient.ID, after seen: Int, _ reading: Reading
  ) throws -> ChangedMeanwhile? {
    let owner = try reading.survivor(of: id) ?? id
    guard try reading.lastChange(of: owner) != seen else { return nil }
    return ChangedMeanwhile(
      patient: id, subject: .record, now: nil, steps: try changes(of: owner, after: seen, reading))
  }

  /// What was done to a patient's record after a position in the clinic file, the earliest first.
  private func changes(
    of id: Patient.ID, after seen: Int, _ reading: Reading
  ) throws -> [ChangedMeanwhile.Step] {
    // In order, so that what one entry did is always told alike.
    func numbers<Fact>(_ kind: FactKind, _ inForce: [FactVersion<Fact>]) throws -> [Int] {
      let later = inForce.filter { $0.entry > seen }.map(\.number)
      return Set(later + (try reading.changed(kind, of: id))).sorted()
    }
    var steps = try steps(particularsHistory(of: id), reading)
    for number in try numbers(.diagnosis, try reading.diagnoses(of: id)) {
      steps += try self.steps(diagnosisHistory(number), reading)
    }
    for number in try numbers(.course, try reading.courses(of: id)) {
      steps += try self.steps(treatmentHistory(number), reading)
    }
    for number in try numbers(.score, try reading.scores(of: id)) {
      steps += try self.steps(scoreHistory(number), reading)
    }
    steps += try reading.reviews(of: id).map { step($0, about: .review($0.fact.day)) }
    steps += try reading.considerations(of: id).map {
      step($0, about: .consideration($0.fact.disease, row: $0.fact.row))
    }
    steps += try reading.visits(of: id).map { step($0, about: .visit($0.fact.day)) }
    steps += try reading.mergeSteps(touching: id).map { step in
      ChangedMeanwhile.Step(
        entry: step.entry, author: step.author, instant: step.instant, reason: step.reason,
        subject: .record,
        what: step.survivor.map { .merged(step.patient, into: $0) } ?? .separated(step.patient))
    }
    return steps.filter { $0.entry > seen }.enumerated()
      .sorted { ($0.element.entry, $0.offset) < ($1.element.entry, $1.offset) }.map(\.element)
  }

  /// Of a fact that is never changed.
  func step<Fact>(
    _ said: FactVersion<Fact>, about subject: ChangedMeanwhile.Subject
  ) -> ChangedMeanwhile.Step {
    ChangedMeanwhile.Step(
      entry: said.entry, author: said.author, instant: said.instant, reason: said.reason,
      subject: subject, what: .recorded)
  }

  private func steps<Fact>(
    _ history: FactHistory<Fact>, _ reading: Reading
  ) throws -> [ChangedMeanwhile.Step] {
    history.steps(try history.versions(reading))
  }
}
