import Exchange
import Foundation
import Outcomes
import Testing

@testable import Clinic

@Suite struct `Records as FHIR` {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")

  private func resources(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  private func name(_ resource: [String: Any]) -> String {
    "\(resource["resourceType"] ?? "")/\(resource["id"] ?? "")"
  }

  /// Every value under a key, wherever it stands.
  private func values(_ key: String, in value: Any) -> [String] {
    if let object = value as? [String: Any] {
      return object.flatMap { name, inner in
        (name == key ? [inner as? String].compactMap(\.self) : []) + values(key, in: inner)
      }
    }
    return (value as? [Any])?.flatMap { values(key, in: $0) } ?? []
  }

  /// What is wrong in a bundle is seen best where all of it stands.
  @Test(arguments: [("cidp", "C-1"), ("mg", "M.2F2.20.C3.A4")])
  func `of one patient are these`(file: String, key: String) throws {
    let golden = try String(
      contentsOf: Self.folder.appendingPathComponent(file + ".ndjson"), encoding: .utf8)
    // Definitions change more often than what is said of a patient.
    let written = try FHIRClinic.make().fhir().split(separator: "\n")
      .filter { $0.contains("\"id\":\"\(key)") }
      .map { $0.replacing(/sha256:[0-9a-f]{64}/, with: "sha256") }
    #expect(written == golden.split(separator: "\n"))
  }

  @Test func `refer to nothing that is not there, under ids that are some`() throws {
    let all = try resources(try FHIRClinic.make().fhir())
    let names = all.map(name)
    #expect(Set(names).count == names.count)
    for one in all {
      let id = try #require(one["id"] as? String)
      #expect(id.wholeMatch(of: /[A-Za-z0-9\-.]{1,64}/) != nil, "\(id)")
      for reference in values("reference", in: one) { #expect(names.contains(reference)) }
    }
    let forms = Set(
      all.filter { $0["resourceType"] as? String == "Questionnaire" }
        .map { "\($0["url"] ?? "")|\($0["version"] ?? "")" })
    #expect(forms.count == 2)
    for one in all.flatMap({ values("questionnaire", in: $0) }) { #expect(forms.contains(one)) }
  }

  @Test func `make one bundle of the same resources, and none of nobody`() throws {
    let clinic = try FHIRClinic.make()
    let bundle = try #require(
      JSONSerialization.jsonObject(with: Data(try clinic.fhir(lines: false).utf8))
        as? [String: Any])
    #expect(bundle["type"] as? String == "collection")
    let entries = try #require(bundle["entry"] as? [[String: Any]])
    let lines = try resources(try clinic.fhir())
    #expect(entries.compactMap { $0["resource"] as? [String: Any] }.map(name) == lines.map(name))
    #expect(
      entries.compactMap { $0["fullUrl"] as? String } == lines.map { FHIRAddress.base + name($0) })
    #expect(
      try TestClinic().fhir(lines: false)
        == "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n")
  }

  @Test func `tell who corrected what, and that a fact was withdrawn`() throws {
    let clinic = try FHIRClinic.make()
    let scores = try clinic.desk.file.read { try $0.scores(of: .init("C-1")) }
    let incat = try #require(scores.first { $0.fact.score.measure.text == "incat" }).number
    let grip = try #require(scores.first { $0.fact.score.variant == "hand=right" }).number
    _ = try clinic.desk.correctScore(
      incat, seen: 1, pairs: [("legs", "2")], day: nil, reason: "a \"wrong\" line")
    _ = try clinic.desk.withdrawScore(grip, seen: 1, reason: "another patient's")
    let all = try resources(try clinic.fhir())
    let provenance = all.filter { $0["resourceType"] as? String == "Provenance" }
    #expect(provenance.map(name) == ["Provenance/C-1-1", "Provenance/C-1-2"])
    // The score before it in order has gone.
    #expect(
      provenance.flatMap { values("reference", in: $0) } == ["Observation/C-1-3", "Patient/C-1"])
    #expect(provenance.flatMap { values("code", in: $0) } == ["UPDATE", "NULLIFY"])
    #expect(
      provenance.map { Set(values("valueString", in: $0)) }
        == [["legs", "3", "2"], ["score grip-vigorimeter 2025-01-15"]])
    #expect(
      provenance.map { Set(values("text", in: $0)) } == [
        ["a \"wrong\" line"], ["another patient's"],
      ])
    #expect(provenance.flatMap { values("display", in: $0) } == ["Dr Test", "Dr Test"])
    let corrected = try #require(all.first { name($0) == "Observation/C-1-3" })
    #expect(corrected["status"] as? String == "corrected")
  }

  @Test func `that are pseudonymous have codes, days and nothing else of a person`() throws {
    let clinic = try FHIRClinic.make()
    let text = try clinic.fhir(pseudonymous: true, site: "A")
    let all = try resources(text)
    let patients = all.filter { $0["resourceType"] as? String == "Patient" }.map(name)
    #expect(patients == patients.sorted() && patients.allSatisfy { $0.hasPrefix("Patient/A-") })
    let rest = text.split(separator: "\n").filter { !$0.contains("\"Questionnaire\"") }.joined()
    for secret in [
      "Silva", "Vera", "Brien", "Léa", "C-1", "M/2", "tired", "signs", "RN", "Dr Test",
    ] {
      #expect(!rest.contains("\"\(secret)"), "\(secret)")
    }
    #expect(rest.firstMatch(of: /\d{4}-\d{2}/) == nil)
    #expect(
      rest.contains("{\"url\":\"\(FHIRAddress.extension("start-day"))\",\"valueInteger\":325}"))
    #expect(
      rest.contains(
        "{\"url\":\"\(FHIRAddress.extension("stop-day-precision"))\",\"valueCode\":\"month\"}"))
    #expect(!rest.contains("Provenance"))
  }

  @Test func `leave a line in the trail`() throws {
    let clinic = try FHIRClinic.make()
    _ = try clinic.fhir(pseudonymous: true)
    _ = try clinic.fhir()
    let rows = try clinic.desk.historyTable(of: nil).table.rows.map { $0.map(\.text) }
    #expect(
      rows.filter { $0[2] == "export" }.map { $0[4] }.sorted()
        == ["fhir, identified", "fhir, pseudonymous"])
  }
}
