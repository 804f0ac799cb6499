import Clinic
import CustomDump
import Demonstration
import Exchange
import Outcomes
import Testing

@Suite struct `Broken files` {
  /// Cells that stand where they should not.
  private static let cells = [
    "", " ", "0", "-1", "999999999", "99999.9999", "9223372036854775807", "1e3", "NaN",
    "2025-02-29", "0000-01-01",
    "9999-12-31", "total", "value", "not-done", "=1+1", "\"", "\"\"", "\"a,b\"", "\"a\nb\"",
    "\u{0}", "\u{7F}", "Ä\u{308}",
    "hand=right;hand=left", ";;;", "=", "P1", "tis-2016", "unable",
    String(repeating: "9", count: 300),
  ]

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `are taken whole or refused whole, and never end the program`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let library = try TestClinic.definitions.get().library
    var files = RandomClinic(patients: 2, seed: seed, library: library)
    func damage(_ rows: inout [String]) {
      for _ in 0..<Int.random(in: 0...2, using: &random) where !rows.isEmpty {
        let row = Int.random(in: rows.indices, using: &random)
        var cells = rows[row].split(separator: ",", omittingEmptySubsequences: false).map(
          String.init)
        let cell = Int.random(in: cells.indices, using: &random)
        switch Int.random(in: 0...5, using: &random) {
        case 0: cells.remove(at: cell)
        case 1: cells.insert("", at: cell)
        case 2: rows.append(rows[row])
        default: cells[cell] = Self.cells[Int.random(in: Self.cells.indices, using: &random)]
        }
        rows[row] = cells.joined(separator: ",")
      }
    }
    damage(&files.patients)
    damage(&files.diagnoses)
    damage(&files.treatments)
    damage(&files.scores)
    let clinic = try TestClinic()
    let empty = try clinic.everything()
    let found = try clinic.refusal(files.files)
    if found.isEmpty {
      expectNoDifference(try clinic.copy().everything(), try clinic.everything())
    } else {
      for fault in found { #expect(fault.contains(".csv"), "\(fault)") }
      expectNoDifference(try clinic.everything(), empty)
    }
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
    for id in try clinic.desk.patientTable().table.rows.map({ $0[0].text }) {
      #expect(try !clinic.desk.flagPage(.init(id), templates: nil).isEmpty)
      #expect(try !clinic.desk.patientReport(.init(id), templates: nil).isEmpty)
    }
    #expect(try !clinic.desk.clinicReport(templates: nil).isEmpty)
    #expect(try !clinic.export(.responses, pseudonymous: true).isEmpty)
  }

  @Test func `extremes that are allowed are shown`() throws {
    let clinic = try TestClinic([
      "p.csv": "patient_id,family_name,given_name,birth_date,sex\nP,A,B,,\nQ,A,C,1906-01-15,\n",
      "d.csv": "patient_id,disease,diagnosed_on,onset_on\nP,cidp,1900-01-02,1900-01-01\n",
      "t.csv":
        "patient_id,therapy,start,stop,dose,unit,interval_days\nP,ivig,1900-02-01,2026-01-15,99999.9999,g/kg,999999999\n",
      "s.csv": SmallClinic.scoreColumns
        + "P,1900-01-03,ck,result,200000,,,\nP,1900-01-03,ck,upper-limit,0.5,,,\n",
    ])
    #expect(try clinic.desk.patientCard(.init("P")).contains("99999.9999"))
    #expect(try clinic.desk.flagPage(.init("P"), templates: nil).contains("1900-02-01"))
    #expect(try clinic.lines(.responses).count == 2)
    expectNoDifference(try clinic.copy().everything(), try clinic.everything())
  }
}
