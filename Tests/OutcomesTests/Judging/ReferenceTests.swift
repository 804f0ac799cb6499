import Outcomes
import Testing

/// Thousands of random patients, judged by the program and by the reference.
@Suite struct ReferenceTests {
  private static let diseases = RandomRecord.diseases.filter { $0 != "dm" }

  @Test(arguments: 0..<8)
  func `random patients get the verdict of the reference`(part: Int) {
    for seed in part * 500..<(part + 1) * 500 {
      let random = RandomRecord(seed: UInt64(seed), diseases: Self.diseases)
      let disease = random.record.diagnoses[0].disease.text
      let reference = ReferenceJudge(record: random.record, asOf: random.asOf - firstDose)
      for course in library.judge(random.record, asOf: random.asOf).courses {
        let expected = reference.judge(course.course, disease: disease)
        guard course.verdict == expected.verdict, course.responseIndex == expected.index,
          course.measures.map(\.verdict) == expected.measures,
          course.measures.map(\.evaluation.change) == expected.changes
        else {
          Issue.record(
            """
            seed \(seed), \(disease), \(course.course.therapy), day \(reference.asOf): \
            \(course.verdict) \(String(describing: course.responseIndex)) \(course.measures.map(\.verdict)), \
            reference \(expected.verdict) \(String(describing: expected.index)) \(expected.measures)
            """)
          continue
        }
      }
    }
  }

  /// A comparison proves something only where the cases are met.
  @Test func `the random patients meet every verdict there is`() {
    var courses: Set<CourseVerdict> = []
    var measures: Set<MeasureVerdict> = []
    for seed in 0..<4000 {
      let random = RandomRecord(seed: UInt64(seed), diseases: Self.diseases)
      for course in library.judgeCourses(random.record, asOf: random.asOf) {
        courses.insert(course.verdict)
        measures.formUnion(course.measures.map(\.verdict))
      }
    }
    #expect(courses == Set(CourseVerdict.allCases))
    #expect(measures == Set(MeasureVerdict.allCases))
  }
}
