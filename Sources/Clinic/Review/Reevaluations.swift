package import Outcomes
import Registry
package import Reporting

/// What is ruled out, asked for and found when a diagnosis is re-evaluated, and what is asked at
/// visits.
extension Desk {
  /// The re-evaluation of a patient's diagnosis, row by row.
  ///
  /// - Parameter disease: one of the patient's diagnoses; nil: that of the headline, else the latest.
  package func reevaluation(
    of id: Patient.ID, _ disease: Disease.ID? = nil
  ) throws -> Reevaluation {
    try reevaluation(try judge(id), disease)
  }

  /// - Parameter judged: whose record was judged already.
  package func reevaluation(
    _ judged: PatientJudgement, _ disease: Disease.ID? = nil
  ) throws -> Reevaluation {
    let disease = try diagnosis(inQuestion: disease, of: judged)
    return Reevaluation(
      disease, course: judged.courseInQuestion(disease, library), judged, library)
  }

  private func diagnosis(
    inQuestion disease: Disease.ID?, of judged: PatientJudgement
  ) throws -> Disease.ID {
    let made = judged.record.diagnoses.sorted(by: Diagnosis.isEarlier)
    if let disease {
      guard made.contains(where: { $0.disease == disease }) else {
        throw DeskRefusal.noSuchDiagnosis(judged.record.patient.id, disease)
      }
      return disease
    }
    let flagged = judged.headline.flatMap { flag in
      judged.course(of: flag)?.diagnosis?.disease ?? judged.diagnosis(of: flag)?.diagnosis.disease
    }
    let latest = made.last { $0.endedOn == nil } ?? made.last
    guard let found = flagged ?? latest?.disease else {
      throw DeskRefusal.noDiagnosis(judged.record.patient.id)
    }
    return found
  }

  /// Says where rows of a re-evaluation stand, all in one step; what was said before stays in the
  /// history.
  ///
  /// - Parameter seen: by row, the number of the latest that was said about it when the person saw it;
  ///   none: nothing was.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where somebody else said something since.
  package func consider(
    _ said: [Consideration], of id: Patient.ID, seen: [String: Int]
  ) throws {
    let patient = try patient(id)
    guard !said.isEmpty else { throw DeskRefusal.nothingChanges }
    for row in said { _ = try definitions.disease(row.disease) }
    try said.flatMap { checks.faults(of: $0, patient) }.refuse()
    try file.write(.reconsider, by: by(), about: id) { writing in
      let owner = try writing.reading.survivor(of: id) ?? id
      let there = try writing.reading.considerations(of: owner)
      for row in said {
        let family = library.family(of: row.disease)
        let about = there.filter {
          $0.fact.row == row.row && library.family(of: $0.fact.disease) == family
        }
        try refuse(
          about, after: seen[row.row] ?? 0, .consideration(row.disease, row: row.row), of: id)
        try writing.add(row, of: id)
      }
    }
  }

  /// Notes what was asked at a visit; an earlier note of that day stays in the history.
  ///
  /// - Parameter seen: the number of the day's note that the person saw; 0: there was none.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where somebody else noted something since.
  package func note(_ visit: VisitNote, of id: Patient.ID, seen: Int) throws {
    try record([], visit: (visit, seen), of: id)
  }

  /// What is noted of a visit; nil: nothing is.
  package func visitNote(of id: Patient.ID, on day: Day) throws -> VisitNote? {
    try record(of: id).visitNote(on: day)
  }

  /// Stores the scores of a visit and what was asked at it together: all or nothing.
  ///
  /// - Parameter visit: nil: nothing was asked.
  package func record(
    _ prepared: [PreparedScore], visit: (note: VisitNote, seen: Int)?, of id: Patient.ID
  ) throws {
    let patient = try patient(id)
    if let visit { try checks.faults(of: visit.note, patient).refuse() }
    try file.write(prepared.isEmpty ? .noteVisit : .recordScores, by: by(), about: id) { writing in
      for score in prepared {
        _ = try writing.add(score.stored, of: score.entry.measure, for: score.patient)
      }
      guard let (note, seen) = visit else { return }
      let owner = try writing.reading.survivor(of: id) ?? id
      let there = try writing.reading.visits(of: owner).filter { $0.fact.day == note.day }
      try refuse(there, after: seen, .visit(note.day), of: id)
      try writing.add(note, of: id)
    }
  }

  /// - Parameter seen: the number of the latest that the person saw of what was said.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where more was said since.
  private func refuse<Fact>(
    _ said: [FactVersion<Fact>], after seen: Int, _ subject: ChangedMeanwhile.Subject,
    of id: Patient.ID
  ) throws {
    let steps = said.filter { $0.number > seen }.map { step($0, about: subject) }
    guard steps.isEmpty else {
      throw DeskRefusal.changedMeanwhile(
        ChangedMeanwhile(patient: id, subject: subject, now: nil, steps: steps))
    }
  }
}
