import Exchange
package import Outcomes
import Registry

/// A score that is checked and ready to be stored, with what the person should see before.
package struct PreparedScore: Sendable {
  package let patient: Patient.ID
  package let day: Day
  package let entry: ScoreEntry
  package let rater: String
  package let note: String
  /// The latest earlier score of the same measure and variant.
  package let previous: Score?
  /// What is unusual and wants a confirmation.
  package let questions: [String]

  /// Total, sub-scores, what is missing, and the change since the last time.
  package var summary: String {
    var lines = [ScoreText.line(entry.measure, entry.scored)]
    if let previous { lines.append(ScoreText.change(entry, since: previous)) }
    return lines.joined(separator: "\n")
  }
}

extension Desk {
  /// Checks the answers to one instrument; nothing is stored yet.
  package func prepareScore(
    _ id: Patient.ID, _ measure: Measure.ID, day: Day, variant: String = "",
    pairs: [(item: String, value: String)], rater: String = "", note: String = ""
  ) throws -> PreparedScore {
    let patient = try patient(id)
    let measure = try definitions.measure(measure)
    let (rater, note) = (rater.withoutOuterBlanks, note.withoutOuterBlanks)
    try checks.faults(ofVisit: day, born: patient.birthDate, rater: rater, note: note).refuse()
    let table = try file.read { try $0.conversionTable(of: measure.id) }
    let entry = try ScoreEntry(
      measure: measure, pairs: pairs, variant: variant, sex: patient.sex, table: table)
    if entry.answers.isEmpty {
      throw EntryRefusal(faults: [
        EntryFault(measure: measure.id, item: "", value: "", fault: .noAnswer)
      ])
    }
    let record = try record(of: id)
    let same = record.scores.filter { $0.measure == measure.id && $0.variant == entry.variant }
    if let there = same.first(where: { $0.day == day }) {
      throw DeskRefusal.scoreExists(
        id, measure.id, day, variant: entry.variant, number: there.number)
    }
    let previous = same.filter { $0.day < day }.max { $0.day < $1.day }
    return PreparedScore(
      patient: id, day: day, entry: entry, rater: rater, note: note, previous: previous,
      questions: Plausibility.questions(entry, since: previous))
  }

  /// Stores a prepared score and returns its number when it is on the disk.
  @discardableResult
  package func record(_ prepared: PreparedScore) throws -> Int {
    try record([prepared])[0]
  }

  /// Stores the scores of one visit together: all or none.
  @discardableResult
  package func record(_ prepared: [PreparedScore]) throws -> [Int] {
    try file.write(.recordScores, by: by(), about: prepared.first?.patient) { writing in
      try prepared.map { score in
        try writing.add(score.stored, of: score.entry.measure, for: score.patient)
      }
    }
  }

  /// Corrects a stored score: the answers given replace the earlier ones, the others stay.
  ///
  /// - Parameters:
  ///   - seen: the version that the correction was made from.
  ///   - pairs: an empty value takes the earlier answer away.
  /// - Throws: ``DeskRefusal/changedMeanwhile(_:)`` where somebody else corrected it since.
  package func correctScore(
    _ number: Int, seen: Int, pairs: [(item: String, value: String)], day: Day? = nil,
    reason: String
  ) throws -> String {
    if reason.isEmpty { throw DeskRefusal.emptyText(.reason) }
    let asserted = try self.score(number, seen: seen).patient
    let patient = try record(of: asserted).patient
    let history = scoreHistory(number)
    guard let stored = try unchanged(history, of: patient.id, seen: seen) else {
      throw DeskRefusal.unknownScore(number)
    }
    let score = stored.score
    let measure = try definitions.measure(score.measure)
    if let day { try checks.faults(ofVisit: day, born: patient.birthDate).refuse() }
    let before = measure.answers(of: score)
    let table = try file.read { try $0.conversionTable(of: measure.id) }
    let replaced = Set(pairs.map { $0.item.isEmpty ? "value" : $0.item })
    // A value from the table follows the items; one that was entered stays.
    let kept = zip(measure.fields, measure.withoutTableValue(before, from: table?.centiles).slots)
      .compactMap { field, answer in
        replaced.contains(field.id) ? nil : answer.map { (field.id, $0.text) }
      }
    // A total without items stays until items, or another total, come in its place.
    let isReplaced = replaced.contains { $0 != measure.tablePart }
    let total = isReplaced ? nil : before.totalOnly.map { ("total", $0.plain(4)) }
    let entry = try ScoreEntry(
      measure: measure,
      pairs: kept + (total.map { [$0] } ?? []) + pairs.filter { !$0.value.isEmpty },
      variant: score.variant,
      sex: patient.sex, table: table)
    if entry.answers == before, day == nil || day == score.day { throw DeskRefusal.nothingChanges }
    let corrected = PreparedScore(
      patient: patient.id, day: day ?? score.day, entry: entry, rater: stored.rater,
      note: stored.note, previous: nil, questions: [])
    do {
      try changing(history, of: patient.id, seen: seen) {
        try file.write(.correctScore, by: by(reason: reason), about: patient.id) { writing in
          try writing.correct(score: number, to: corrected.stored, of: measure, seen: seen)
        }
      }
    } catch RegistryError.duplicateScore {
      let there = try record(of: patient.id).scores.first { other in
        other.measure == measure.id && other.day == corrected.day
          && other.variant == entry.variant
      }
      throw DeskRefusal.scoreExists(
        patient.id, measure.id, corrected.day, variant: entry.variant,
        number: there?.number ?? number)
    }
    let earlier = ScoreText.line(measure, measure.score(before, sex: patient.sex))
    let now = ScoreText.line(measure, entry.scored)
    return "Score \(number) of \(patient.id) on \(corrected.day) corrected: \(earlier), now \(now)."
      + " The earlier value stays in the history."
  }
}

extension PreparedScore {
  var stored: NewScore {
    NewScore(
      day: day, variant: entry.variant, total: entry.scored.total, part: entry.part,
      isTotalOnly: entry.scored.isTotalOnly, answers: entry.answers.compact, rater: rater,
      note: note)
  }
}
