import Outcomes
import Testing

/// What a physician is shown must be what was calculated: the verdict follows again from the
/// published parts of a judgement.
@Suite struct ExplanationTests {
  private func eachCourse(_ body: (CourseJudgement, Day) throws -> Void) rethrows {
    for seed in 0..<700 {
      let random = RandomRecord(seed: UInt64(seed))
      for course in library.judgeCourses(random.record, asOf: random.asOf) {
        try body(course, random.asOf)
      }
    }
  }

  @Test func `a change follows from baseline, window and unit as shown`() throws {
    try eachCourse { course, _ in
      for measure in course.measures where measure.evaluation.change != nil {
        let window = measure.evaluation.judgedFollowUps
        let mean = window.map(\.improvement).reduce(0, +) / window.count
        let unit = try #require(measure.unit)
        let change = max(-2, min(2, mean / unit))
        #expect(measure.evaluation.improvement == mean)
        #expect(measure.evaluation.change == change)
        #expect(window.count <= 3)
        #expect(measure.threshold?.purpose == (mean < 0 ? .worsening : .improvement))
        let baseline = try #require(measure.baseline)
        #expect(measure.evaluation.followUps.allSatisfy { $0.day > baseline.day })
        let days = measure.evaluation.followUps.map(\.day)
        #expect(zip(days, days.dropFirst()).allSatisfy { $1 - $0 >= 7 })
      }
    }
  }

  @Test func `a measure's verdict follows from its change and its room`() {
    eachCourse { course, _ in
      for measure in course.measures {
        let room = measure.series.room ?? 0
        let hasRoom = measure.series.improvementPoints.map { room >= $0 * 3 / 2 } ?? false
        let expected: MeasureVerdict =
          switch (measure.baseline, measure.evaluation.change) {
          case (nil, _): .noBaseline
          case (_, nil):
            measure.series.hasOnlyIncomparable ? .incomparable : hasRoom ? .noFollowUp : .floor
          case (_, let change?) where change <= -1: .worsened
          case (_, let change?) where hasRoom:
            change >= 1 ? .improved : change >= .half ? .partial : .unchanged
          default: .floor
          }
        #expect(measure.verdict == expected)
      }
    }
  }

  @Test func `the index follows from the changes as shown`() {
    eachCourse { course, _ in
      var groups: [String: [Rational]] = [:]
      for measure in course.measures where measure.verdict != .floor {
        guard let change = measure.evaluation.change else { continue }
        groups[measure.series.yardstick.counted.groupKey, default: []].append(change)
      }
      let means = groups.values.map { $0.reduce(0, +) / $0.count }
      #expect(course.responseIndex == (means.isEmpty ? nil : means.reduce(0, +) / means.count))
    }
  }

  /// A red flag for a missing response rests on what the record holds.
  @Test func `a missing response had its time, its baseline and its decisive score`() throws {
    var seen = 0
    try eachCourse { course, asOf in
      // R4.11 may speak before the deadline.
      guard course.verdict == .noResponse, course.stop?.isFailure != true else { return }
      seen += 1
      let window = try #require(course.window)
      let index = try #require(course.responseIndex)
      #expect(asOf >= window.deadline && index < .half && index > -1)
      let able = course.measures.filter {
        ![.noBaseline, .incomparable, .floor].contains($0.verdict)
      }
      let latest = able.compactMap { $0.latest?.day }.max()
      #expect(try #require(latest) >= window.deadline - 7)
      #expect(course.stop?.isAdequate ?? true)
      // It counts immunotherapies only.
      #expect(
        course.failedTherapies.map { $0 >= 1 }
          == course.therapy?.isImmunotherapy)
    }
    #expect(seen > 20)
  }

  @Test func `a response has an index of one and a kind of measure that shows it`() {
    eachCourse { course, _ in
      guard course.verdict == .responding else {
        #expect(course.strength == nil && course.startedInTheSameTime.isEmpty)
        return
      }
      #expect(course.responseIndex.map { $0 >= 1 } == true)
      let improved = course.measures.filter { $0.verdict == .improved }
      #expect(!improved.isEmpty)
      #expect(
        (course.strength == .patientReportedOnly)
          == improved.allSatisfy(\.measure.isPatientReported))
    }
  }
}
