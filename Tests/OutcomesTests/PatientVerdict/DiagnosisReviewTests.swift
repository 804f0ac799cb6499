import Outcomes
import Testing

/// response.md section 5: a confirmed diagnosis holds until its index fell by another half or
/// another course failed.
@Suite struct DiagnosisReviewTests {
  private func flag(
    _ scores: [Score], stop: Int? = nil, others: [TreatmentCourse] = [],
    decision: Review.Decision = .diagnosisConfirmed, at offset: Int
  ) throws -> Flag {
    let review = Review(
      subjects: [
        Review.Subject(
          kind: .worseThanBeforeTreatment, therapy: nil, start: nil, disease: Disease.ID("one"))
      ],
      decision: decision, note: "right", physician: "Dr A", day: day(200), entry: 10)
    let judged = Scenario(stop: stop, known + scores, others: others, reviews: [review]).all(
      at: offset)
    return try #require(judged.flags.first { $0.kind == .worseThanBeforeTreatment })
  }

  /// 12 at the reference, then 14: an index of -1.
  private let known = [
    score(adl, 0, 12, entry: 1), score(adl, 100, 14, entry: 2), score(adl, 140, 14, entry: 3),
    score(adl, 170, 14, entry: 4),
  ]

  @Test(
    arguments: [
      // The last three give -(2 + 2 + x) / 3 points, 2 points are one.
      (16, false), (Rational(169, over: 10), false), (17, true), (18, true),
    ] as [(Rational, Bool)])
  func `until the index has fallen by another half`(total: Rational, isOpen: Bool) throws {
    let flag = try flag([score(adl, 220, total, entry: 11)], at: 230)
    #expect(flag.status.isOpen == isOpen)
    if case .reopened(_, let news) = flag.status {
      let now = -(total - 12 + 4) / 6
      #expect(news == [.diagnosisIndexFell(from: -1, to: now)])
    }
  }

  @Test func `a new score alone asks for nothing, under another decision it does`() throws {
    let new = [score(adl, 220, 14, entry: 11)]
    #expect(try !flag(new, at: 230).status.isOpen)
    #expect(try flag(new, decision: .treatmentChanged, at: 230).status.isOpen)
  }

  @Test(arguments: [(343, false), (344, true)])
  func `or another course has failed`(offset: Int, isOpen: Bool) throws {
    let flat = [score(adl, 258, 14, entry: 11), score(adl, 340, 14, entry: 12)]
    let flag = try flag(flat, stop: 180, others: [course("drug", 260, entry: 9)], at: offset)
    #expect(flag.status.isOpen == isOpen)
    if case .reopened(_, let news) = flag.status {
      #expect(news == [.courseFailed(Therapy.ID("drug"), day(260))])
    }
  }
}
