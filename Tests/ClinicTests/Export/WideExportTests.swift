import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import Testing

@Suite struct `Exports for research` {
  private func clinic() throws -> TestClinic {
    let clinic = try SmallClinic.make()
    try clinic.importing([
      "more.csv": SmallClinic.scoreColumns + """
        P001,2025-04-07,mgfa-class,,IIa,,,
        P001,2025-04-07,i-rods,centile,55,,,
        P001,2025-04-07,mrc-set,,44,set=Dr Falk's muscles,,
        P001,2025-04-07,haq-di,dressing,2,,,
        P001,2025-04-07,haq-di,arising,2,,,
        P001,2025-04-07,haq-di,eating,2,,,
        P001,2025-04-07,haq-di,walking,2,,,
        P001,2025-04-07,haq-di,hygiene,2,,,
        P001,2025-04-07,haq-di,reach,2,,,
        P001,2025-04-07,haq-di,grip,2,,,
        P001,2025-04-07,haq-di,activities,not-done,,,
        P001,2025-04-07,pain-nrs,,refused,,,

        """
    ])
    return clinic
  }

  @Test func `scores-wide: a row per patient and day, a column per measure and variant`() throws {
    expectNoDifference(
      try clinic().lines(.scoresWide),
      [
        "patient_id,date,grip-vigorimeter hand=left,grip-vigorimeter hand=right,haq-di,i-rods,"
          + "i-rods centile,incat,mg-adl,mgfa-class,mrc-set set=Dr Falk's muscles,pain-nrs",
        "P001,2025-01-15,40,42,,,,5,,,,",
        "P001,2025-03-10,,,,,,5,,,,",
        // A centile is no total; seven of eight items give a HAQ-DI; a refused answer is no zero.
        "P001,2025-04-07,,,2,,55,5,,IIa,44,",
        "P002,2025-02-08,,,,,,,,,,",
      ])
  }

  @Test func `items-wide: a column per item, the total, missing answers as such`() throws {
    let clinic = try clinic()
    expectNoDifference(
      try clinic.lines(.itemsWide, measure: "mg-adl"),
      [
        "patient_id,date,measure,version,variant,total,total_only,talking,chewing,swallowing,breathing,brush-comb,"
          + "chair,diplopia,ptosis",
        "P002,2025-02-08,mg-adl,1999,,,,2,1,not-done,not-done,not-done,not-done,not-done,not-done",
      ])
    expectNoDifference(
      try clinic.lines(.itemsWide, measure: "incat").dropFirst().first,
      "P001,2025-01-15,incat,1,,5,,2,3")
    #expect(
      try clinic.refusal { _ in _ = try clinic.export(.itemsWide) }
        == "items-wide has a column for each item of one measure: add --measure ID.")
    #expect(
      try clinic.refusal { _ in _ = try clinic.export(.itemsWide, measure: "incta") }
        == "No measure has the id or name 'incta'. Did you mean 'incat'? 'recheck measures list' shows all of them."
    )
  }

  @Test func `responses: a row per course, also where nothing can be judged`() throws {
    expectNoDifference(
      try clinic().lines(.responses),
      [
        "patient_id,disease,therapy,start,stop,intent,verdict,strength,index,weeks_on_treatment,"
          + "weeks_to_response,measure,baseline_date,baseline,best_date,best,latest_date,latest,stop_reason,cycles",
        "007,dm,ivig,2025-03-10,,induction,no-baseline,,,44.4,,mmt8-150,,,,,,,,1",
        "P001,cidp,ivig,2025-01-20,,induction,no-response,,0.00,51.4,,incat,2025-01-15,5,2025-03-10,5,2025-04-07,5,,1",
        "P002,mg,prednisone,2025-02-10,,induction,no-baseline,,,48.4,,mg-adl,,,,,,,,1",
      ])
  }

  @Test(arguments: [false, true])
  func `the codebook has every column of every layout`(pseudonymous: Bool) throws {
    let library = try TestClinic.definitions.get().library
    let clinic = try RandomClinic(patients: 3, seed: 3, library: library).clinic()
    let rows = try CSVText(clinic.export(.codebook, pseudonymous: pseudonymous))
    #expect(rows.header == ["layout", "column", "type", "unit", "allowed", "meaning", "source"])
    func documented(_ layout: String) -> [String] {
      rows.records.filter { $0[0] == layout }.map { $0[1] }
    }
    for layout in ExportLayout.allCases where ![.codebook, .itemsWide].contains(layout) {
      let written = try CSVText(clinic.export(layout, pseudonymous: pseudonymous)).header
      expectNoDifference(documented(layout.rawValue), written)
    }
    for measure in library.measures where measure.scoring.rule != .composite {
      let written = try CSVText(
        clinic.export(.itemsWide, measure: measure.id.text, pseudonymous: pseudonymous)
      ).header
      expectNoDifference(documented("items-wide \(measure.id)"), written)
    }
    for record in rows.records {
      #expect(["text", "number", "date"].contains(record[2]))
      #expect(!record[5].isEmpty, "\(record[0]) \(record[1]) has a meaning")
    }
  }

  @Test func `the codebook's types hold for what is written`() throws {
    let library = try TestClinic.definitions.get().library
    let clinic = try RandomClinic(patients: 6, seed: 8, library: library).clinic()
    let book = try CSVText(clinic.export(.codebook)).records
    for layout in [ExportLayout.scoresWide, .responses, .treatments] {
      let table = try CSVText(clinic.export(layout))
      for (position, column) in table.header.enumerated() {
        let type = try #require(book.first { $0[0] == layout.rawValue && $0[1] == column })[2]
        for value in table.records.map({ $0[position] }) where !value.isEmpty {
          if type == "number" { #expect(Rational(decimal: value) != nil, "\(column): \(value)") }
          if type == "date" { #expect(Day(iso: value) != nil, "\(column): \(value)") }
        }
      }
    }
  }
}

/// A CSV file as rows of texts.
struct CSVText {
  var header: [String]
  var records: [[String]] = []

  init(_ text: String) throws {
    let reader = try CSVReader(bytes: Array(text.utf8))
    header = reader.header
    while let step = try reader.next() {
      switch step {
      case .record(let record): records.append((0..<record.count).map(record.string(at:)))
      case .fault(let fault): throw fault
      }
    }
  }
}
