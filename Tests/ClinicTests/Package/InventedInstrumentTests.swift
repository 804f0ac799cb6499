import CustomDump
import Exchange
import Foundation
import Outcomes
import Registry
import Testing

@testable import Clinic

/// One definition drives all: an instrument that nobody has heard of is in every format as soon as its
/// file stands in the folder of definitions.
@Suite struct `An instrument that a site defines itself` {
  private static let definition = """
    id: ladder-climb
    name: Invented ladder climb
    short: Ladder
    version: "1"
    compatible: []
    class: functional
    reported-by: clinician
    direction: higher-is-worse
    unit: points
    range: {min: 0, max: 5}
    decimals: 0
    about: Invented for a test.
    licence: {terms: not-applicable, wording: own-labels, note: Invented.}
    sources: [{author: Nobody, year: 2026, where: "Nowhere 1:1"}]
    codes: []
    items:
      - id: first-rung
        label: First rung
        options: [{value: 0, text: with ease}, {value: 1, text: with help}, {value: 2, text: not at all}]
      - id: last-rung
        label: Last rung
        options: [{value: 0, text: with ease}, {value: 3, text: not at all}]
    scoring: {rule: sum}
    variants:
      - {key: shoes, label: Shoes, values: [barefoot, in-boots], default: barefoot}
    thresholds: []
    examples:
      - {name: with ease, answers: {first-rung: 0, last-rung: 0}, total: 0, origin: derived}
      - {name: not at all, answers: {first-rung: 2, last-rung: 3}, total: 5, origin: derived}
      - {name: one, answers: {first-rung: 2, last-rung: 0}, total: 2, origin: derived}
      - {name: half, answers: {first-rung: 1, last-rung: unable}, total: none, origin: derived}

    """

  /// A format and what it says; a new one is one line.
  private static let formats: [(name: String, text: @Sendable (TestClinic) throws -> String)] = [
    ("package", { try package($0, "items_ladder_climb.csv") }),
    ("description of the package", { try package($0, "datapackage.json") }),
    ("REDCap dictionary", { try redcap($0, "dictionary.csv") }),
    ("mapping of REDCap", { try redcap($0, "mapping.yaml") }),
    ("items-wide", { try $0.export(.itemsWide, measure: "ladder-climb") }),
    ("codebook", { try $0.export(.codebook, measure: "ladder-climb") }),
    ("scores", { try $0.export(.scores) }),
  ]

  private static func package(_ clinic: TestClinic, _ file: String) throws -> String {
    let folder = clinic.folder.appendingPathComponent("package").path
    if !FileManager.default.fileExists(atPath: folder) {
      _ = try clinic.desk.exportPackage(to: folder, pseudonymous: false, program: "Recheck test")
    }
    return try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
  }

  private static func redcap(_ clinic: TestClinic, _ file: String) throws -> String {
    if !FileManager.default.fileExists(atPath: REDCapClinic.folder(clinic)) {
      try REDCapClinic.export(clinic)
    }
    return try REDCapClinic.text(clinic, file)
  }

  @Test func `is in every format without a line of code`() throws {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("definitions-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    let measures = place.appendingPathComponent("measures/ours")
    try FileManager.default.createDirectory(at: measures, withIntermediateDirectories: true)
    try Data(Self.definition.utf8).write(to: measures.appendingPathComponent("ladder-climb.yaml"))
    let clinic = try TestClinic(
      [
        "patients.csv": SmallClinic.patients,
        "scores.csv": SmallClinic.scoreColumns + """
          P001,2025-04-07,ladder-climb,first-rung,2,shoes=in-boots,,
          P001,2025-04-07,ladder-climb,last-rung,unable,shoes=in-boots,,

          """,
      ], definitions: try Definitions.load(place.path))
    for (name, text) in Self.formats {
      // Names are written with hyphens or underscores.
      let text = try text(clinic).replacing("-", with: "_")
      for part in ["first_rung", "last_rung"] { #expect(text.contains(part), "\(name): \(part)") }
    }
    // Its answers come back from the one that is also read.
    let copy = try REDCapClinic.readBack(clinic)
    expectNoDifference(try copy.lines(.scores), try clinic.lines(.scores))
  }
}
