import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import Testing

@Suite struct `An export for spreadsheets` {
  private func clinic() throws -> TestClinic {
    try TestClinic([
      "p.csv":
        "patient_id,family_name,given_name,birth_date,sex\n-7,=HYPERLINK(1),@Ada,1970-01-02,female\n8,+49,-Tab,,\n",
      "d.csv": "patient_id,disease,diagnosed_on\n-7,cidp,2024-11-01\n",
      "t.csv": "patient_id,therapy,start,dose,unit,note\n-7,ivig,2025-01-01,0.5,g,-3 kg since\n",
      "s.csv": SmallClinic.scoreColumns + """
        -7,2024-12-20,incat,arms,1,,=RN(),
        -7,2024-12-20,incat,legs,1,,=RN(),
        -7,2025-03-01,incat,arms,3,,=RN(),
        -7,2025-03-01,incat,legs,3,,=RN(),

        """,
    ])
  }

  @Test func `begins with a byte order mark and runs no text as a formula`() throws {
    let clinic = try clinic()
    expectNoDifference(
      try clinic.export(.patients, spreadsheet: true),
      "\u{FEFF}patient_id,family_name,given_name,birth_date,sex,physician\r\n"
        + "'-7,'=HYPERLINK(1),'@Ada,1970-01-02,female,\r\n8,'+49,'-Tab,,,\r\n")
    expectNoDifference(
      try clinic.export(.treatments, spreadsheet: true),
      "\u{FEFF}patient_id,therapy,start,stop,intent,dose,unit,interval_days,note,stop_reason,other_name\r\n"
        + "'-7,ivig,2025-01-01,,induction,0.5,g,,'-3 kg since,,\r\n")
    expectNoDifference(
      try clinic.export(.scores, spreadsheet: true).components(separatedBy: "\r\n")[1],
      "'-7,2024-12-20,incat,arms,1,,'=RN(),")
  }

  @Test func `runs no word of a decision, a re-evaluation or a note as a formula`() throws {
    let clinic = try clinic()
    try clinic.importing([
      "r.csv": """
      patient_id,flag,therapy,start,day,decision,revised_to,deferred_until,physician,note,disease
      -7,coverage-gap,,,2025-03-02,reopened,,,=Dr(),+1 visit,

      """,
      "c.csv":
        "patient_id,disease,row,state,day,author,note\n-7,cidp,-3 kg,open,2025-03-02,@RN,=A1\n",
      "v.csv":
        "patient_id,date,illness,missed_doses,days_since_dose,note\n-7,2025-03-01,,,0,=A1\n",
    ])
    func line(_ layout: ExportLayout) throws -> String {
      try clinic.export(layout, spreadsheet: true).components(separatedBy: "\r\n")[1]
    }
    expectNoDifference(
      try line(.reviews), "'-7,coverage-gap,,,2025-03-02,reopened,,,'=Dr(),'+1 visit,")
    expectNoDifference(
      try line(.considerations), "'-7,cidp,'-3 kg,open,2025-03-02,'@RN,'=A1")
    expectNoDifference(try line(.visits), "'-7,2025-03-01,,,0,'=A1")
  }

  @Test func `never alters a number`() throws {
    let clinic = try clinic()
    let plain = try CSVText(clinic.export(.responses))
    let sheet = try CSVText(clinic.export(.responses, spreadsheet: true))
    let index = try #require(plain.header.firstIndex(of: "index"))
    #expect(plain.records[0][index] == "-2.00")
    expectNoDifference(sheet.header, plain.header)
    expectNoDifference(Array(sheet.records[0].dropFirst()), Array(plain.records[0].dropFirst()))
  }

  @Test func `is not needed for the round trip, which leaves texts as they are`() throws {
    let clinic = try clinic()
    #expect(try clinic.export(.patients).contains("-7,=HYPERLINK(1),@Ada,"))
    expectNoDifference(try clinic.copy().everything(), try clinic.everything())
  }
}
