import Exchange
import Outcomes
import Reporting

/// A decision as files hold it: a row for each flag that it is about.
extension Review {
  /// In the columns of ``Layout/reviews``, after the patient.
  var rows: [[Cell]] {
    let review = tidy
    return subjects.map { subject in
      [
        .text(subject.kind.rawValue), Cell(subject.therapy?.text), Cell(subject.start),
        .day(day), .text(decision.rawValue), Cell(revisedTo?.text), Cell(deferredUntil),
        .text(review.physician), .text(review.note), Cell(subject.disease?.text),
      ]
    }
  }

  /// From one row of the same columns; what cannot be read is kept by the reader.
  ///
  /// - Parameter today: stands where the day could not be read.
  init(_ row: ImportRow, _ fields: inout FieldReader, today: Day) {
    func id(_ column: Int) -> String? { row.isEmpty(column) ? nil : row.string(column) }
    let kind: FlagKind? = fields.choice(row.string(1), .flag, needed: true)
    let start = fields.day(row.string(3), .start, read: row.dates.day)
    let day = fields.day(row.string(4), .day, needed: true, read: row.dates.day)
    let decision: Decision? = fields.choice(row.string(5), .decision, needed: true)
    let until = fields.day(row.string(7), .deferredUntil, read: row.dates.day)
    let subject = Subject(
      kind: kind ?? .missingResponse, therapy: id(2).map { .init($0) }, start: start,
      disease: id(10).map { .init($0) })
    self =
      Review(
        subjects: [subject], decision: decision ?? .reopened, revisedTo: id(6).map { .init($0) },
        deferredUntil: until, note: row.string(9), physician: row.string(8), day: day ?? today,
        entry: 0
      ).tidy
  }

  /// Whether the rows of both make one review.
  func isSameDecision(as other: Review) -> Bool {
    var (a, b) = (self, other)
    (a.subjects, b.subjects) = ([], [])
    return a == b
  }
}

/// Where a row of a re-evaluation stands, as files hold it.
extension Consideration {
  /// In the columns of ``Layout/considerations``, after the patient.
  var cells: [Cell] {
    [
      .text(disease.text), .text(row), .text(state.rawValue), .day(day), .text(author), .text(note),
    ]
  }

  /// From the same columns; what cannot be read is kept by the reader.
  ///
  /// - Parameter today: stands where the day could not be read.
  init(_ disease: Disease.ID, _ row: ImportRow, _ fields: inout FieldReader, today: Day) {
    let state: State? = fields.choice(row.string(3), .state, needed: true)
    let day = fields.day(row.string(4), .day, needed: true, read: row.dates.day)
    self =
      Consideration(
        disease: disease, row: row.string(2), state: state ?? .open, day: day ?? today,
        author: row.string(5), note: row.string(6)
      ).tidy
  }
}

/// What was noted at a visit, as files hold it.
extension VisitNote {
  /// In the columns of ``Layout/visits``, after the patient.
  var cells: [Cell] {
    func answer(_ isYes: Bool?) -> Cell { Cell(isYes.map { YesOrNo($0).rawValue }) }
    return [
      .day(day), answer(illness), answer(missedDoses), Cell(daysSinceDose), .text(note),
    ]
  }

  /// From the same columns; what cannot be read is kept by the reader.
  ///
  /// - Parameter today: stands where the day could not be read.
  init(_ row: ImportRow, _ fields: inout FieldReader, today: Day) {
    let day = fields.day(row.string(1), .visitDay, needed: true, read: row.dates.day)
    self =
      VisitNote(
        day: day ?? today, illness: fields.yesOrNo(row.string(2), .illness),
        missedDoses: fields.yesOrNo(row.string(3), .missedDoses),
        daysSinceDose: fields.countFromZero(row.string(4), .daysSinceDose), note: row.string(5)
      ).tidy
  }
}
