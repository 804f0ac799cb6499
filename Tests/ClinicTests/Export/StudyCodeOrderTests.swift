import Clinic
import Exchange
import Foundation
import Outcomes
import Testing

/// Whoever has a list of the clinic's identifiers must not find patients by the order of the rows.
@Suite struct `The rows of a pseudonymous export` {
  private static let layouts: [(ExportLayout, measure: String?)] = [
    (.patients, nil), (.diagnoses, nil), (.treatments, nil), (.scores, nil), (.reviews, nil),
    (.considerations, nil), (.visits, nil), (.scoresWide, nil), (.itemsWide, "incat"),
    (.responses, nil),
  ]

  /// Chance alone takes the correlation of so many to 0.2 once in a million clinics; of 200, once in
  /// two hundred.
  private static let patients = 600

  private static func clinic() throws -> TestClinic {
    var (patients, diagnoses, courses, scores, reviews, considerations, visits) = (
      "patient_id,family_name,given_name,birth_date,sex\n",
      "patient_id,disease,diagnosed_on,onset_on,ended_on,note\n",
      "patient_id,therapy,start,stop,intent,dose,unit,interval_days,note\n",
      "patient_id,date,measure,item,value,variant,rater,note\n",
      "patient_id,flag,therapy,start,day,decision,revised_to,deferred_until,physician,note,disease\n",
      "patient_id,disease,row,state,day,author,note\n",
      "patient_id,date,illness,missed_doses,days_since_dose,note\n"
    )
    for number in 1_000..<1_000 + Self.patients {
      let id = "ID\(number)"
      patients += "\(id),Family\(number),Given,1960-05-03,female\n"
      diagnoses += "\(id),cidp,2025-01-10,,,\n"
      courses += "\(id),ivig,2025-01-20,,induction,2,g/kg,21,\n"
      for day in ["2025-04-07", "2025-01-15"] {
        scores += "\(id),\(day),incat,arms,2,,,\n\(id),\(day),incat,legs,3,,,\n"
        visits += "\(id),\(day),no,no,20,\n"
      }
      reviews +=
        "\(id),missing-response,ivig,2025-01-20,2025-04-08,treatment-changed,,,Dr A,changed,\n"
      considerations += "\(id),cidp,steroid-weakness,excluded,2025-04-08,Dr A,\n"
    }
    return try TestClinic([
      "p.csv": patients, "d.csv": diagnoses, "t.csv": courses, "s.csv": scores, "r.csv": reviews,
      "c.csv": considerations, "v.csv": visits,
    ])
  }

  @Test func `stand in the order of the study codes, and by day within one`() throws {
    let clinic = try Self.clinic()
    // Makes the codes.
    _ = try clinic.export(.patients, pseudonymous: true)
    let codes = try clinic.desk.file.read { try $0.studyCodes() }
    #expect(codes.count == Self.patients)
    let rankOfCode = Dictionary(
      uniqueKeysWithValues: codes.sorted { $0.key < $1.key }.enumerated().map { ($1.value, $0) })
    for (layout, measure) in Self.layouts {
      let lines = try clinic.lines(layout, measure: measure, pseudonymous: true)
      let rows = lines.dropFirst().map { $0.components(separatedBy: ",") }
      let ranks = rows.map(\.[0]).reduce(into: [String]()) { seen, code in
        if seen.last != code { seen.append(code) }
      }.compactMap { rankOfCode[$0] }
      #expect(ranks.count == Self.patients, "\(layout.rawValue): everyone's rows stand together")
      #expect(abs(Self.rankCorrelation(ranks)) < 0.2, "\(layout.rawValue)")
      #expect(rows.map(\.[0]) == rows.map(\.[0]).sorted(), "\(layout.rawValue)")
      let header = lines[0].components(separatedBy: ",")
      guard let day = header.firstIndex(of: "day") else { continue }
      for (earlier, later) in zip(rows, rows.dropFirst()) where earlier[0] == later[0] {
        #expect(try #require(Int(earlier[day])) <= #require(Int(later[day])), "\(layout.rawValue)")
      }
    }
  }

