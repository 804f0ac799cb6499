import Clinic
import CustomDump
import Demonstration
import Exchange
import Foundation
import Outcomes
import Registry
import TestSupport
import Testing

@testable import Command

@Suite struct `The demonstration` {
  /// A demonstration clinic, and what was printed.
  private struct DemonstrationClinic {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "demo-\(UUID().uuidString)")
    let path: String
    let text: String
    let desk: Desk

    init(name: String = "demo.sqlite", patients: Int = 60, seed: UInt64 = 1) throws {
      path = folder.appendingPathComponent(name).path
      let made = try Desk.demonstrate(
        at: path, patients: patients, seed: seed, asOf: TestClinic.day)
      text = try Tour.text(made, at: path)
      try made.file.close()
      desk = try Desk.open(
        clinic: path, definitions: nil, for: .writing, today: TestClinic.day, asOf: TestClinic.day,
        author: "Dr Test")
    }

    func export(_ layout: ExportLayout, pseudonymous: Bool = false) throws -> String {
      var bytes: [UInt8] = []
      try desk.export(layout, pseudonymous: pseudonymous) { bytes.append(contentsOf: $0) }
      return String(decoding: bytes, as: UTF8.self)
    }

    func remove() {
      try? desk.file.close()
      try? FileManager.default.removeItem(at: folder)
    }
  }

  @Test func `is the same for the same seed, and another for another`() throws {
    let (one, two, other) = (
      try DemonstrationClinic(), try DemonstrationClinic(), try DemonstrationClinic(seed: 2)
    )
    defer { for demonstration in [one, two, other] { demonstration.remove() } }
    for layout in [ExportLayout.patients, .diagnoses, .treatments, .scores, .responses] {
      expectNoDifference(try one.export(layout), try two.export(layout))
    }
    #expect(try one.export(.scores) != other.export(.scores))
    expectNoDifference(
      one.text.replacing(one.path, with: ""), two.text.replacing(two.path, with: ""))
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `has a course of every verdict, every disease, a duplicate, a correction and gaps`(
    seed: UInt64
  ) throws {
    let clinic = try DemonstrationClinic(seed: seed)
    defer { clinic.remove() }
    let responses = try CSVText(clinic.export(.responses))
    let verdict = try #require(responses.header.firstIndex(of: "verdict"))
    expectNoDifference(
      Set(responses.records.map { $0[verdict] }).sorted(),
      CourseVerdict.allCases.map(\.rawValue).sorted())
    expectNoDifference(
      Set(responses.records.map { $0[1] }).sorted(),
      clinic.desk.library.diseases.filter(\.isJudged).map(\.id.text).sorted())
    let merged = try clinic.desk.file.read { try $0.merged() }
    expectNoDifference(merged.map { "\($0.patient) \($0.survivor)" }, ["D0001b D0001"])
    let corrected = try clinic.desk.file.read { try $0.scores(of: .init("D0002")) }.filter {
      $0.version == 2
    }
    expectNoDifference(corrected.map(\.reason), ["read from the wrong line of the form"])
    let scores = try clinic.export(.scores)
    #expect(scores.contains(",not-done,"))
    // Gaps: no measure of CIDP was taken at every visit of every patient.
    let wide = try CSVText(clinic.export(.scoresWide))
    let column = try #require(wide.header.firstIndex(of: "mrc-60"))
    let incat = try #require(wide.header.firstIndex(of: "incat"))
    let visits = wide.records.filter { !$0[incat].isEmpty }
    #expect(visits.contains { $0[column].isEmpty } && visits.contains { !$0[column].isEmpty })
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
  }

  @Test func `holds what an import would take`() throws {
    let demonstration = try DemonstrationClinic()
    defer { demonstration.remove() }
    let clinic = try TestClinic([
      "p.csv": try demonstration.export(.patients), "d.csv": try demonstration.export(.diagnoses),
      "t.csv": try demonstration.export(.treatments), "s.csv": try demonstration.export(.scores),
    ])
    expectNoDifference(try clinic.export(.scores), try demonstration.export(.scores))
    for row in try CSVText(clinic.export(.diagnoses)).records where row[2].count == 10 {
      let patient = try clinic.desk.patient(.init(row[0]))
      let age = try #require(patient.birthDate).completedYears(on: day(row[2]))
      let isChild = ["jdm", "mg-juvenile"].contains(row[1])
      #expect(isChild ? age < 18 : (18...90).contains(age), "\(row)")
    }
  }

  @Test func `prints the list in short, commands that work as they stand, and how to open it`()
    throws
  {
    let demonstration = try DemonstrationClinic(name: "it's a demo.sqlite")
    defer { demonstration.remove() }
    let text = demonstration.text
    #expect(
      text.hasPrefix(
        "An invented clinic of 60 patients was built in \(demonstration.path), as of 2026-01-15."))
    for heading in ["\n\nTO REVIEW: ", "\n\nGO ON WITH\n", "\n\nIN THE BROWSER\n"] {
      #expect(text.components(separatedBy: heading).count == 2, "\(heading)")
    }
    #expect(!text.contains("\n\n\n"))
    #expect(text.components(separatedBy: "\n").count <= 30)
    let place =
      " --clinic '" + demonstration.path.replacing("'", with: "'\\''") + "' --as-of 2026-01-15"
    #expect(text.hasSuffix("\n  recheck serve" + place))
    let commands = text.components(separatedBy: "GO ON WITH\n")[1].components(separatedBy: "\n\n")[
      0
    ]
    .components(separatedBy: "\n")
    #expect(commands.count == 5)
    for command in commands {
      #expect(command.hasPrefix("  recheck ") && command.hasSuffix(place))
      let words = command.dropLast(place.count).split(separator: " ").dropFirst().map(String.init)
      try run(words, on: demonstration.desk)
    }
  }

  /// What the command line would call.
  private func run(_ words: [String], on desk: Desk) throws {
    switch (words[0], words.count > 1 ? words[1] : "") {
    case ("review", ""): #expect(try !desk.reviewTable().isEmpty)
    case ("review", "show"):
      #expect(try desk.flagPage(.init(words[2]), templates: nil).contains("SCORES"))
    case ("report", "patient"):
      #expect(try desk.patientReport(.init(words[2]), templates: nil).contains(words[2]))
    case ("report", "clinic"): #expect(try desk.clinicReport(templates: nil).contains("\nRED\n"))
    case ("report", "cohort"): #expect(try desk.cohortReport(templates: nil).contains("CIDP"))
    case ("record", _):
      let pair = words[3].split(separator: "=").map(String.init)
      let prepared = try desk.prepareScore(
        .init(words[1]), .init(words[2]), day: desk.asOf, pairs: [(pair[0], pair[1])])
      #expect(prepared.questions.isEmpty)
      try desk.record(prepared)
    default: Issue.record("no such command: \(words)")
    }
  }

  @Test func `does not write over a file, and can be small or large`() throws {
    let one = try DemonstrationClinic(patients: 1)
    defer { one.remove() }
    #expect(one.text.contains("An invented clinic of 1 patient was built"))
    #expect {
      try Desk.demonstrate(at: one.path, asOf: TestClinic.day)
    } throws: { ($0 as? DeskRefusal) == .fileExists(one.path) }
    let many = try DemonstrationClinic(patients: 130)
    defer { many.remove() }
    #expect(try many.desk.file.read { try $0.counts() }.patients == 130)
  }
}
