/// What a fact must fulfil to be recorded, whichever way it comes in.
package struct RecordChecks: Sendable {
  /// Nothing that is recorded happened before; only a birth may be held older, by its age.
  package static let earliest = Day(year: 1900, month: 1, day: 1) ?? Day(number: -25_567)
  /// Nobody under care is older, in years.
  package static let oldestAge = 120

  private let today: Day
  private let isComposed: @Sendable (String) -> Bool

  /// - Parameter isComposed: whether a text is in composed form (NFC).
  package init(today: Day, isComposed: @escaping @Sendable (String) -> Bool) {
    self.today = today
    self.isComposed = isComposed
  }

  package func faults(of identifier: Patient.ID) -> [RecordFault] {
    let id = identifier.text
    if id.withoutOuterBlanks.isEmpty { return [RecordFault(.identifier, found: id, .needed)] }
    var faults: [RecordFault] = []
    check(id, .identifier, as: .identifier, &faults)
    return faults
  }

  package func faults(of patient: Patient) -> [RecordFault] {
    var faults = faults(of: patient.id)
    if patient.familyName.isEmpty {
      faults.append(RecordFault(.familyName, found: "", .needed))
    }
    check(patient.familyName, .familyName, as: .line, &faults)
    check(patient.givenName, .givenName, as: .line, &faults)
    if let born = patient.birthDate {
      let oldest = today.yearsBefore(Self.oldestAge)
      if born > today {
        faults.append(RecordFault(.birthDate, found: born.iso, .inTheFuture(today: today)))
      } else if born < oldest {
        faults.append(RecordFault(.birthDate, found: born.iso, .tooLongAgo(earliest: oldest)))
      }
    }
    return faults
  }

  /// - Parameter patient: nil where it is not known whose diagnosis this is.
  package func faults(of diagnosis: Diagnosis, _ patient: Patient?) -> [RecordFault] {
    var faults: [RecordFault] = []
    let made = diagnosis.diagnosedOn
    check(made, .diagnosedOn, patient, &faults)
    check(diagnosis.onsetOn, .onsetOn, patient, &faults)
    check(diagnosis.endedOn, .endedOn, patient, &faults)
    if let onset = diagnosis.onsetOn, onset > made {
      faults.append(RecordFault(.onsetOn, found: onset.iso, .after(.diagnosedOn, made)))
    }
    if let ended = diagnosis.endedOn, ended < made {
      faults.append(RecordFault(.endedOn, found: ended.iso, .before(.diagnosedOn, made)))
    }
    check(diagnosis.note, .note, as: .lines, &faults)
    return faults
  }

  /// - Parameter patient: nil where it is not known whose course this is.
  package func faults(of course: TreatmentCourse, _ patient: Patient?) -> [RecordFault] {
    var faults: [RecordFault] = []
    check(course.start, .start, patient, &faults)
    check(course.stop, .stop, patient, &faults)
    if let stop = course.stop, stop < course.start {
      faults.append(RecordFault(.stop, found: stop.iso, .before(.start, course.start)))
    }
    if let reason = course.stopReason, course.stop == nil {
      faults.append(RecordFault(.stopReason, found: reason.rawValue, .without(.stop)))
    }
    if let dose = course.dose, dose <= .zero {
      faults.append(RecordFault(.dose, found: dose.plain(4), .notAboveZero))
    }
    if let days = course.intervalDays, days <= 0 {
      faults.append(RecordFault(.intervalDays, found: "\(days)", .notAWholeNumber))
    }
    check(course.unit, .unit, as: .line, &faults)
    check(course.note, .note, as: .lines, &faults)
    return faults
  }

  /// What stands around the answers of a score.
  ///
  /// - Parameters:
  ///   - born: of the patient, where it is known.
  package func faults(
    ofVisit day: Day, born: Day?, rater: String = "", note: String = ""
  ) -> [RecordFault] {
    var faults: [RecordFault] = []
    check(day, .visitDay, born: born, &faults)
    check(rater, .rater, as: .line, &faults)
    check(note, .note, as: .lines, &faults)
    return faults
  }

  private func check(
    _ text: String, _ field: RecordFault.Field, as kind: TextKind, _ faults: inout [RecordFault]
  ) {
    if let fault = kind.fault(in: text, isComposed: isComposed) {
      faults.append(RecordFault(field, found: text, .text(fault)))
    }
  }

  private func check(
    _ day: Day?, _ field: RecordFault.Field, _ patient: Patient?, _ faults: inout [RecordFault]
  ) {
    if let day { check(day, field, born: patient?.birthDate, &faults) }
  }

  /// Nothing happens after today, before the patient's birth or before anybody kept records of it.
  private func check(
    _ day: Day, _ field: RecordFault.Field, born: Day?, _ faults: inout [RecordFault]
  ) {
    if day > today {
      faults.append(RecordFault(field, found: day.iso, .inTheFuture(today: today)))
    } else if day < Self.earliest {
      faults.append(RecordFault(field, found: day.iso, .tooLongAgo(earliest: Self.earliest)))
    } else if let born, day < born {
      faults.append(RecordFault(field, found: day.iso, .beforeBirth(born: born)))
    }
  }
}

extension Day {
  /// The same day of the month so many years earlier; 29 February where there is none is the 28th.
  fileprivate func yearsBefore(_ years: Int) -> Day {
    let (year, month, day) = civil
    return Day(year: year - years, month: month, day: day)
      ?? Day(year: year - years, month: month, day: 28) ?? self
  }
}
