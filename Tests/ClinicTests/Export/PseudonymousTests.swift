import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import Testing

@Suite struct `A pseudonymous export` {
  private static let layouts: [(ExportLayout, measure: String?)] = [
    (.patients, nil), (.diagnoses, nil), (.treatments, nil), (.scores, nil), (.reviews, nil),
    (.considerations, nil), (.visits, nil), (.scoresWide, nil),
    (.itemsWide, "mrc-set"), (.responses, nil), (.codebook, nil),
  ]

  /// Everything that tells who somebody is stands here once, in words that nothing else has.
  private func clinic() throws -> TestClinic {
    try TestClinic([
      "p.csv": """
      patient_id,family_name,given_name,birth_date,sex
      IDENT-1,Quixotl,Zebulonia,1931-02-03,female
      IDENT-2,Wyndhamm,Yolanthe,1991-07-08,male

      """,
      "d.csv": """
      patient_id,disease,diagnosed_on,onset_on,ended_on,note
      IDENT-1,cidp,2024-11-12,2024-10-13,2025-12-24,secretnoteone
      IDENT-2,mg,2024-12-05,2024-04-16,,secretnotetwo

      """,
      "t.csv": """
      patient_id,therapy,start,stop,intent,dose,unit,interval_days,note
      IDENT-1,ivig,2024-12-19,2025-09-21,,2,g/kg,21,secretnotethree
      IDENT-2,prednisone,2025-01-22,,,60,pillsfromyolanthe,1,secretnotefour

      """,
      "s.csv": """
      patient_id,date,measure,item,value,variant,rater,note
      IDENT-1,2024-12-18,incat,arms,2,,raterzoltan,secretnotefive
      IDENT-1,2024-12-18,incat,legs,3,,raterzoltan,secretnotefive
      IDENT-1,2025-03-17,incat,arms,2,,raterzoltan,secretnotefive
      IDENT-1,2025-03-17,incat,legs,3,,raterzoltan,secretnotefive
      IDENT-1,2025-03-17,mrc-set,,44,set=musclesofzoltan,,
      IDENT-2,2025-02-27,mrc-set,,40,set=otherset,,
      IDENT-2,2025-02-27,pain-nrs,,3,,raterzoltan,secretnotesix

      """,
      "r.csv": """
      patient_id,flag,therapy,start,day,decision,revised_to,deferred_until,physician,note,disease
      IDENT-1,missing-response,ivig,2024-12-19,2025-03-18,deferred,,2025-04-20,raterzoltan,secretnoteseven,
      IDENT-1,diagnosis-unanswered,,,2025-03-19,diagnosis-revised,mg,,raterzoltan,secretnoteeight,cidp

      """,
      "c.csv": """
      patient_id,disease,row,state,day,author,note
      IDENT-1,cidp,steroid-weakness,excluded,2025-03-18,raterzoltan,secretnotenine
      IDENT-1,cidp,askhercousinyolanthe,requested,2025-03-18,raterzoltan,

      """,
      "v.csv": """
      patient_id,date,illness,missed_doses,days_since_dose,note
      IDENT-1,2025-03-17,yes,no,20,secretnoteten
      IDENT-2,2025-02-26,,,,secretnoteeleven

      """,
    ])
  }

  @Test func `holds no identifier, name, birth date, date or free text`() throws {
    let clinic = try clinic()
    var secrets = [
      "IDENT", "Quixotl", "Zebulonia", "Wyndhamm", "Yolanthe", "secretnote", "raterzoltan",
      "musclesofzoltan",
      "otherset", "pillsfromyolanthe", "askhercousin",
    ]
    for text in [
      "1931-02-03", "1991-07-08", "2024-11-12", "2024-10-13", "2025-12-24", "2024-12-05",
      "2024-04-16",
      "2024-12-19", "2025-09-21", "2025-01-22", "2024-12-18", "2025-03-17", "2025-02-27",
      "2025-03-18", "2025-03-19", "2025-04-20", "2025-02-26",
    ] {
      let parts = text.split(separator: "-").map(String.init)
      secrets += [
        text, "\(day(text).number)", parts.reversed().joined(separator: "."),
        parts[0] + parts[1] + parts[2],
      ]
    }
    let open = try Self.layouts.map { try clinic.export($0.0, measure: $0.measure) }.joined()
    for secret in secrets.prefix(11) {
      #expect(open.contains(secret), "\(secret) is there to be found")
    }
    for (layout, measure) in Self.layouts {
      let text = try clinic.export(layout, measure: measure, pseudonymous: true)
      for secret in secrets {
        #expect(!text.localizedCaseInsensitiveContains(secret), "\(secret) in \(layout.rawValue)")
      }
      #expect(!text.contains(/\d{4}-\d{2}-\d{2}/), "a date in \(layout.rawValue)")
    }
  }

