import Exchange
package import Outcomes
import Registry

extension Desk {
  /// Registers a patient.
  ///
  /// Who may be the same person is pointed out: by name and birth date, by an identifier that looks
  /// alike, by a birth date with figures changed round.
  ///
  /// - Parameters:
  ///   - fields: how the particulars were read; what could not be read is refused with the rest.
  ///   - evenIfSimilar: the person was seen to be another one.
  package func register(
    _ patient: Patient, read fields: FieldReader = FieldReader(), evenIfSimilar: Bool = false
  ) throws {
    let patient = patient.tidy
    try fields.faults(with: checks.faults(of: patient)).refuse()
    if try file.read({ try $0.patient(patient.id) }) != nil {
      throw DeskRefusal.patientExists(patient.id)
    }
    if !evenIfSimilar {
      let similar = try similarPatients(to: patient)
      if !similar.isEmpty { throw DeskRefusal.alike(patient.id, similar) }
    }
    try file.write(.addPatient, by: by(), about: patient.id) { try $0.add(patient) }
  }

  /// Registered patients who may be the same person.
  package func similarPatients(to patient: Patient) throws -> [LikePatient] {
    try file.read { try $0.similarPatients(to: patient) }
  }

  /// Corrects particulars.
  ///
  /// Scores graded by sex are graded anew in the same step.
  ///
  /// - Parameters:
  ///   - seen: the version that the change was made from.
  ///   - fields: how the particulars were read; what could not be read is refused with the rest.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where somebody else changed them since, or where
  ///   the identifier was given up in a merge.
  package func edit(
    _ id: Patient.ID, seen: Int, read fields: FieldReader = FieldReader(), reason: String,
    _ change: (inout Patient) -> Void
  ) throws {
    _ = try patient(id)
    let history = particularsHistory(of: id)
    guard let before = try unchanged(history, of: id, seen: seen) else { throw try unknown(id) }
    var patient = before
    change(&patient)
    patient.id = id
    patient = patient.tidy(since: before)
    if reason.isEmpty { throw DeskRefusal.emptyText(.reason) }
    if patient == before, fields.faults.isEmpty { throw DeskRefusal.nothingChanges }
    try fields.faults(with: faults(of: patient, before: before)).refuse()
    try changing(history, of: id, seen: seen) {
      try file.write(.editPatient, by: by(reason: reason), about: id) { writing in
        try writing.edit(patient, seen: seen)
        if patient.sex != before.sex { try regrade(id, sex: patient.sex, writing) }
      }
    }
  }

  /// What is wrong with the particulars that change.
  private func faults(of patient: Patient, before: Patient) throws -> [RecordFault] {
    let faults = checks.faults(of: patient).beyond(checks.faults(of: before))
    guard let born = patient.birthDate, patient.bornGiven != before.bornGiven, born <= today,
      let first = try record(of: patient.id).firstDay, first < born
    else { return faults }
    return faults + [
      RecordFault(.birthDate, found: patient.bornGiven?.text ?? "", .afterARecord(first))
    ]
  }

  /// The patient to whom everything under an identifier belongs, after merges.
  package func survivor(of id: Patient.ID) throws -> Patient {
    try patient(try file.read { try $0.survivor(of: id) } ?? id)
  }

  /// Puts the records of a patient who was registered twice together.
  ///
  /// - Parameters:
  ///   - seen: the version of the particulars by which the person was recognised.
  ///   - survivorSeen: the same of the one who stays.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where either changed since.
  package func merge(
    _ id: Patient.ID, seen: Int, into survivor: Patient.ID, seen survivorSeen: Int, reason: String
  ) throws {
    let remaining = try record(of: survivor).patient
    _ = try patient(id)
    if reason.isEmpty { throw DeskRefusal.emptyText(.reason) }
    let compared = [(id, seen), (survivor, survivorSeen)]
    for (patient, seen) in compared { try checkStill(patient, seen) }
    let affected = try file.read { try regraded(id, sex: remaining.sex, $0) }
    if let score = affected.first?.recorded.fact.score {
      throw DeskRefusal.mergeRegrades(id, into: remaining.id, score.measure, score.day)
    }
    do {
      try file.write(.mergePatients, by: by(reason: reason), about: id) { writing in
        for (patient, seen) in compared { try writing.check(particularsOf: patient, seen: seen) }
        try writing.merge(id, into: survivor)
      }
    } catch let error as RegistryError {
      if case .changedMeanwhile = error {
        for (patient, seen) in compared { try checkStill(patient, seen) }
      }
      throw error
    }
  }

  /// A merge that was made already is for the merge itself to refuse.
  private func checkStill(_ id: Patient.ID, _ seen: Int) throws {
    if try file.read({ try $0.survivor(of: id) }) == id {
      _ = try unchanged(particularsHistory(of: id), of: id, seen: seen)
    }
  }

  package func unmerge(_ id: Patient.ID, reason: String) throws {
    let patient = try patient(id)
    if reason.isEmpty { throw DeskRefusal.emptyText(.reason) }
    try file.write(.unmergePatients, by: by(reason: reason), about: id) { writing in
      try writing.unmerge(id)
      // The sex may have been changed while they were one.
      try regrade(id, sex: patient.sex, writing)
    }
  }

  /// Corrects the totals of scores that are graded by the patient's sex (QMG grip).
  private func regrade(_ id: Patient.ID, sex: Sex?, _ writing: Writing) throws {
    for (recorded, measure, new) in try regraded(id, sex: sex, writing.reading) {
      try writing.correct(
        score: recorded.number, to: new, of: measure, seen: recorded.version)
    }
  }

  /// The scores that have another total for that sex, with it.
  private func regraded(
    _ id: Patient.ID, sex: Sex?, _ reading: Reading
  ) throws -> [(recorded: FactVersion<RecordedScore>, measure: Measure, new: NewScore)] {
    try reading.scores(of: id).compactMap { recorded in
      let score = recorded.fact.score
      guard let measure = library.measure(score.measure) else { return nil }
      let answers = measure.answers(of: score)
      let total = measure.score(answers, sex: sex).total
      guard total != score.total else { return nil }
      let part = measure.comparison.part.flatMap { measure.part($0, of: answers, sex: sex) }
      return (
        recorded, measure,
        NewScore(
          day: score.day, variant: score.variant, total: total, part: part,
          isTotalOnly: score.isTotalOnly, answers: score.answers, rater: recorded.fact.rater,
          note: recorded.fact.note)
      )
    }
  }
}
