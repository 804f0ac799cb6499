import Clinic
import Foundation
import Outcomes
import Registry
import Testing

/// Who saves a visit does not wait for somebody who takes data out.
@Suite struct `While an export runs` {
  enum Kind: String, CaseIterable { case table, fhir, records, package, sdtm, redcap }

  @Test(arguments: Kind.allCases)
  func `another program may write at once`(_ kind: Kind) throws {
    let patients = "patient_id,family_name,given_name,birth_date,sex\nP1,,,,\nP2,,,,\n"
    let clinic = try TestClinic(["p.csv": patients])
    let path = clinic.desk.file.path
    try clinic.desk.file.close()
    let desk = try Desk.open(
      clinic: path, definitions: nil, for: .exporting, today: TestClinic.day,
      asOf: TestClinic.day, author: "Dr Test")
    var saved: [String] = []
    func save() throws {
      let file = try ClinicFile.open(path: path, for: .writing, waiting: 0)
      let id = Patient.ID("N\(saved.count)")
      try file.write(.addPatient, by: desk.by(), about: id) {
        try $0.add(Patient(id: id, familyName: "", givenName: "", birthDate: nil, sex: nil))
      }
      try file.close()
      saved.append(id.text)
    }
    func sink(_ bytes: UnsafeRawBufferPointer) throws { if saved.isEmpty { try save() } }
    let folder = clinic.folder.appendingPathComponent("out").path
    try save()
    switch kind {
    case .table: try desk.export(.patients, pseudonymous: true, to: sink)
    case .fhir: _ = try desk.exportFHIR(pseudonymous: true, to: sink)
    case .records: _ = try desk.exportRecords(pseudonymous: true, site: nil, to: sink)
    case .package:
      _ = try desk.exportPackage(to: folder, pseudonymous: true, program: "Test")
    case .sdtm: _ = try desk.exportSDTM(to: folder, pseudonymous: true)
    case .redcap: _ = try desk.exportREDCap(to: folder, pseudonymous: true, program: "Test")
    }
    try save()
    let stored = try desk.file.read { try $0.patients().map(\.id.text).sorted() }
    #expect(stored == (saved + ["P1", "P2"]).sorted())
  }
}
