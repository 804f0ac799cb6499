import Outcomes
import Testing

/// Thousands of random patients, judged by the program and by the reference.
@Suite struct ReferenceTests {
  private static let part = 500

  @Test(arguments: 0..<10)
  func `courses, diagnoses and flags of random patients are those of the reference`(part: Int) {
    for seed in part * Self.part..<(part + 1) * Self.part {
      let random = RandomRecord(seed: UInt64(seed))
      let judged = library.judge(random.record, asOf: random.asOf)
      // The reference judges once: it is slow.
      let reference = ReferenceJudge(random.record, asOf: random.asOf)
      let results = reference.judgeCourses()
      let wholes = reference.judgeDiagnoses(results)

      let courses = (judged.courses.map(Self.text), results.map(Self.text))
      if courses.0 != courses.1 { report(seed, random, courses.0, courses.1) }
      let diagnoses = (
        judged.diagnoses.map(Self.text).sorted(), wholes.map(Self.text).sorted()
      )
      if diagnoses.0 != diagnoses.1 { report(seed, random, diagnoses.0, diagnoses.1) }
      let flags = (
        Self.compared(judged).map(\.description).sorted(),
        reference.raised(results, wholes).map(\.description).sorted()
      )
      if flags.0 != flags.1 { report(seed, random, flags.0, flags.1) }
    }
  }

  private func report(_ seed: Int, _ random: RandomRecord, _ found: [String], _ expected: [String])
  {
    let diseases = random.record.diagnoses.map(\.disease.text).joined(separator: ", ")
    Issue.record(
      """
      seed \(seed), \(diseases), day \(random.asOf - firstDose)
        product   \(found.filter { !expected.contains($0) }.joined(separator: "\n            "))
        reference \(expected.filter { !found.contains($0) }.joined(separator: "\n            "))
      """)
  }

  private static func text(_ course: CourseJudgement) -> String {
    let measures = course.measures.map {
      "\($0.measureID) \(hand($0.variant)) \($0.verdict) \(shown($0.evaluation.change))"
    }
    let horizon = course.window.map { "\($0.horizon - firstDose)" } ?? "-"
    return """
      \(course.course.therapy) \(course.course.start - firstDose) \(course.verdict) \
      \(shown(course.responseIndex)) until \(horizon) \(measures)
      """
  }

  private static func text(_ result: ReferenceJudge.Result) -> String {
    let measures = result.judged.changes.map {
      "\($0.scale.measure.id) \($0.scale.hand) \($0.verdict) \(shown($0.change))"
    }
    let horizon = result.horizon.map { "\($0 - firstDose.number)" } ?? "-"
    return """
      \(result.course.whole.therapy) \(result.course.start - firstDose.number) \(result.verdict) \
      \(shown(result.index)) until \(horizon) \(measures)
      """
  }

  private static func text(_ judged: DiagnosisJudgement) -> String {
    """
    \(judged.disease.id) \(judged.verdict) \(shown(judged.index)) \(judged.failed) of \
    \(judged.immunotherapies)
    """
  }

  private static func text(_ whole: ReferenceJudge.Whole) -> String {
    """
    \(whole.disease.id) \(whole.verdict) \(shown(whole.index)) \(whole.failed) of \
    \(whole.immunotherapies)
    """
  }

  private static func hand(_ variant: String) -> String {
    variant.split(separator: ";").first { $0.hasPrefix("hand=") }.map(String.init) ?? ""
  }

  private static func shown(_ value: Rational?) -> String {
    value.map { "\($0.numerator)/\($0.denominator)" } ?? "-"
  }

  /// The flags that the reference speaks of.
  private static func compared(_ judged: PatientJudgement) -> [ReferenceJudge.Raised] {
    let left: Set<FlagKind> = [
      .treatmentRelatedFluctuation, .acuteOnsetCIDP, .symptomsWithoutObjectiveChange,
      .patientReportedOnly, .laboratoryWithoutObjectiveChange, .coverageGap,
    ]
    return judged.flags.filter { !left.contains($0.kind) }.map {
      ReferenceJudge.Raised(
        kind: $0.kind.rawValue, severity: $0.severity, isPast: $0.isPast, course: $0.course)
    }
  }

  /// A comparison proves something only where the cases are met.
  @Test
  func `the random patients meet every verdict, every flag and every diagnosis verdict there is`() {
    var courses: Set<CourseVerdict> = []
    var measures: Set<MeasureVerdict> = []
    var diagnoses: Set<DiagnosisVerdict> = []
    var flags: Set<FlagKind> = []
    for seed in 0..<5000 {
      let random = RandomRecord(seed: UInt64(seed))
      let judged = library.judge(random.record, asOf: random.asOf)
      courses.formUnion(judged.courses.map(\.verdict))
      measures.formUnion(judged.courses.flatMap { $0.measures.map(\.verdict) })
      diagnoses.formUnion(judged.diagnoses.map(\.verdict))
      flags.formUnion(judged.flags.map(\.kind))
    }
    #expect(courses == Set(CourseVerdict.allCases))
    #expect(measures == Set(MeasureVerdict.allCases))
    #expect(diagnoses == Set(DiagnosisVerdict.allCases))
    #expect(flags == Set(FlagKind.allCases))
  }
}
