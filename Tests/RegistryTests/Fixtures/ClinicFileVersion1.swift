import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

extension Schema {
  /// As the first program had it.
  static let first = OldClinicFile(version: 1).schema
}

@Suite struct ClinicFileVersion1Tests {
  let folder: TestFolder
  init() throws {
    folder = try TestFolder()
    try OldClinicFile(version: 1).copy(to: folder.clinic)
  }

  /// The sealed columns of the first schema with their seals, table by table.
  private func sealed(_ file: ClinicFile) throws -> [String: [String]] {
    try file.read { reading in
      var rows: [String: [String]] = [:]
      // Study codes are random.
      for table in Schema.released.tables(at: 1) where table.name != "study_code" {
        let columns = (table.content + table.derived + ["hex(seal)"]).joined(separator: ", ")
        rows[table.name] = try Row.fetchAll(
          reading.database, sql: "SELECT \(columns) FROM \(table.name) ORDER BY row"
        ).map { "\($0)" }
      }
      return rows
    }
  }

  /// What comes later goes into another function than `fillEverything`, so that this stays true.
  @Test func thisProgramSealsEveryRowAsTheFirstOneDid() throws {
    let first = try ClinicFile.open(path: folder.clinic, for: .writing)
    let path = folder.file("now.sqlite")
    let now = try ClinicFile.create(path: path)
    try fillEverything(now)
    let (due, found) = (try sealed(first), try sealed(now))
    #expect(
      due.mapValues(\.count) == [
        "patient": 3, "diagnosis": 2, "course": 2, "score": 7, "review": 1, "definition": 2,
        "merge": 1, "site_table": 3,
      ])
    for (table, rows) in due { #expect(found[table] == rows, "\(table)") }
  }

  @Test func everythingInItIsSound() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
    #expect(try file.read { try $0.scores(of: .init("007")) }.count == 2)
    try file.write(.addPatient, by: by()) { try $0.add(.test("another")) }
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
  }
}
