/// What is recorded when a response is missing: the decision on a flag, the re-evaluation, and what was
/// asked at a visit.
extension RecordChecks {
  /// - Parameters:
  ///   - patient: nil where it is not known whose flags these are.
  ///   - diseases: the diagnoses of the courses that the flags are about, where they are known.
  package func faults(
    of review: Review, _ patient: Patient?, under diseases: [Disease.ID] = []
  ) -> [RecordFault] {
    var faults: [RecordFault] = []
    for subject in review.subjects {
      check(subject.start.map { PartialDay($0) }, .start, nil, &faults)
      if let therapy = subject.therapy, subject.start == nil {
        faults.append(RecordFault(.therapy, found: therapy.text, .without(.start)))
      }
      if let start = subject.start, subject.therapy == nil {
        faults.append(RecordFault(.start, found: start.iso, .without(.therapy)))
      }
    }
    check(PartialDay(review.day), .day, patient, &faults)
    check(
      review.revisedTo?.text, .revisedTo, goesWith: .diagnosisRevised, review.decision, &faults)
    if let disease = review.revisedTo, disease != Disease.other,
      (diseases + review.subjects.compactMap(\.disease)).contains(disease)
    {
      faults.append(RecordFault(.revisedTo, found: disease.text, .unchanged))
    }
    check(
      review.deferredUntil?.iso, .deferredUntil, goesWith: .deferred, review.decision, &faults)
    if review.decision == .deferred, let until = review.deferredUntil, until <= review.day {
      faults.append(RecordFault(.deferredUntil, found: until.iso, .notAfter(.day, review.day)))
    }
    checkName(of: review.physician, .physician, &faults)
    if review.decision.needsNote, review.note.withoutOuterBlanks.isEmpty {
      faults.append(RecordFault(.note, found: review.note, .needed))
    }
    check(review.note, .note, as: .lines, &faults)
    return faults
  }

  /// - Parameter patient: nil where it is not known whose re-evaluation this is.
  package func faults(of consideration: Consideration, _ patient: Patient?) -> [RecordFault] {
    var faults: [RecordFault] = []
    let row = consideration.row
    if row.withoutOuterBlanks.isEmpty {
      faults.append(RecordFault(.row, found: row, .needed))
    }
    check(row, .row, as: .line, &faults)
    check(PartialDay(consideration.day), .day, patient, &faults)
    checkName(of: consideration.author, .author, &faults)
    check(consideration.note, .note, as: .lines, &faults)
    return faults
  }

  /// - Parameter patient: nil where it is not known whose visit this was.
  package func faults(of visit: VisitNote, _ patient: Patient?) -> [RecordFault] {
    var faults: [RecordFault] = []
    check(PartialDay(visit.day), .visitDay, patient, &faults)
    if let days = visit.daysSinceDose, days < 0 {
      faults.append(RecordFault(.daysSinceDose, found: "\(days)", .notAWholeNumberFromZero))
    }
    check(visit.note, .note, as: .lines, &faults)
    if visit.tidy.isEmpty {
      faults.append(
        RecordFault(
          .illness, found: "", .oneNeeded([.illness, .missedDoses, .daysSinceDose, .note])))
    }
    return faults
  }

  /// Who said or decided it must be known.
  private func checkName(
    of person: String, _ field: RecordFault.Field, _ faults: inout [RecordFault]
  ) {
    if person.withoutOuterBlanks.isEmpty {
      faults.append(RecordFault(field, found: person, .needed))
    }
    check(person, field, as: .line, &faults)
  }

  /// What one decision needs and no other takes.
  private func check(
    _ text: String?, _ field: RecordFault.Field, goesWith needing: Review.Decision,
    _ decision: Review.Decision, _ faults: inout [RecordFault]
  ) {
    if decision == needing, text == nil {
      faults.append(RecordFault(field, found: "", .neededWith(.decision, needing.rawValue)))
    } else if decision != needing, let text {
      faults.append(RecordFault(field, found: text, .takenWith(.decision, needing.rawValue)))
    }
  }
}
