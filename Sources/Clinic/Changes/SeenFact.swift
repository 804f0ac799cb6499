import Outcomes
package import Registry

/// A fact as it stands now, beside the version that somebody saw of it.
package struct SeenFact<Fact: Hashable & Sendable>: Sendable {
  package let now: FactVersion<Fact>
  package let seen: FactVersion<Fact>
  package let fieldsNow: [FieldText]
  package let fieldsSeen: [FieldText]
  /// What others did to it since; nil: it stands as it was seen.
  package let meanwhile: ChangedMeanwhile?
}

extension Desk {
  /// A fact of a patient as it stands now.
  ///
  /// - Parameter seen: the version that somebody saw; nil: it is looked at only now.
  /// - Returns: nil where the patient has no such fact, and had none when it was seen.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where it was withdrawn since it was seen, or
  ///   belongs to another patient.
  func standing<Fact>(
    _ history: FactHistory<Fact>, of id: Patient.ID, seen: Int?
  ) throws -> SeenFact<Fact>? {
    try file.read { reading in
      let versions = try history.versions(reading)
      guard let now = versions.last else { return nil }
      let owner = try reading.survivor(of: now.patient)
      if seen == nil, owner != id || now.status != .current { return nil }
      let place = seen.map { seen in versions.firstIndex { $0.version == seen } }
      guard let place = place ?? versions.indices.last else {
        throw DeskRefusal.noSuchVersion(seen ?? 0, now: now.version)
      }
      let steps = Array(history.steps(versions)[(place + 1)...])
      func meanwhile(_ steps: [ChangedMeanwhile.Step], now: Int?) -> ChangedMeanwhile {
        ChangedMeanwhile(
          patient: id, subject: history.subject(versions[place].fact), now: now, steps: steps)
      }
      guard owner == id else {
        guard let parting = try parting(from: id, of: now.patient, reading) else { return nil }
        throw DeskRefusal.changedMeanwhile(meanwhile(steps + [parting], now: nil))
      }
      switch now.status {
      case .current, .superseded: break
      case .duplicate: return nil
      case .withdrawn:
        // Whoever saw that it was withdrawn has nothing to change.
        if steps.isEmpty { return nil }
        throw DeskRefusal.changedMeanwhile(meanwhile(steps, now: nil))
      }
      return SeenFact(
        now: now, seen: versions[place], fieldsNow: history.fields(now.fact),
        fieldsSeen: history.fields(versions[place].fact),
        meanwhile: steps.isEmpty ? nil : meanwhile(steps, now: now.version))
    }
  }

  /// How facts of one patient stopped being another one's; nil: they never were.
  private func parting(
    from id: Patient.ID, of asserted: Patient.ID, _ reading: Reading
  ) throws -> ChangedMeanwhile.Step? {
    let steps = try reading.mergeSteps(touching: id)
    guard asserted == id || steps.contains(where: { $0.patient == asserted }) else { return nil }
    let away = try reading.survivor(of: id).flatMap { $0 == id ? nil : $0 }
    let step = steps.last { $0.patient == (away == nil ? asserted : id) }
    guard let step else { return nil }
    return ChangedMeanwhile.Step(
      entry: step.entry, author: step.author, instant: step.instant, reason: step.reason,
      subject: .record,
      what: away.map { .merged(id, into: $0) }
        ?? step.survivor.map { .merged(asserted, into: $0) } ?? .separated(asserted))
  }

  /// The fact, which must stand as it was seen.
  ///
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where it does not.
  func unchanged<Fact>(
    _ history: FactHistory<Fact>, of id: Patient.ID, seen: Int
  ) throws -> Fact? {
    guard let found = try standing(history, of: id, seen: seen) else { return nil }
    if let meanwhile = found.meanwhile { throw DeskRefusal.changedMeanwhile(meanwhile) }
    return found.now.fact
  }

  /// Writes a change; where somebody else was faster between reading and writing, says what they
  /// did.
  func changing<Fact, Result>(
    _ history: FactHistory<Fact>, of id: Patient.ID, seen: Int, _ write: () throws -> Result
  ) throws -> Result {
    do {
      return try write()
    } catch let error as RegistryError {
      if case .changedMeanwhile = error { _ = try unchanged(history, of: id, seen: seen) }
      throw error
    }
  }
}
