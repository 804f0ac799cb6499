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
    check(patient.physician ?? "", .physician, as: .line, &faults)
    if let born = patient.bornGiven {
      let oldest = today.yearsBefore(Self.oldestAge)
      if born.earliest > today {
        faults.append(RecordFault(.birthDate, found: born.text, .inTheFuture(today: today)))
      } else if born.latest < oldest {
        faults.append(RecordFault(.birthDate, found: born.text, .tooLongAgo(earliest: oldest)))
      }
    }
    return faults
  }

  /// - Parameter patient: nil where it is not known whose diagnosis this is.
  package func faults(of diagnosis: Diagnosis, _ patient: Patient?) -> [RecordFault] {
    var faults: [RecordFault] = []
    let made = diagnosis.diagnosedGiven
    let isDated = made.precision != .unknown
    if isDated { check(made, .diagnosedOn, patient, &faults) }
    check(diagnosis.onsetGiven, .onsetOn, patient, &faults)
    check(diagnosis.endedOn.map { PartialDay($0) }, .endedOn, patient, &faults)
    if isDated, let onset = diagnosis.onsetGiven, onset.earliest > made.latest {
      faults.append(RecordFault(.onsetOn, found: onset.text, .after(.diagnosedOn, made.latest)))
    }
    if isDated, let ended = diagnosis.endedOn, ended < made.earliest {
      faults.append(RecordFault(.endedOn, found: ended.iso, .before(.diagnosedOn, made.earliest)))
    }
    checkName(
      diagnosis.otherName, of: diagnosis.disease.text, isFor: Disease.other.text, &faults)
    check(diagnosis.note, .note, as: .lines, &faults)
    return faults
  }

  /// A revision is one to another disease, or to another name of what no list has.
  ///
  /// - Parameters:
  ///   - running: the diagnosis that ends.
  ///   - next: the one that follows it.
  package func faults(
    ofRevising running: Diagnosis, to next: Diagnosis, _ patient: Patient?
  ) -> [RecordFault] {
    let isSame = next.disease == running.disease && next.otherName == running.otherName
    let faults = faults(of: next, patient)
    return isSame
      ? [RecordFault(.revisedTo, found: next.disease.text, .unchanged)] + faults : faults
  }

  /// - Parameter patient: nil where it is not known whose course this is.
  package func faults(of course: TreatmentCourse, _ patient: Patient?) -> [RecordFault] {
    var faults: [RecordFault] = []
    let start = course.startGiven
    check(start, .start, patient, &faults)
    check(course.stopGiven, .stop, patient, &faults)
    if let stop = course.stopGiven, stop.latest < start.earliest {
      faults.append(RecordFault(.stop, found: stop.text, .before(.start, start.earliest)))
    }
    checkName(
      course.otherName, of: course.therapy.text, isFor: Therapy.otherImmunotherapy.text, &faults)
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
    check(PartialDay(day), .visitDay, born: born, &faults)
    check(rater, .rater, as: .line, &faults)
    check(note, .note, as: .lines, &faults)
    return faults
  }

  func check(
    _ text: String, _ field: RecordFault.Field, as kind: TextKind, _ faults: inout [RecordFault]
  ) {
    if let fault = kind.fault(in: text, isComposed: isComposed) {
      faults.append(RecordFault(field, found: text, .text(fault)))
    }
    if text.utf8.count > kind.longest, text.count > kind.longest {
      faults.append(RecordFault(field, found: text, .tooLong(limit: kind.longest)))
    }
  }

  /// What is in no list is named in words, and nothing else is.
  private func checkName(
    _ name: String?, of id: String, isFor other: String, _ faults: inout [RecordFault]
  ) {
    if id == other, name == nil {
      faults.append(RecordFault(.otherName, found: "", .needed))
    } else if id != other, let name {
      faults.append(RecordFault(.otherName, found: name, .onlyWith(other)))
    }
    check(name ?? "", .otherName, as: .line, &faults)
  }

  func check(
    _ day: PartialDay?, _ field: RecordFault.Field, _ patient: Patient?,
    _ faults: inout [RecordFault]
  ) {
    if let day { check(day, field, born: patient?.birthDate, &faults) }
  }

  /// Nothing happens after today, before the patient's birth or before anybody kept records of it.
  private func check(
    _ day: PartialDay, _ field: RecordFault.Field, born: Day?, _ faults: inout [RecordFault]
  ) {
    if day.earliest > today {
      faults.append(RecordFault(field, found: day.text, .inTheFuture(today: today)))
    } else if day.latest < Self.earliest {
      faults.append(RecordFault(field, found: day.text, .tooLongAgo(earliest: Self.earliest)))
    } else if let born, day.latest < born {
      faults.append(RecordFault(field, found: day.text, .beforeBirth(born: born)))
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
