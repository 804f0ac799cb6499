import Clinic
import CustomDump
import Demonstration
import Foundation
import Outcomes
import Testing

/// Which patient of the demonstration shows what.
@Suite struct `The patients of the demonstration` {
  /// The judged patients of a demonstration clinic, with the definitions.
  private struct Judged {
    let library: Library
    let patients: [String: PatientJudgement]

    init(seed: UInt64 = 1, on date: String = "2026-01-15") throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "demo-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let desk = try Desk.demonstrate(
        at: folder.appendingPathComponent("demo.sqlite").path, seed: seed, asOf: day(date))
      defer { try? desk.file.close() }
      library = desk.library
      var all: [String: PatientJudgement] = [:]
      for id in (1...60).map({ "D00" + ($0 < 10 ? "0" : "") + "\($0)" }) {
        all[id] = desk.library.judge(try desk.record(of: .init(id)), asOf: desk.asOf)
      }
      patients = all
    }

    func courses(_ id: String) -> [CourseJudgement] { patients[id]?.courses ?? [] }
    func flags(_ id: String) -> [FlagKind] { patients[id]?.openFlags.map(\.kind) ?? [] }
  }

  /// A verdict that is new in the rule needs a patient here.
  private static func patient(with verdict: CourseVerdict) -> String {
    switch verdict {
    case .noResponse: "D0001"
    case .responding: "D0002"
    case .partialResponse: "D0003"
    case .responseLost: "D0004"
    case .assessmentOverdue: "D0005"
    case .trialIncomplete: "D0007"
    case .responseDue: "D0008"
    case .worsened: "D0010"
    case .tooEarly: "D0011"
    case .assessmentDue: "D0012"
    case .noBaseline: "D0016"
    case .stable: "D0017"
    case .worseningPossible: "D0018"
    case .responseDeclining: "D0020"
    case .mixed: "D0021"
    case .notJudged: "D0030"
    case .notEvaluable: "D0032"
    case .stoppedWithoutEffect: "D0034"
    case .noResponseExpected: "D0052"
    }
  }

  /// A flag that is new in the rule needs a patient here.
  private static func patient(with flag: FlagKind) -> String {
    switch flag {
    case .missingResponse: "D0001"
    case .partialResponse: "D0003"
    case .responseLost: "D0004"
    case .assessmentOverdue: "D0005"
    case .symptomsWithoutObjectiveChange: "D0006"
    case .responseDue: "D0008"
    case .worseningOnTreatment: "D0010"
    case .assessmentDue: "D0012"
    case .noBaseline: "D0016"
    case .worseningPossible: "D0018"
    case .worseThanBeforeTreatment: "D0019"
    case .responseDeclining: "D0020"
    case .mixedResponse: "D0021"
    case .diagnosisUnanswered: "D0022"
    case .relapseOffTreatment: "D0023"
    case .treatmentRelatedFluctuation: "D0025"
    case .monitoringOverdue: "D0026"
    case .acuteOnsetCIDP: "D0029"
    case .notEvaluable: "D0032"
    case .stoppedWithoutEffect: "D0034"
    case .coverageGap: "D0041"
    case .patientReportedOnly: "D0054"
    case .laboratoryWithoutObjectiveChange: "D0056"
    }
  }

  /// Each is on the list on which the rule has it.
  @Test(arguments: [1, 2, 3] as [UInt64], ["2026-01-15", "2026-06-30"])
  func `have every verdict and every flag`(seed: UInt64, date: String) throws {
    let judged = try Judged(seed: seed, on: date)
    for verdict in CourseVerdict.allCases {
      let id = Self.patient(with: verdict)
      #expect(
        judged.courses(id).contains { $0.verdict == verdict },
        "\(id) is no longer \(verdict.rawValue): \(judged.courses(id).map(\.verdict))")
    }
    for kind in FlagKind.allCases {
      let id = Self.patient(with: kind)
      #expect(
        judged.patients[id]?.openFlags.contains {
          $0.kind == kind && $0.severity == kind.rule.severity
        } == true, "\(id) is no longer \(kind.rawValue): \(judged.flags(id))")
    }
  }

  /// Each for a reason that a physician would call one: nobody stands there by noise.
  @Test func `stand on the review list each for a reason of its own`() throws {
    let judged = try Judged()
    let listed = judged.patients.sorted { $0.key < $1.key }.compactMap { id, patient in
      patient.headline.map { "\(id) \($0.severity) \($0.kind.rawValue)" }
    }
    expectNoDifference(listed, Self.reviewList)
  }

  private static let reviewList = [
    "D0001 red missing-response", "D0003 amber partial-response", "D0004 amber response-lost",
    "D0010 red worse-than-before-treatment", "D0013 red missing-response",
    "D0015 red missing-response", "D0018 amber worsening-possible",
    "D0019 red worse-than-before-treatment", "D0020 amber response-declining",
    "D0021 amber mixed-response", "D0022 red diagnosis-unanswered",
    "D0023 amber relapse-off-treatment", "D0025 amber treatment-related-fluctuation",
    "D0027 amber partial-response", "D0029 amber acute-onset-cidp", "D0032 amber not-evaluable",
    "D0034 amber stopped-without-effect", "D0036 red diagnosis-unanswered",
    "D0038 amber partial-response", "D0040 red missing-response", "D0043 red missing-response",
    "D0046 red missing-response",
  ]

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `make a review list that can be worked through`(seed: UInt64) throws {
    let listed = try Judged(seed: seed).patients.filter { $0.value.headline != nil }
    #expect((20...24).contains(listed.count), "\(listed.keys.sorted())")
  }

  @Test func `got two infusions of rituximab, without effect and with`() throws {
    let judged = try Judged()
    for (id, verdict) in [
      ("D0043", CourseVerdict.noResponse), ("D0022", .noResponse), ("D0036", .noResponse),
      ("D0041", .responding), ("D0045", .responding), ("D0057", .responding), ("D0035", .tooEarly),
    ] {
      let course = try #require(judged.courses(id).last)
      #expect(course.course.therapy == .init("rituximab") && course.verdict == verdict, "\(id)")
      #expect(course.course.stop == course.course.start + 14)
      #expect(course.stop?.reason == .planned && course.stop?.isAdequate == true)
    }
  }

  @Test(arguments: [("D0020", 6), ("D0021", 7), ("D0033", 7)])
  func `got efgartigimod in cycles that are one series`(id: String, cycles: Int) throws {
    let courses = try Judged().courses(id)
    #expect(courses.count == 1)
    #expect(courses.first?.cycles.count == cycles)
  }

  @Test func `had a diagnosis that was revised after drugs without a response`() throws {
    let judged = try Judged()
    let amyloidosis = try #require(judged.patients["D0031"])
    #expect(amyloidosis.record.diagnoses.map(\.disease.text) == ["cidp", "hattr"])
    #expect(amyloidosis.courses.map(\.course.therapy.text) == ["ivig", "prednisone", "rituximab"])
    #expect(amyloidosis.courses.allSatisfy { $0.hasFailed })
    #expect(amyloidosis.openFlags.isEmpty)
    let review = try #require(amyloidosis.record.reviews.first)
    #expect(review.decision == .diagnosisRevised && review.revisedTo?.text == "hattr")
    let day = try #require(amyloidosis.record.diagnoses[0].endedOn)
    #expect(review.day == day && amyloidosis.record.diagnoses[1].diagnosedOn == day)
    // The flag that the review answered was open on that day.
    let before = judged.library.judge(amyloidosis.record.before(day), asOf: day - 1)
    #expect(before.headline?.kind == .diagnosisUnanswered)

    let other = try #require(judged.patients["D0049"])
    #expect(other.record.diagnoses.map(\.disease) == [.init("pm"), Disease.other])
    #expect(other.record.diagnoses[1].otherName == "Desmin myopathy")
    #expect(other.openFlags.isEmpty)
  }

  @Test func `had Guillain-Barré syndrome with its three courses`() throws {
    let judged = try Judged()
    #expect(judged.courses("D0044").map(\.verdict) == [.responding])
    #expect(judged.flags("D0044").isEmpty)
    #expect(judged.courses("D0025").map(\.cycles.count) == [2])
    #expect(judged.flags("D0025") == [.treatmentRelatedFluctuation])
    #expect(judged.flags("D0029") == [.acuteOnsetCIDP, .responseDue])
  }

  @Test func `have totals from letters and days that are not known`() throws {
    let judged = try Judged()
    for id in ["D0020", "D0022", "D0031", "D0036"] {
      let letters = judged.patients[id]?.record.scores.filter(\.isTotalOnly) ?? []
      #expect(letters.count == 1, "\(id)")
    }
    func record(_ id: String) throws -> PatientRecord {
      try #require(judged.patients[id]).record
    }
    #expect(try record("D0014").patient.birthPrecision == .year)
    #expect(try record("D0017").diagnoses[0].diagnosedGiven.text.isEmpty)
    #expect(try record("D0026").courses[0].startPrecision == .month)
    #expect(try record("D0004").diagnoses[0].onsetPrecision == .year)
    #expect(try record("D0034").courses[0].stopReason == .noEffect)
  }
}

extension PatientRecord {
  /// The record as it was before a diagnosis was revised on that day.
  fileprivate func before(_ day: Day) -> PatientRecord {
    var record = self
    record.diagnoses = Array(diagnoses.prefix(1))
    record.diagnoses[0].endedOn = nil
    record.reviews = []
    record.scores = scores.filter { $0.day < day }
    return record
  }
}
