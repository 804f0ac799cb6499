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
    let random = RandomClinic(patients: 6, seed: seed, library: library)
    let clinic = try random.clinic()
    let ids = random.patients.map { String($0.prefix { $0 != "," }) }
    for (_, file) in RandomClinic.followUps(ids, seed: seed) {
      try clinic.importing(["f.csv": file])
    }
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

  @Test func `carries days known in part, and what is in no list`() throws {
    let files: KeyValuePairs<String, String> = [
      "p.csv": """
      patient_id,family_name,given_name,birth_date,sex,physician
      P1,Silva,Vera,1961,female,
      P2,Moreau,,1975-11,,

      """,
      "d.csv": """
      patient_id,disease,diagnosed_on,onset_on,ended_on,note,other_name
      P1,cidp,,2019,2025-01-31,,
      P1,other,2025,,,,Vasculitis
      P1,hattr,2025-02,2019-06,,,
      P2,mg,2024-02,2023,,,

      """,
      "t.csv": """
      patient_id,therapy,start,stop,intent,dose,unit,interval_days,note,stop_reason,other_name
      P1,ivig,2023-11,2024,induction,,,,,no-effect,
      P1,rituximab,2025,2025-06-30,induction,,,,,,
      P2,other-immunotherapy,2024-03,,induction,,,,,,Leflunomide

      """,
    ]
    let clinic = try TestClinic(files)
    let out = try clinic.everything()
    for (place, file) in files.enumerated() {
      expectNoDifference(
        out[place].replacingOccurrences(of: "\r\n", with: "\n").split(separator: "\n").sorted(),
        file.value.split(separator: "\n").sorted())
    }
    expectNoDifference(try clinic.copy().everything(), out)
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
    // Again the same rows: nothing differs.
    let again = try clinic.importing(files)
    #expect(again.stored.values.allSatisfy { $0 == 0 })
    // A day that is known in part is no number of days.
    expectNoDifference(
      try clinic.lines(.diagnoses, pseudonymous: true).dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst(2).joined(
          separator: ",")
      }.sorted(), ["cidp,,,428", "hattr,,,", "mg,,,", "other,,,"])
    let card = try clinic.desk.patientCard(.init("P1"))
    for text in ["born 1961,", "other: Vasculitis", "2023-11", "2019-06"] {
      #expect(card.contains(text), "\(text)")
    }
    let report = try clinic.desk.patientReport(.init("P1"), templates: nil)
    for text in [
      "born 1961 (about 65 years)", "CIDP, day not recorded, first symptoms 2019, ended 2025-01-31",
      "Vasculitis since 2025", "from 2023-11, to 2024 (no effect)",
    ] {
      #expect(report.contains(text), "\(text)")
    }
  }

  @Test func `reads months and years as the file writes its days`() throws {
    let clinic = try TestClinic()
    try clinic.importing(
      [
        "p.csv": """
        patient_id,family_name,given_name,birth_date,sex
        P1,Silva,Vera,4.1961,
        P2,Moreau,Max,1975,

        """
      ], dates: .dayMonthYear)
    expectNoDifference(
      try clinic.lines(.patients).dropFirst(), ["P1,Silva,Vera,1961-04,,", "P2,Moreau,Max,1975,,"])
    for (text, order) in [
      ("1961-04", DateOrder.dayMonthYear), ("13.1961", .dayMonthYear),
      ("4.1961", .monthDayYear), ("4.61", .dayMonthYear), ("4/1961", .iso),
    ] {
      #expect(order.partialDay(text) == nil, "\(text) as \(order)")
    }
    #expect(DateOrder.monthDayYear.partialDay("4/1961")?.text == "1961-04")
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
    #expect(try clinic.lines(.treatments).contains("P001,plex,2025-02-01,,induction,0.0125,l,,,,"))
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
