import Exchange
import Outcomes
import Registry
import Reporting

extension PackageContext {
  var reviews: PackageSheet {
    typealias Row = (number: Int, place: Int, review: Review, subject: Review.Subject)
    let diseases = Self.named(library.diseases)
    return PackageSheet(
      "reviews", "a flag that a decision is about", key: ["review", "flag_number"],
      references: [.patients],
      [
        PackageField<Row>(
          PackageColumn("review", .integer, .value, "number within the patient, by day").required()
        ) { .integer($0.number) },
        PackageField<Row>(
          PackageColumn("flag_number", .integer, .value, "number of the flag within the review")
            .required()
        ) { .integer($0.place) },
        PackageField<Row>(PackageColumn("day", .date, .date, "day of the decision").required()) {
          .day($0.review.day)
        },
        PackageField<Row>(
          .init(
            "decision", .category, .value, "what was decided",
            categories: Self.words(Review.Decision.self))
        ) { .text($0.review.decision.rawValue) },
        PackageField<Row>(
          .init("flag", .category, .value, "the flag", categories: Self.words(FlagKind.self))
        ) { .text($0.subject.kind.rawValue) },
        PackageField<Row>(
          .init(
            "disease", .category, .quasiIdentifier, "diagnosis that the flag is about as a whole",
            categories: diseases)
        ) { Cell($0.subject.disease?.text) },
        PackageField<Row>(
          .init(
            "therapy", .category, .value, "therapy of the course that the flag is about",
            categories: Self.named(library.therapies))
        ) { Cell($0.subject.therapy?.text) },
        PackageField<Row>(.init("start", .date, .date, "first dose of that course")) {
          Cell($0.subject.start)
        },
        PackageField<Row>(
          .init(
            "revised_to", .category, .quasiIdentifier, "disease that the diagnosis was revised to",
            categories: diseases)
        ) { Cell($0.review.revisedTo?.text) },
        PackageField<Row>(
          .init("deferred_until", .date, .date, "day on which the flag opens again")
        ) { Cell($0.review.deferredUntil) },
        PackageField<Row>(.init("physician", .text, .identifier, "who decided")) {
          .text($0.review.physician)
        },
        PackageField<Row>(.init("note", .text, .freeText, "remark")) { .text($0.review.note) },
      ]
    ) { package in
      package.record.reviews.enumerated()
        .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.enumerated()
        .flatMap { number, review in
          review.element.subjects.enumerated().map { (number + 1, $0 + 1, review.element, $1) }
        }
    }
  }

  var corrections: PackageSheet {
    typealias Row = (number: Int, correction: PackageCorrection)
    let hides = isPseudonymous
    let old =
      "only of what is a number, a word of a list or a day in a pseudonymous package, days "
      + "since the first record"
    return PackageSheet(
      "corrections", "a field that was changed after it was entered, or a fact that was withdrawn",
      key: ["correction"], references: [.patients],
      [
        PackageField<Row>(
          PackageColumn("correction", .integer, .value, "number within the patient").required()
        ) { .integer($0.number) },
        PackageField<Row>(
          .init(
            "kind", .category, .value, "what was corrected",
            categories: Self.words(PackageCorrection.Kind.self))
        ) { .text($0.correction.kind.rawValue) },
        PackageField<Row>(
          .init("about", .text, .value, "the disease, therapy or measure; of particulars empty")
        ) { Cell($0.correction.about) },
        PackageField<Row>(
          .init("fact_date", .date, .date, "its day, as it was before")
        ) { Cell($0.correction.day) },
        PackageField<Row>(
          .init(
            "change", .category, .value, "what was done",
            categories: [.init("changed"), .init("withdrawn", "entered in error")])
        ) { .text($0.correction.change == nil ? "withdrawn" : "changed") },
        PackageField<Row>(
          .init("field", .text, .value, "which field or item; empty of what was withdrawn")
        ) { Cell($0.correction.change?.field.name) },
        PackageField<Row>(.init("old", .text, .value, "what stood there; \(old)")) {
          $0.correction.cell(\.before, hidesText: hides)
        },
        PackageField<Row>(.init("new", .text, .value, "what stands there now; \(old)")) {
          $0.correction.cell(\.after, hidesText: hides)
        },
        PackageField<Row>(.init("corrected_on", .date, .date, "day of the correction")) {
          Cell($0.correction.correctedOn)
        },
        PackageField<Row>(.init("author", .text, .identifier, "who corrected it")) {
          .text($0.correction.author)
        },
        PackageField<Row>(.init("reason", .text, .freeText, "why")) { .text($0.correction.reason) },
      ]
    ) { $0.corrections.enumerated().map { ($0 + 1, $1) } }
  }
}

