import Outcomes

/// Sections 2 to 6 of response.md said a second time, slowly and from the page, without looking at
/// the program.
///
/// Days are plain numbers; nothing is kept between two questions.
struct ReferenceJudge {
  let library: Library
  let record: PatientRecord
  let today: Int

  /// Section 10: what is dated after the day does not exist.
  init(_ record: PatientRecord, asOf: Day, library: Library = OutcomesTests.library) {
    self.library = library
    var known = record
    known.scores = record.scores.filter { $0.day <= asOf }
    known.courses = record.courses.filter { $0.start <= asOf }
    for position in known.courses.indices {
      guard let stop = known.courses[position].stop, stop > asOf else { continue }
      known.courses[position].stop = nil
      known.courses[position].stopReason = nil
    }
    known.diagnoses = record.diagnoses.filter { $0.diagnosedOn <= asOf }
    for position in known.diagnoses.indices {
      guard let end = known.diagnoses[position].endedOn, end > asOf else { continue }
      known.diagnoses[position].endedOn = nil
    }
    self.record = known
    today = asOf.number
  }

  func therapy(_ course: TreatmentCourse) -> Therapy? {
    library.therapies.first { $0.id == course.therapy }
  }

  func disease(_ id: Disease.ID?) -> Disease? { library.diseases.first { $0.id == id } }

  func measure(_ id: Measure.ID) -> Measure? { library.measures.first { $0.id == id } }

  /// The rows that a variant of a disease inherits where the therapy has none for the variant.
  func rows(_ therapy: Therapy, _ disease: Disease) -> [Outcomes.Expectation] {
    let own = therapy.expectations.filter { $0.disease == disease.id }
    guard own.isEmpty, let parent = self.disease(disease.variantOf) else { return own }
    return rows(therapy, parent)
  }

  func expectation(
    _ therapy: Therapy, _ disease: Disease, _ intent: TreatmentCourse.Intent
  ) -> Outcomes.Expectation? {
    let own = therapy.expectations.filter { $0.disease == disease.id }
    if let row = own.first(where: { $0.intent == intent }) ?? own.first(where: { $0.intent == nil })
    {
      return row
    }
    return self.disease(disease.variantOf).flatMap { expectation(therapy, $0, intent) }
  }

  /// The last paragraph of section 4: which diagnosis a course belongs to.
  func diagnosis(of course: TreatmentCourse) -> Diagnosis? {
    let made = record.diagnoses.sorted {
      ($0.diagnosedOn, $0.disease) < ($1.diagnosedOn, $1.disease)
    }
    func isInForce(_ diagnosis: Diagnosis, on day: Day) -> Bool {
      diagnosis.diagnosedOn <= day && (diagnosis.endedOn.map { $0 > day } ?? true)
    }
    var own =
      made.last { isInForce($0, on: course.start) } ?? made.first { $0.diagnosedOn > course.start }
    while let end = own?.endedOn,
      let day = made.first(where: { $0.diagnosedOn >= end })?.diagnosedOn,
      course.stop.map({ $0 > max(end, day) }) ?? true,
      let next = made.last(where: { $0.diagnosedOn == day && isInForce($0, on: day) })
    {
      own = next
    }
    return own
  }

  /// Variants of one disease are one diagnosis.
  func family(_ id: Disease.ID?) -> Disease.ID? {
    guard let parent = disease(id)?.variantOf, parent != id else { return id }
    return family(parent)
  }

  /// Immunotherapy and not given for symptoms.
  func isImmune(_ course: TreatmentCourse) -> Bool {
    course.intent != .symptomatic && therapy(course)?.isImmunotherapy == true
  }

  func effectEnd(_ course: TreatmentCourse) -> Int? {
    course.stop.map { $0.number + (therapy(course)?.effectDays ?? 0) }
  }

  /// The day on which a course has passed its first effect.
  ///
  /// Without an expectation of its own it takes the therapy's row for the disease whatever the
  /// intent, with none its first dose.
  func firstEffect(_ course: TreatmentCourse) -> Int {
    guard let therapy = therapy(course), let disease = disease(diagnosis(of: course)?.disease)
    else { return course.start.number }
    let row = expectation(therapy, disease, course.intent) ?? rows(therapy, disease).first
    return course.start.number + (row.map { reached($0.firstEffect * 7) } ?? 0)
  }
}

/// The first whole day at or after so many days.
func reached(_ days: Rational) -> Int {
  var whole = Int(days.numerator / days.denominator) - 1
  while Rational(whole) < days { whole += 1 }
  return whole
}

/// The last whole day within so many days.
func within(_ days: Rational) -> Int {
  let next = reached(days)
  return Rational(next) == days ? next : next - 1
}
