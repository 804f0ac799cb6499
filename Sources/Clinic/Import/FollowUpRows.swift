import Exchange
import Outcomes
import Registry

/// The rows of what follows on a score: decisions on flags, re-evaluations, notes of visits.
///
/// None of them is ever changed, so that a row is new or there already, and never differs.
final class FollowUpRows {
  private let library: Library
  private let writing: Writing
  private let checks: RecordChecks
  private let today: Day
  private let findPatient: (ImportRow) throws -> Patient?
  private let count: (ImportLayout, _ isNew: Bool) -> Void
  private lazy var reviews = StoredTally { [writing] owner in
    try writing.earlierReviews(of: owner).flatMap { review in
      review.subjects.map { subject in
        var one = review.tidy
        one.subjects = [subject]
        return one
      }
    }
  }
  private lazy var considerations = StoredTally { [writing] in
    try writing.earlierConsiderations(of: $0)
  }
  private lazy var visits = StoredTally { [writing] in try writing.earlierVisits(of: $0) }
  /// A review whose rows are being read, with the flags that are new.
  private var open: (patient: Patient.ID, review: Review, new: [Review.Subject])?

  /// - Parameters:
  ///   - findPatient: nil when the identifier is refused, which is reported.
  ///   - count: takes what was read: stored, or there already.
  init(
    library: Library, writing: Writing, checks: RecordChecks, today: Day,
    findPatient: @escaping (ImportRow) throws -> Patient?,
    count: @escaping (ImportLayout, Bool) -> Void
  ) {
    self.library = library
    self.writing = writing
    self.checks = checks
    self.today = today
    self.findPatient = findPatient
    self.count = count
  }

  func readReview(_ row: ImportRow) throws {
    let before = row.faults.count
    let patient = try findPatient(row)
    var fields = row.fields
    let review = Review(row, &fields, today: today)
    if let therapy = review.subjects.first?.therapy { row.refuseUnknown(2, therapy, library) }
    if let disease = review.revisedTo { row.refuseUnknown(6, disease, library) }
    if let disease = review.subjects.first?.disease { row.refuseUnknown(10, disease, library) }
    row.refuse(fields.faults(with: checks.faults(of: review, patient)))
    guard row.faults.count == before, let patient, let subject = review.subjects.first else {
      return
    }
    let isStored = try reviews.takes(review, of: owner(of: patient))
    if let last = open,
      last.patient != patient.id || !last.review.isSameDecision(as: review)
        || last.review.subjects.contains(subject)
    {
      try finish()
    }
    if open == nil {
      open = (patient.id, review, [])
    } else {
      open?.review.subjects.append(subject)
    }
    if !isStored { open?.new.append(subject) }
  }

  /// Stores the review whose rows were read last.
  func finish() throws {
    guard let (patient, read, new) = open else { return }
    open = nil
    count(.reviews, !new.isEmpty)
    guard !new.isEmpty else { return }
    var review = read
    review.subjects = new
    try writing.add(review, of: patient)
  }

  func readConsideration(_ row: ImportRow) throws {
    let before = row.faults.count
    let patient = try findPatient(row)
    let disease = row.word(1, .disease).map { Disease.ID($0) }
    if let disease { row.refuseUnknown(1, disease, library) }
    var fields = row.fields
    let consideration = Consideration(
      disease ?? Disease.ID(""), row, &fields, today: today)
    row.refuse(fields.faults(with: checks.faults(of: consideration, patient)))
    guard row.faults.count == before, let patient else { return }
    let isNew = try !considerations.takes(consideration, of: owner(of: patient))
    count(.considerations, isNew)
    if isNew { try writing.add(consideration, of: patient.id) }
  }

  func readVisit(_ row: ImportRow) throws {
    let before = row.faults.count
    let patient = try findPatient(row)
    var fields = row.fields
    let visit = VisitNote(row, &fields, today: today)
    row.refuse(fields.faults(with: checks.faults(of: visit, patient)))
    guard row.faults.count == before, let patient else { return }
    let isNew = try !visits.takes(visit, of: owner(of: patient))
    count(.visits, isNew)
    if isNew { try writing.add(visit, of: patient.id) }
  }

  private func owner(of patient: Patient) throws -> Patient.ID {
    try writing.reading.survivor(of: patient.id) ?? patient.id
  }
}
