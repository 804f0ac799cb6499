import Outcomes
import Testing

@testable import Registry

/// Study codes and the tables that a site loads.
@Suite struct SiteDataTests {
  let folder: TestFolder
  let file: ClinicFile
  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { writing in
      for number in 1...200 { try writing.add(.test("N\(number)")) }
    }
  }

  @Test func studyCodesAreRandomUnambiguousAndStable() throws {
    #expect(try file.read { try $0.lacksStudyCodes() })
    try file.write(.makeStudyCodes, by: by()) { try $0.makeStudyCodes() }
    let first = try file.read { try $0.studyCodes() }
    #expect(first.count == 200)
    #expect(Set(first.values).count == 200)
    for code in first.values {
      #expect(code.count == 10)
      #expect(code.allSatisfy { StudyCode.alphabet.contains($0) })
    }
    #expect(Set("01IOLU").isDisjoint(with: StudyCode.alphabet))
    try file.write(.addPatient, by: by()) { try $0.add(.test("new")) }
    try file.write(.makeStudyCodes, by: by()) { try $0.makeStudyCodes() }
    let second = try file.read { try $0.studyCodes() }
    #expect(second.count == 201)
    #expect(second.filter { $0.key.text != "new" } == first)
    #expect(try !file.read { try $0.lacksStudyCodes() })
  }

  @Test func mergedPatientsGetNoCode() throws {
    try file.write(.mergePatients, by: by()) { try $0.merge(.init("N2"), into: .init("N1")) }
    try file.write(.makeStudyCodes, by: by()) { try $0.makeStudyCodes() }
    #expect(try file.read { try $0.studyCodes() }[.init("N2")] == nil)
    #expect(try !file.read { try $0.lacksStudyCodes() })
  }

  @Test func theLastLoadedTableHolds() throws {
    let measure = Measure.ID("i-rods")
    #expect(try file.read { try $0.conversionTable(of: measure) } == nil)
    for (centiles, source) in [
      ([0: Rational.zero, 1: Rational(5, over: 2)], "first"), ([0: Rational(1)], "second"),
    ] {
      try file.write(.loadSiteTable, by: by()) {
        try $0.loadConversionTable(of: measure, centiles: centiles, source: source)
      }
      #expect(
        try file.read { try $0.conversionTable(of: measure) }
          == ConversionTable(measure: measure, centiles: centiles, source: source))
    }
    #expect(throws: RegistryError.emptyConversionTable(measure)) {
      try file.write(.loadSiteTable, by: by()) {
        try $0.loadConversionTable(of: measure, centiles: [:], source: "")
      }
    }
    #expect(try file.read { $0.verify(library: nil) }.findings == [])
  }
}
