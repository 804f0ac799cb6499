import Exchange
import Outcomes
import Registry

/// The facts of a patient in the order in which they are numbered; numbers of the clinic file would
/// tell in which order patients were entered.
struct FHIRFacts {
  private let record: PatientRecord
  private let diagnoses: [FactVersion<Diagnosis>]
  private let courses: [FactVersion<TreatmentCourse>]
  private let scores: [FactVersion<RecordedScore>]
  private let correctedScores: Set<Int>
  private let corrections: [PackageCorrection]

  /// - Parameter corrections: whether they are wanted.
  init(_ record: PatientRecord, _ reading: Reading, _ desk: Desk, corrections: Bool) throws {
    let id = record.patient.id
    self.record = record
    diagnoses = try reading.diagnoses(of: id).sorted { Diagnosis.isEarlier($0.fact, $1.fact) }
    courses = try reading.courses(of: id).sorted {
      ($0.fact.start, $0.fact.therapy) < ($1.fact.start, $1.fact.therapy)
    }
    scores = try reading.scores(of: id)
    self.corrections = corrections ? try desk.packageCorrections(of: record, reading) : []
    correctedScores = Set(try reading.changed(.score, of: id))
  }

  var courseFacts: [TreatmentCourse] { courses.map(\.fact) }

  /// - Parameter variants: numbers in place of the clinic's own words; nil: the words.
  func numberedScores(
    _ variants: NumberedVariants?
  ) -> [(number: Int, recorded: RecordedAnswers)] {
    scores.enumerated().map { place, version in
      let (recorded, score) = (version.fact, version.fact.score)
      return (
        place + 1,
        RecordedAnswers(
          score: score,
          variant: variants?.written(score.variant, of: score.measure) ?? score.variant,
          rater: recorded.rater, note: recorded.note, definition: recorded.definitionHash)
      )
    }
  }

  func resources(_ frame: FHIRFrame, _ variants: NumberedVariants?) -> [JSONValue] {
    let held = diagnoses.map(\.fact)
    var all = [frame.patient(record.patient)]
    for (place, diagnosis) in held.enumerated() {
      all.append(frame.condition(diagnosis, number: place + 1))
    }
    for (place, course) in courses.enumerated() {
      let condition = record.diagnosis(for: course.fact).flatMap(held.firstIndex(of:))
      all.append(
        frame.course(course.fact, number: place + 1, condition: condition.map { $0 + 1 }))
    }
    for ((number, recorded), version) in zip(numberedScores(variants), scores) {
      let written = FHIRScore(
        recorded, number: number, isCorrected: correctedScores.contains(version.number))
      if let response = frame.response(written) { all.append(response) }
      all.append(frame.observation(written))
    }
    for (place, correction) in corrections.enumerated() {
      all.append(frame.provenance(provenance(correction, number: place + 1, frame)))
    }
    return all
  }

  private func provenance(
    _ correction: PackageCorrection, number: Int, _ frame: FHIRFrame
  ) -> FHIRCorrection {
    let target = target(of: correction, frame)
    return FHIRCorrection(
      number: number, target: target ?? ("Patient", frame.patientID),
      instant: correction.instant, author: correction.author, reason: correction.reason,
      about: target == nil && correction.kind != .particulars
        ? [correction.kind.rawValue, correction.about, correction.day?.iso].compactMap(\.self)
          .joined(separator: " ") : nil,
      change: correction.change.map { ($0.field.name, $0.before, $0.after) })
  }

  /// nil: the patient, or a fact that is no longer there.
  private func target(
    of correction: PackageCorrection, _ frame: FHIRFrame
  ) -> (type: String, id: String)? {
    func place<Fact>(_ versions: [FactVersion<Fact>]) -> Int? {
      versions.firstIndex { $0.number == correction.number }
    }
    switch correction.kind {
    case .particulars: return nil
    case .diagnosis: return place(diagnoses).map { ("Condition", frame.id($0 + 1)) }
    case .treatment:
      return place(courses).map { place in
        (frame.type(of: courses[place].fact.therapy), frame.id(place + 1))
      }
    case .score: return place(scores).map { ("Observation", frame.id($0 + 1)) }
    }
  }
}
