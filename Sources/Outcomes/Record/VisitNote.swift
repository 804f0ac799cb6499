/// What was asked and noted at a visit beside its scores.
///
/// It answers what scores and courses cannot tell when a response is missing. It is never changed: a
/// later one of the same day replaces what it says. Where a person says something anew, the rest is
/// kept (``keeping(_:)``); a row of a file is the whole note.
package struct VisitNote: Hashable, Sendable {
  package var day: Day
  /// Whether there was another illness (infection, fever) since the last visit; nil: not asked.
  package var illness: Bool?
  /// Whether doses were missed or late since the last visit; nil: not asked.
  package var missedDoses: Bool?
  /// Days since the last dose or infusion, from 0; nil: not asked.
  package var daysSinceDose: Int?
  package var note: String
  /// Identifier in the clinic file.
  package var number: Int

  package init(
    day: Day, illness: Bool? = nil, missedDoses: Bool? = nil, daysSinceDose: Int? = nil,
    note: String = "", number: Int = 0
  ) {
    self.day = day
    self.illness = illness
    self.missedDoses = missedDoses
    self.daysSinceDose = daysSinceDose
    self.note = note
    self.number = number
  }

  /// Over what was noted of the same day before: what is not said anew stays as it was.
  ///
  /// - Parameter earlier: nil: nothing was noted.
  package func keeping(_ earlier: VisitNote?) -> VisitNote {
    guard let earlier else { return self }
    return VisitNote(
      day: day, illness: illness ?? earlier.illness,
      missedDoses: missedDoses ?? earlier.missedDoses,
      daysSinceDose: daysSinceDose ?? earlier.daysSinceDose,
      note: note.isEmpty ? earlier.note : note, number: number)
  }

  /// Nothing was asked and nothing noted.
  package var isEmpty: Bool {
    illness == nil && missedDoses == nil && daysSinceDose == nil && note.isEmpty
  }
}

extension PatientRecord {
  /// What was noted last of the visit of a day; nil: nothing was.
  package func visitNote(on day: Day) -> VisitNote? { visits.last { $0.day == day } }

  /// What holds of each visit, by day: of two of one day the one recorded later.
  package var visitNotes: [VisitNote] {
    var latest: [Day: VisitNote] = [:]
    for visit in visits { latest[visit.day] = visit }
    return latest.values.filter { !$0.isEmpty }.sorted { $0.day < $1.day }
  }
}
