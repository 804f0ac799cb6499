import CustomDump
import Exchange
import Foundation
import Outcomes
import Testing

@testable import Clinic

@Suite struct `Packages of several sites` {
  private func package(
    _ clinic: TestClinic, _ name: String, site: String?, filter: PackageFilter = PackageFilter(),
    program: String = "Recheck test", pseudonymous: Bool = true
  ) throws -> String {
    let path = clinic.folder.appendingPathComponent(name).path
    _ = try clinic.desk.exportPackage(
      to: path, pseudonymous: pseudonymous, site: site, filter: filter, program: program)
    return path
  }

  private func lines(_ folder: String, _ file: String) throws -> [String] {
    try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      .components(separatedBy: "\r\n").dropLast()
  }

  private func refusal(_ folders: [String], _ target: String) -> [PoolRefusal.Fault] {
    let refusal = #expect(throws: PoolRefusal.self) {
      try Pool.make(folders, to: target, program: "Recheck test")
    }
    #expect(!FileManager.default.fileExists(atPath: target))
    return refusal?.faults ?? []
  }

  @Test func `become one, with all columns of all, in the order of the study codes`() throws {
    let (clinic, other) = (try SmallClinic.make(), try SmallClinic.make())
    try other.importing([
      "more.csv": SmallClinic.scoreColumns + "007,2025-04-01,mrc-set,,44,set=own muscles,,\n"
    ])
    let one = try package(clinic, "one", site: "B")
    let two = try package(other, "two", site: "A1")
    let target = clinic.folder.appendingPathComponent("pool").path
    let outcome = try Pool.make([one, two], to: target, program: "Recheck test")
    expectNoDifference(
      outcome.sites.table.rows.map { $0.prefix(2).map(\.text) }, [["A1", "3"], ["B", "3"]])
    for table in ["patients", "scores", "answers", "wide", "cohort_courses"] {
      let all = try lines(target, "\(table).csv")
      #expect(
        try all.count == lines(one, "\(table).csv").count + lines(two, "\(table).csv").count - 1)
      let codes = all.dropFirst().map { $0.prefix { $0 != "," } }
      #expect(codes == codes.sorted())
    }
    #expect(try lines(target, "scores.csv")[0].hasSuffix(",hand,set"))
    #expect(try lines(target, "scores.csv").contains { $0.hasPrefix("A1-") && $0.hasSuffix(",1") })
    // What was put together is a package itself: the same from it as from the parts.
    let again = clinic.folder.appendingPathComponent("again").path
    _ = try Pool.make([one], to: again, program: "Recheck test")
    for file in try FileManager.default.contentsOfDirectory(atPath: again)
    where file != "manifest.json" && file != "datapackage.json" {
      expectNoDifference(
        try String(contentsOfFile: again + "/" + file, encoding: .utf8),
        try String(contentsOfFile: one + "/" + file, encoding: .utf8))
    }
  }

  @Test func `are refused where they do not go together, and nothing is written`() throws {
    let clinic = try SmallClinic.make()
    let target = clinic.folder.appendingPathComponent("pool").path
    let first = try package(clinic, "first", site: "A")
    func refused(_ folder: String) -> [PoolRefusal.Fault] { refusal([first, folder], target) }
    #expect(refused("nowhere") == [.noPackage(folder: "nowhere", file: "manifest.json")])
    let named = try package(clinic, "named", site: nil, pseudonymous: false)
    #expect(refused(named) == [.notPseudonymous(folder: named)])
    let without = try package(clinic, "without", site: nil)
    #expect(refused(without) == [.noSite(folder: without)])
    let twice = try package(clinic, "twice", site: "A")
    #expect(refused(twice) == [.siteTwice("A", folder: twice, other: first)])
    let part = try package(
      clinic, "part", site: "B", filter: PackageFilter(diseases: [.init("mg")]))
    #expect(refused(part) == [.otherFilter(folder: part, first: first)])
    let later = try package(clinic, "later", site: "B", program: "Recheck 9")
    #expect(
      refused(later) == [
        .otherProgram(
          folder: later, program: "Recheck 9", first: first, firstProgram: "Recheck test")
      ])
  }

  @Test func `are refused where a file is not what its manifest says, every one`() throws {
    let clinic = try SmallClinic.make()
    let target = clinic.folder.appendingPathComponent("pool").path
    let first = try package(clinic, "first", site: "A")
    let second = try package(clinic, "second", site: "B")
    func edit(_ file: String, _ change: (String) -> String) throws {
      let path = second + "/" + file
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try change(text).write(toFile: path, atomically: false, encoding: .utf8)
    }
    try edit("courses.csv") { $0.replacing(",ivig,", with: ",scig,") }
    unlink(second + "/wide.csv")
    try edit("manifest.json") { text in
      text.replacing(
        /"sha256": "[0-9a-f]+",\n    "in_force"/, with: "\"sha256\": \"00ff\",\n    \"in_force\"")
    }
    let faults = refusal([first, second], target)
    #expect(
      Set(faults.dropLast()) == [
        .changed(folder: second, file: "courses.csv"), .missing(folder: second, file: "wide.csv"),
      ])
    guard case .otherDefinitions(second, "00ff", first, _)? = faults.last else {
      Issue.record("\(faults)")
      return
    }
    #expect(PoolRefusal(faults: faults).message.hasSuffix("3 faults found; nothing was written."))
  }
}

