import GRDB
import Outcomes
import Testing

@testable import Registry

@Suite struct BulkTests {
  let folder: TestFolder
  let file: ClinicFile
  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
  }

  private func fill(_ writing: Writing) throws {
    for number in 0..<40 {
      let id = Patient.ID("P\(number)")
      try writing.add(.test(id.text))
      try writing.add(Diagnosis(disease: .init("mg"), diagnosedOn: date("2024-01-01")), of: id)
      try writing.add(TreatmentCourse(therapy: .init("ivig"), start: date("2025-01-11")), of: id)
      for visit in 1...9 {
        try writing.add(
          .test("2025-0\(visit)-10", "\(visit % 4),\(number % 4),1"), of: .test(), for: id)
      }
    }
  }

  @Test func importStoresTheSameAsSingleEntries() throws {
    try file.bulk(by: by()) { try fill($0) }
    let other = try TestFolder()
    let single = try ClinicFile.create(path: other.clinic)
    try single.write(.recordScores, by: by()) { try fill($0) }
    func content(_ file: ClinicFile) throws -> [String] {
      try file.read { reading in
        try SealedTable.all.flatMap { table in
          try Row.fetchAll(reading.database, sql: "SELECT * FROM \(table.name)").map { "\($0)" }
        }
      }
    }
    // Seals and all: only the entry's action differs.
    #expect(try content(file) == content(single))
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
    #expect(try single.read { $0.verify(library: testLibrary) }.findings == [])
  }

  @Test func importLeavesOneAuditLineWithItsCounts() throws {
    try file.bulk(by: by("importer")) { try fill($0) }
    let lines = try file.read { try $0.audit() }
    #expect(lines.count == 1)
    #expect(lines.first?.action == "import")
    #expect(lines.first?.author == "importer")
    #expect(
      lines.first?.new == #"{"course":40,"definition":1,"diagnosis":40,"patient":40,"score":360}"#)
    #expect(lines.first?.isSealed == true)
  }

  @Test func triggersAreBackAfterAnImportAndAfterAFailedOne() throws {
    let before = try triggers()
    try file.bulk(by: by()) { try fill($0) }
    #expect(try triggers() == before)
    #expect(throws: RegistryError.self) {
      try file.bulk(by: by()) { try $0.add(.test("P0")) }
    }
    #expect(try triggers() == before)
  }

  private func triggers() throws -> [String: String] {
    try file.read { reading in
      Dictionary(
        uniqueKeysWithValues: try Row.fetchAll(
          reading.database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).map { ($0[0], $0[1]) })
    }
  }

  @Test func duplicatesOfStoredFactsRefuseTheWholeImport() throws {
    try file.bulk(by: by()) { try fill($0) }
    func refusal(_ body: (Writing) throws -> Void) -> RegistryError? {
      #expect(throws: RegistryError.self) { try file.bulk(by: by(), body) }
    }
    let id = Patient.ID("P3")
    #expect(
      refusal { try $0.add(.test("2025-03-10", "0,0,0"), of: .test(), for: id) }
        == .duplicateScore(id, .init("sum-3"), date("2025-03-10"), variant: ""))
    #expect(
      refusal {
        try $0.add(TreatmentCourse(therapy: .init("ivig"), start: date("2025-01-11")), of: id)
      } == .duplicateCourse(id, .init("ivig"), date("2025-01-11")))
    #expect(
      refusal {
        try $0.add(Diagnosis(disease: .init("mg"), diagnosedOn: date("2024-01-01")), of: id)
      } == .duplicateDiagnosis(id, .init("mg"), date("2024-01-01")))
    #expect(try file.read { try $0.counts() }.scores == 360)
  }

  @Test func importsCanAskWhatIsThereAlready() throws {
    try file.bulk(by: by()) { try fill($0) }
    let (id, measure) = (Patient.ID("P3"), Measure.ID("sum-3"))
    let numbers = try file.bulk(by: by()) { writing in
      func number(
        _ iso: String, _ measure: Measure.ID, variant: String = ""
      ) throws -> Int? {
        try writing.scoreNumber(of: id, measure: measure, day: date(iso), variant: variant)
      }
      return [
        try number("2025-03-10", measure), try number("2025-03-11", measure),
        try number("2025-03-10", measure, variant: "hand=left"),
        try number("2025-03-10", .init("other")),
      ]
    }
    #expect(numbers == [3 * 9 + 3, nil, nil, nil])
    let known = try file.bulk(by: by()) { writing in
      [try writing.isKnown(id), try writing.isKnown(.init("P40"))]
    }
    #expect(known == [true, false])
    #expect(try file.bulk(by: by()) { try $0.reading.patient(id) } == .test("P3"))
  }

  /// Of a patient without scores only those that the import itself wrote can be there.
  @Test func whatAnImportWroteItselfIsThereAlready() throws {
    try file.bulk(by: by()) { try fill($0) }
    let (old, new, measure) = (Patient.ID("P3"), Patient.ID("new"), Measure.ID("sum-3"))
    var seen: [String] = []
    try file.bulk(by: by()) { writing in
      func ask(_ id: Patient.ID, _ iso: String, variant: String = "") throws {
        let number = try writing.scoreNumber(
          of: id, measure: measure, day: date(iso), variant: variant)
        seen.append("\(id) \(iso) \(variant)\(number == nil ? "not there" : "there")")
      }
      try writing.add(.test("new"))
      try ask(new, "2025-03-10")
      try writing.add(.test("2025-03-10", "1,2,3"), of: .test(), for: new)
      try ask(new, "2025-03-10")
      try ask(new, "2025-03-11")
      try ask(old, "2025-03-10")
      try ask(new, "2025-03-10")
      try ask(new, "2025-03-11")
      // More than are kept in mind.
      for day in 0..<150 {
        let score = NewScore.test(Day(number: 10_000 + day).iso, "1,2,3")
        try writing.add(score, of: .test(), for: new)
      }
      try ask(new, Day(number: 10_000).iso)
      try ask(new, Day(number: 10_149).iso)
      try ask(new, Day(number: 10_150).iso)
    }
    #expect(
      seen == [
        "new 2025-03-10 not there", "new 2025-03-10 there", "new 2025-03-11 not there",
        "P3 2025-03-10 there", "new 2025-03-10 there", "new 2025-03-11 not there",
        "new 1997-05-19 there", "new 1997-10-15 there", "new 1997-10-16 not there",
      ])
  }
}