  /// Spearman's, of a permutation of 0 ..< n and its positions.
  private static func rankCorrelation(_ ranks: [Int]) -> Double {
    let n = Double(ranks.count)
    let squares = ranks.enumerated().reduce(0.0) { sum, one in
      let difference = Double(one.offset - one.element)
      return sum + difference * difference
    }
    return 1 - 6 * squares / (n * (n * n - 1))
  }

  /// Two people of one age at their first record, born a year apart, are of one age in every row.
  @Test func `show no birthday by the age`() throws {
    func ages(born: String) throws -> [String] {
      var scores = SmallClinic.scoreColumns
      for month in 1...9 {
        for year in [2024, 2025] {
          let day = "\(year)-0\(month)-15"
          scores += "A,\(day),incat,arms,2,,,\nA,\(day),incat,legs,2,,,\n"
        }
      }
      let clinic = try TestClinic([
        "p.csv": "patient_id,family_name,given_name,birth_date,sex\nA,X,Y,\(born),male\n",
        "s.csv": scores,
      ])
      return try clinic.lines(.scoresWide, pseudonymous: true).dropFirst()
        .map { $0.components(separatedBy: ",")[1] }
    }
    for born in ["1960-01-20", "1960-11-20", "1961-01-05"] {
      #expect(
        try ages(born: born) == Array(repeating: "63", count: 9) + Array(repeating: "64", count: 9),
        "\(born)")
    }
  }

  @Test func `say how small the groups are that can be told apart`() throws {
    let clinic = try TestClinic([
      "p.csv": "patient_id,family_name,given_name,birth_date,sex\n"
        + zip(1...6, ["Abel", "Brandt", "Cohen", "Dvorak", "Eklund", "Fischer"]).map {
          "A\($0),\($1),Given,196\($0 % 5)-01-02,female\n"
        }.joined() + "B,Gustafsson,Given,1990-01-02,male\n",
      "d.csv": "patient_id,disease,diagnosed_on,onset_on,ended_on,note\n"
        + (1...6).map { "A\($0),cidp,2024-06-0\($0),,,\n" }.joined()
        + "B,mg,2024-06-01,,,\nB,cidp,2025-06-01,,,\n",
    ])
    func words(_ layout: ExportLayout, pseudonymous: Bool) throws -> String? {
      try clinic.desk.export(layout, pseudonymous: pseudonymous, to: { _ in })?.words
    }
    #expect(
      try words(.diagnoses, pseudonymous: true)
        == "Smallest group by disease, sex and ten-year age: 1 patient. "
        + "2 of 8 rows are of groups of fewer than 5.")
    #expect(try words(.diagnoses, pseudonymous: false) == nil)
    #expect(try words(.codebook, pseudonymous: true) == nil)
    // Nobody is in the file.
    #expect(try words(.visits, pseudonymous: true) == nil)
  }

  @Test func `have the site before the code`() throws {
    let clinic = try SmallClinic.make()
    var bytes: [UInt8] = []
    try clinic.desk.export(.patients, pseudonymous: true, site: "PRG1") {
      bytes.append(contentsOf: $0)
    }
    let codes = Set(try clinic.desk.file.read { try $0.studyCodes() }.values)
    let written = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
      .dropFirst().dropLast().map { $0.components(separatedBy: ",")[0] }
    #expect(Set(written) == Set(codes.map { "PRG1-\($0)" }))
  }

  /// The day of judging is known, so the weeks until it would give away the first dose.
  @Test func `tell no weeks on a treatment that runs`() throws {
    let clinic = try SmallClinic.make()
    let open = try clinic.lines(.responses).dropFirst().map { $0.components(separatedBy: ",")[9] }
    #expect(open.allSatisfy { !$0.isEmpty })
    let lines = try clinic.lines(.responses, pseudonymous: true)
    let place = try #require(
      lines[0].components(separatedBy: ",").firstIndex(of: "weeks_on_treatment"))
    #expect(lines.dropFirst().allSatisfy { $0.components(separatedBy: ",")[place].isEmpty })
  }
}