  @Test func `has ages up to 90 and days from the first record`() throws {
    let clinic = try clinic()
    func rows(_ layout: ExportLayout, measure: String? = nil) throws -> [String] {
      let lines = try clinic.lines(layout, measure: measure, pseudonymous: true)
        .map { $0.replacing(/^[0-9A-Z]{10},/, with: "CODE,") }
      // Rows stand by study code, which is random: the first patient's first here.
      let isFirst = { (line: String) in line.hasPrefix("CODE,90") }
      return [lines[0]] + lines.dropFirst().filter(isFirst)
        + lines.dropFirst().filter { !isFirst($0) }
    }
    expectNoDifference(
      try rows(.diagnoses),
      [
        "study_code,age,disease,diagnosed_day,onset_day,ended_day", "CODE,90,cidp,0,-30,407",
        "CODE,33,mg,0,-233,",
      ])
    expectNoDifference(
      try rows(.treatments),
      [
        "study_code,age,therapy,start_day,stop_day,intent,dose,unit,interval_days,stop_reason",
        "CODE,90,ivig,37,313,induction,2,g/kg,21,", "CODE,33,prednisone,48,,induction,60,,1,",
      ])
    expectNoDifference(
      try rows(.scoresWide),
      [
        "study_code,age,day,incat,mrc-set set=1,mrc-set set=2,pain-nrs", "CODE,90,36,5,,,",
        "CODE,90,125,5,44,,", "CODE,33,84,,,40,3",
      ])
    expectNoDifference(
      try rows(.itemsWide, measure: "mrc-set"),
      [
        "study_code,age,day,measure,version,variant,total,total_only,value",
        "CODE,90,125,mrc-set,1,set=1,44,,44",
        "CODE,33,84,mrc-set,1,set=2,40,,40",
      ])
    expectNoDifference(
      try rows(.reviews),
      [
        "study_code,age,flag,therapy,start_day,day,decision,revised_to,deferred_until_day,disease",
        "CODE,90,missing-response,ivig,37,126,deferred,,159,",
        "CODE,90,diagnosis-unanswered,,,127,diagnosis-revised,mg,,cidp",
      ])
    // A row in the clinic's own words is one of those that are not told.
    expectNoDifference(
      try rows(.considerations),
      [
        "study_code,age,disease,row,state,day", "CODE,90,cidp,steroid-weakness,excluded,126",
        "CODE,90,cidp,other,requested,126",
      ])
    expectNoDifference(
      try rows(.visits),
      [
        "study_code,age,day,illness,missed_doses,days_since_dose", "CODE,90,125,yes,no,20",
        "CODE,33,83,,,",
      ])
    expectNoDifference(
      try rows(.patients), ["study_code,age,sex", "CODE,90,female", "CODE,33,male"])
    expectNoDifference(
      try rows(.scores).prefix(2),
      ["study_code,age,day,measure,item,value,variant", "CODE,90,36,incat,arms,2,"])
  }

  @Test func `has codes that stay, are everyone's own and come from nowhere`() throws {
    func codes(_ clinic: TestClinic) throws -> [String] {
      try clinic.lines(.patients, pseudonymous: true).dropFirst().map { String($0.prefix(10)) }
    }
    let clinic = try clinic()
    let first = try codes(clinic)
    #expect(Set(first).count == 2 && first.allSatisfy { $0.count == 10 })
    #expect(try codes(clinic) == first)
    #expect(
      try clinic.lines(.scores, pseudonymous: true).dropFirst().allSatisfy {
        first.contains(String($0.prefix(10)))
      })
    // One more patient gets a code of its own; the others keep theirs.
    try clinic.desk.register(
      Patient(id: .init("IDENT-0"), familyName: "New", givenName: "One", birthDate: nil, sex: nil))
    let more = try codes(clinic)
    #expect(Set(more).count == 3 && Set(first).isSubset(of: more))
    // The same clinic elsewhere has other codes, so they are not derived from what they stand for.
    #expect(Set(try codes(clinic.copy())).isDisjoint(with: more))
  }

  @Test func `needs no code where there is nobody`() throws {
    #expect(try TestClinic().lines(.patients, pseudonymous: true) == ["study_code,age,sex"])
  }
}
