import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import Testing

@Suite struct `A clinic that goes out and in again` {
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `is the same byte for byte, with every measure of the library`(seed: UInt64) throws {
    let library = try TestClinic.definitions.get().library
    let clinic = try RandomClinic(patients: 6, seed: seed, library: library).clinic()
    let out = try clinic.everything()
    let copy = try clinic.copy()
    expectNoDifference(try copy.everything(), out)
    expectNoDifference(try copy.judgements(), try clinic.judgements())
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
    for measure in library.measures where measure.scoring.rule != .composite {
      #expect(out[3].contains(",\(measure.id),"), "\(measure.id) is in the scores")
      expectNoDifference(
        try copy.export(.itemsWide, measure: measure.id.text),
        try clinic.export(.itemsWide, measure: measure.id.text))
    }
    for layout in [ExportLayout.scoresWide, .responses, .codebook] {
      expectNoDifference(try copy.export(layout), try clinic.export(layout))
    }
  }

  @Test func `carries raw values, aids, totals beside items and small doses`() throws {
    let clinic = try SmallClinic.withoutScores()
    // The items that are not of interest here were not done.
    func rest(_ measure: String, without given: String...) throws -> String {
      try #require(clinic.desk.library.measure(.init(measure))).items
        .filter { !given.contains($0.id) && !given.contains($0.raw?.id ?? "") }
        .map { "P001,2025-03-01,\(measure),\($0.id),not-done,,,\n" }.joined()
    }
    try clinic.importing([
      "t.csv": "patient_id,therapy,start,dose,unit\nP001,plex,2025-02-01,0.0125,l\n",
      "s.csv": SmallClinic.scoreColumns + """
        P001,2025-03-01,qmg,grip-right-kg,20,,,
        P001,2025-03-01,qmg,fvc-percent,71.5,,,

        """ + rest("qmg", without: "grip-right-kg", "fvc-percent") + """
          P001,2025-03-01,haq-di,dressing,1,,,
          P001,2025-03-01,haq-di,dressing-aid,yes,,,

          """ + rest("haq-di", without: "dressing") + """
          P001,2025-03-01,ck,result,0.25,unit=ukat/L,,
          P001,2025-03-01,ck,upper-limit,0.5,unit=ukat/L,,

          """,
    ])
    #expect(try clinic.lines(.treatments).contains("P001,plex,2025-02-01,,induction,0.0125,l,,,"))
    expectNoDifference(try clinic.copy().everything(), try clinic.everything())
  }

  @Test func `is of the day of the export, whatever the day that is judged`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk.with(asOf: day("2025-02-01"))
    var bytes: [UInt8] = []
    try desk.export(.scores) { bytes.append(contentsOf: $0) }
    #expect(String(decoding: bytes, as: UTF8.self) == (try clinic.export(.scores)))
  }
}
