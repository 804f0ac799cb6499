// The days of a fact as they were given. A start and a stop count as their latest possible day, a
// birth, an onset and a diagnosis as their earliest (response.md section 10).

extension Patient {
  package var bornGiven: PartialDay? {
    get { birthDate.map { PartialDay($0, birthPrecision) } }
    set { (birthDate, birthPrecision) = (newValue?.earliest, newValue?.precision) }
  }

  /// What tells one person from another: nil where the birth is known to the month or year alone.
  package var wholeBirthDate: Day? { birthPrecision == nil ? birthDate : nil }
}

extension Diagnosis {
  package var diagnosedGiven: PartialDay {
    get { PartialDay(diagnosedOn, diagnosedPrecision) }
    set { (diagnosedOn, diagnosedPrecision) = (newValue.earliest, newValue.precision) }
  }

  package var onsetGiven: PartialDay? {
    get { onsetOn.map { PartialDay($0, onsetPrecision) } }
    set { (onsetOn, onsetPrecision) = (newValue?.earliest, newValue?.precision) }
  }
}

extension TreatmentCourse {
  package var startGiven: PartialDay {
    get { PartialDay(start, startPrecision) }
    set { (start, startPrecision) = (newValue.latest, newValue.precision) }
  }

  package var stopGiven: PartialDay? {
    get { stop.map { PartialDay($0, stopPrecision) } }
    set { (stop, stopPrecision) = (newValue?.latest, newValue?.precision) }
  }

  /// The first dose is at the latest on the day of the last one.
  mutating func arrangeDays() {
    guard startPrecision != nil else { return }
    let given = startGiven
    start = stop.map { $0 >= given.earliest ? min(given.latest, $0) : given.latest } ?? given.latest
  }
}
