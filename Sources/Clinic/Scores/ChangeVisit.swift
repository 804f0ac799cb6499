package import Outcomes
import Registry

extension Desk {
  /// Takes back everything that is recorded of a patient on a day: it stays in the history and counts
  /// no more.
  ///
  /// - Parameter seen: ``RecordedVisit/seen`` as the person saw it.
  /// - Throws: ``DeskRefusal/visitChanged(_:_:)`` where something else is recorded by now.
  package func withdrawVisit(
    _ id: Patient.ID, on day: Day, seen: String, reason: String
  ) throws {
    if reason.isEmpty { throw DeskRefusal.emptyText(.reason) }
    let id = try record(of: id).patient.id
    try file.write(.withdraw, by: by(reason: reason), about: id) { writing in
      let visit = try Self.stored(id, on: day, seen: seen, writing)
      for score in visit.scores {
        try writing.withdraw(.score, score.number, seen: score.version)
      }
      if visit.note != nil { try writing.add(VisitNote(day: day), of: id) }
    }
  }

  /// Moves everything that is recorded of a patient on a day to another day, or another patient.
  ///
  /// All or nothing. Raw values that are graded by sex are graded anew for another patient.
  ///
  /// - Throws: ``DeskRefusal/visitStands(_:_:_:variant:number:)`` where the same is recorded there
  ///   already, ``DeskRefusal/visitChanged(_:_:)`` where something else is recorded here by now.
  package func moveVisit(
    _ id: Patient.ID, on day: Day, to other: Patient.ID, on newDay: Day, seen: String,
    reason: String
  ) throws {
    if reason.isEmpty { throw DeskRefusal.emptyText(.reason) }
    let id = try record(of: id).patient.id
    let target = try record(of: other)
    let to = target.patient
    if to.id == id && newDay == day { throw DeskRefusal.nothingChanges }
    try checks.faults(ofVisit: newDay, born: to.birthDate).refuse()
    if let noted = target.visitNote(on: newDay), !noted.isEmpty {
      throw DeskRefusal.visitNoted(to.id, newDay)
    }
    try file.write(.correctScore, by: by(reason: reason), about: id) { writing in
      let visit = try Self.stored(id, on: day, seen: seen, writing)
      for stored in visit.scores {
        let (measure, moved) = try moved(stored.fact, to: to, on: newDay)
        if let there = target.scores.first(where: {
          $0.measure == measure.id && $0.variant == moved.variant && $0.day == newDay
        }) {
          throw DeskRefusal.visitStands(
            to.id, newDay, measure.id, variant: moved.variant, number: there.number)
        }
        if to.id == id {
          try writing.correct(
            score: stored.number, to: moved, of: measure, seen: stored.version)
        } else {
          try writing.withdraw(.score, stored.number, seen: stored.version)
          try writing.add(moved, of: measure, for: to.id)
        }
      }
      if var note = visit.note {
        note.day = newDay
        try writing.add(VisitNote(day: day), of: id)
        try writing.add(note, of: to.id)
      }
    }
  }

  /// A score as it is to be stored of that patient and day.
  private func moved(
    _ recorded: RecordedScore, to patient: Patient, on day: Day
  ) throws -> (Measure, NewScore) {
    let score = recorded.score
    let measure = try definitions.measure(score.measure)
    let answers = measure.answers(of: score)
    let pairs = zip(measure.fields, answers.slots).compactMap { field, answer in
      answer.map { (item: field.id, value: $0.text) }
    }
    let total = answers.totalOnly.map { [(item: ScoreForm.total, value: $0.plain(4))] } ?? []
    let entry = try ScoreEntry(
      measure: measure, pairs: pairs + total, variant: score.variant, sex: patient.sex)
    let prepared = PreparedScore(
      patient: patient.id, day: day, entry: entry, rater: recorded.rater, note: recorded.note,
      previous: nil, questions: [])
    return (measure, prepared.stored)
  }

  /// What is recorded of a day now, which must be what the person saw.
  private static func stored(
    _ id: Patient.ID, on day: Day, seen: String, _ writing: Writing
  ) throws -> (scores: [FactVersion<RecordedScore>], note: VisitNote?) {
    let reading = writing.reading
    guard try self.seen(of: id, on: day, reading) == seen else {
      throw DeskRefusal.visitChanged(id, day)
    }
    let scores = try reading.scores(of: id).filter { $0.fact.score.day == day }
    let note = try reading.visits(of: id).filter { $0.fact.day == day }.last?.fact
    if scores.isEmpty && note?.isEmpty ?? true { throw DeskRefusal.noSuchVisit(id, day) }
    return (scores, note.flatMap { $0.isEmpty ? nil : $0 })
  }
}