@Suite struct `A part of the records as a package` {
  private func rows(_ clinic: TestClinic, _ filter: PackageFilter, _ name: String) throws
    -> [String: [String]]
  {
    let folder = clinic.folder.appendingPathComponent(name).path
    _ = try clinic.desk.exportPackage(
      to: folder, pseudonymous: true, filter: filter, program: "Recheck test")
    var rows: [String: [String]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder)
    where file.hasSuffix(".csv") && file != "codebook.csv" {
      rows[String(file.dropLast(4))] = try String(
        contentsOfFile: folder + "/" + file, encoding: .utf8
      )
      .components(separatedBy: "\r\n").dropLast()
    }
    rows["manifest"] = try String(contentsOfFile: folder + "/manifest.json", encoding: .utf8)
      .components(separatedBy: "\n")
    return rows
  }

  @Test func `has what it takes as the whole has it, and nothing refers to what is left out`()
    throws
  {
    let clinic = try SmallClinic.make()
    let whole = try rows(clinic, PackageFilter(), "whole")
    let filters: [PackageFilter] = [
      PackageFilter(diseases: [.init("cidp"), .init("mg")]),
      PackageFilter(from: day("2025-03-10"), to: day("2025-04-01")),
      PackageFilter(diseases: [.init("mg")], from: day("2025-02-08"), to: day("2025-02-08")),
    ]
    let patients = [2, 3, 1]
    let visits = [4, 1, 1]
    for (place, filter) in filters.enumerated() {
      let part = try rows(clinic, filter, "part-\(place)")
      #expect(part["patients"]?.count == patients[place] + 1)
      #expect(part["visits"]?.count == visits[place] + 1)
      // Numbers count within what is there; all else is as in the whole.
      for table in ["patients", "diagnoses", "visits", "wide"] {
        let all = Set(whole[table] ?? [])
        #expect((part[table] ?? []).allSatisfy(all.contains), "\(table)")
      }
      let codes = Set((part["patients"] ?? []).map { $0.prefix { $0 != "," } })
      for (table, lines) in part where table != "manifest" {
        #expect(lines.allSatisfy { codes.contains($0.prefix { $0 != "," }) }, "\(table)")
      }
      let scores = Set(
        (part["scores"] ?? []).dropFirst().map { $0.split(separator: ",").prefix(2) })
      for line in (part["answers"] ?? []).dropFirst() {
        #expect(scores.contains(line.split(separator: ",").prefix(2)))
      }
    }
    let said = try #require(try rows(clinic, filters[2], "said")["manifest"]).joined()
    #expect(
      said.contains(
        #""diseases": [      "mg"    ],    "from": "2025-02-08",    "to": "2025-02-08""#))
  }
}