/// A change of a stored fact.
struct PackageCorrection {
  enum Kind: String, CaseIterable { case particulars, diagnosis, treatment, score }

  let kind: Kind
  /// Of the fact in the clinic file; nil: the patient's particulars.
  let number: Int?
  /// The id of the disease, therapy or measure.
  let about: String?
  let day: Day?
  /// nil: withdrawn.
  let change: FieldChange?
  let instant: String
  let author: String
  let reason: String
  /// Of the patient.
  let firstDay: Day?

  var correctedOn: Day? { Day(iso: instant.prefix(10)) }

  func cell(_ side: KeyPath<FieldChange, String>, hidesText: Bool) -> Cell {
    guard let change else { return .empty }
    let text = change[keyPath: side]
    guard hidesText, !text.isEmpty else { return .text(text) }
    switch change.field {
    case .family, .given, .born, .responsible, .otherName, .unit, .rater, .note: return .empty
    case .diagnosed, .onset, .ended, .start, .stop, .day:
      guard let day = PartialDay(iso: text)?.earliest, let firstDay else { return .empty }
      return .integer(day - firstDay)
    case .sex, .disease, .therapy, .stopReason, .intent, .dose, .interval, .item, .total:
      return .text(text)
    }
  }
}

extension Desk {
  /// Everything that was changed or withdrawn in a patient's record, in the order of the changes.
  func packageCorrections(of record: PatientRecord, _ reading: Reading) throws
    -> [PackageCorrection]
  {
    let id = record.patient.id
    let first = record.firstDay
    func all<Fact>(
      _ kind: PackageCorrection.Kind, _ number: Int?, _ history: FactHistory<Fact>,
      _ about: (Fact) -> (id: String?, day: Day?)
    ) throws -> [PackageCorrection] {
      let versions = try history.versions(reading)
      return zip(history.steps(versions), versions.indices).dropFirst().flatMap {
        step, place -> [PackageCorrection] in
        let (text, day) = about(versions[place - 1].fact)
        let changes: [FieldChange?] =
          switch step.what {
          // A merge changes whose facts they are, not what they say.
          case .recorded, .merged, .separated: []
          case .changed(let changes): changes
          case .withdrawn: [nil]
          }
        return changes.map {
          PackageCorrection(
            kind: kind, number: number, about: text, day: day, change: $0, instant: step.instant,
            author: step.author, reason: step.reason, firstDay: first)
        }
      }
    }
    let corrections =
      try all(.particulars, nil, particularsHistory(of: id)) { _ in (nil, nil) }
      + reading.changed(.diagnosis, of: id).flatMap {
        try all(.diagnosis, $0, diagnosisHistory($0)) {
          ($0.disease.text, $0.diagnosedGiven.earliest)
        }
      }
      + reading.changed(.course, of: id).flatMap {
        try all(.treatment, $0, treatmentHistory($0)) { ($0.therapy.text, $0.start) }
      }
      + reading.changed(.score, of: id).flatMap {
        try all(.score, $0, scoreHistory($0)) { ($0.score.measure.text, $0.score.day) }
      }
    return corrections.enumerated()
      .sorted { ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset) }.map(\.element)
  }
}
