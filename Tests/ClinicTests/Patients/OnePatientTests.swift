import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import Testing

@Suite struct `A command on one patient` {
  /// Reads only the definitions that the patient's record names, which must change nothing.
  @Test func `says what it says with all definitions`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "one-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("demo.sqlite").path
    _ = try Desk.demonstrate(at: path, asOf: TestClinic.day)
    func desk(_ needs: Desk.Needs) throws -> Desk {
      try Desk.open(
        clinic: path, definitions: nil, needs: needs, for: .reading, today: TestClinic.day,
        asOf: TestClinic.day,
        author: "Dr Test")
    }
    let all = try desk(.all)
    // One of each disease, and the merged duplicate.
    let ids =
      (39...55).map { Patient.ID("D00\($0)") }
      + ["D0001b", "D0002", "D0018", "D0023"].map { .init($0) }
    for id in ids {
      let one = try desk(.patient(called: id.text))
      #expect(one.library.measures.count < all.library.measures.count)
      expectNoDifference(try one.flagPage(id, templates: nil), try all.flagPage(id, templates: nil))
      expectNoDifference(
        try one.patientReport(id, templates: nil), try all.patientReport(id, templates: nil))
      expectNoDifference(
        try one.judgementTable(patient: id, forReading: false).text(),
        try all.judgementTable(patient: id, forReading: false).text())
      expectNoDifference(try one.patientCard(id), try all.patientCard(id))
    }
  }
}
