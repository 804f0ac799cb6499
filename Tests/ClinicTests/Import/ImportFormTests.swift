import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import Testing

@Suite struct `The forms in which files are read` {
  /// The same records, however they are written.
  struct Form: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var dates = DateOrder.iso
    var testDescription: String { name }
  }

  static let expected = [
    "patient_id,date,measure,item,value,variant,rater,note",
    "P001,2025-03-04,grip-vigorimeter,,42,hand=right,,",
    "P001,2025-03-04,incat,arms,2,,,\"one, two\"",
    "P001,2025-03-04,incat,legs,3,,,\"one, two\"",
    "P001,2025-03-04,physician-global,,4.5,,,",
  ]

  static let forms: [Form] = [
    .init(
      name: "as exported",
      text: expected.joined(separator: "\r\n") + "\r\n"),
    .init(
      name: "byte order mark, line feeds, no last line end",
      text: "\u{FEFF}" + expected.joined(separator: "\n")),
    .init(
      name: "CRLF and LF mixed",
      text: expected.enumerated().map { $1 + ($0 % 2 == 0 ? "\n" : "\r\n") }.joined()),
    .init(
      name: "semicolons, decimal commas, days first",
      text: """
        patient_id;date;measure;item;value;variant;rater;note
        P001;4.3.2025;physician-global;;4,5;;;
        P001;04.03.2025;incat;arms;2;;;one, two
        P001;4.3.2025;incat;legs;3;;;one, two
        P001;4.03.2025;grip-vigorimeter;;42,0;hand=right;;
        """, dates: .dayMonthYear),
    .init(
      name: "tabs, months first",
      text: """
        patient_id\tdate\tmeasure\titem\tvalue\tvariant\trater\tnote
        P001\t3/4/2025\tphysician-global\t\t4.5\t\t\t
        P001\t03/04/2025\tincat\tarms\t2\t\t\tone, two
        P001\t3/04/2025\tincat\tlegs\t3\t\t\tone, two
        P001\t3/4/2025\tgrip-vigorimeter\t\t42\thand=right\t\t
        """, dates: .monthDayYear),
    .init(
      name: "columns in another order, one left out, everything quoted",
      text: """
        "note","variant","value","item","measure","date","patient_id"
        "","hand=right","42","","grip-vigorimeter","2025-03-04","P001"
        "one, two","","2","arms","incat","2025-03-04","P001"
        "one, two","","3","legs","incat","2025-03-04","P001"
        "","","4.5","","physician-global","2025-03-04","P001"
        """),
    .init(
      name: "rows of one score apart, with its total",
      text: """
        patient_id,date,measure,item,value,variant,note
        P001,2025-03-04,incat,total,5,,"one, two"
        P001,2025-03-04,physician-global,,4.5,,
        P001,2025-03-04,incat,legs,3,,"one, two"
        P001,2025-03-04,grip-vigorimeter,,42,hand=right,
        P001,2025-03-04,incat,arms,2,,"one, two"
        """),
  ]

  @Test(arguments: forms) func `store the same`(form: Form) throws {
    let clinic = try SmallClinic.withoutScores()
    let outcome = try clinic.importing(["s.csv": form.text], dates: form.dates, dryRun: true)
    #expect(try clinic.lines(.scores).count == 1)
    #expect(try clinic.importing(["s.csv": form.text], dates: form.dates).stored == outcome.stored)
    expectNoDifference(try clinic.lines(.scores), Self.expected)
  }

  @Test func `a date is never guessed`() throws {
    let clinic = try SmallClinic.withoutScores()
    for (order, text) in [
      (DateOrder.iso, "4.3.2025"), (.iso, "03/04/2025"), (.iso, "2025-3-4"),
      (.dayMonthYear, "2025-03-04"),
      (.dayMonthYear, "4.3.25"), (.dayMonthYear, "31.4.2025"), (.monthDayYear, "13/1/2025"),
      (.monthDayYear, "4.3.2025"), (.monthDayYear, "3/4/25"),
    ] {
      let found = try clinic.refusal(
        ["s.csv": SmallClinic.scoreColumns + "P001,\(text),pain-nrs,,3,,,\n"], dates: order)
      #expect(found.count == 1, "\(text) as \(order.rawValue)")
      #expect(found.first?.hasPrefix("s.csv, row 2, column date: found '\(text)': no day") == true)
    }
  }

  @Test func `a decimal comma is one only between semicolons`() throws {
    let clinic = try SmallClinic.withoutScores()
    let row = "P001,2025-03-04,physician-global,,\"4,5\",,,\n"
    #expect(try clinic.refusal(["s.csv": SmallClinic.scoreColumns + row]).count == 1)
    let course = "patient_id;therapy;start;dose;unit\nP001;scig;2025-03-04;0,4;g/kg\n"
    try clinic.importing(["t.csv": course])
    #expect(try clinic.lines(.treatments).contains("P001,scig,2025-03-04,,induction,0.4,g/kg,,,,"))
  }

  @Test func `identifiers, quotes and line breaks stay as they are`() throws {
    let clinic = try TestClinic([
      "p.csv":
        "patient_id,family_name,given_name,birth_date,sex\n007,\"O\"\"Neil, Jr\",\"Léa\u{301}\",,\n-8,=SUM(A1),-x,,\n",
      "d.csv":
        "patient_id,disease,diagnosed_on,note\n007,mg,2025-01-01,\"line 1\nline 2\r\nsaid \"\"no\"\", twice\"\n",
    ])
    expectNoDifference(
      try clinic.export(.patients),
      "patient_id,family_name,given_name,birth_date,sex,physician\r\n-8,=SUM(A1),-x,,,\r\n"
        + "007,\"O\"\"Neil, Jr\",Léa\u{301},,,\r\n")
    expectNoDifference(
      try clinic.export(.diagnoses),
      "patient_id,disease,diagnosed_on,onset_on,ended_on,note,other_name\r\n"
        + "007,mg,2025-01-01,,,\"line 1\nline 2\r\nsaid \"\"no\"\", twice\",\r\n")
    expectNoDifference(try clinic.copy().everything(), try clinic.everything())
  }

  @Test func `values alone, items, and missing codes`() throws {
    let clinic = try SmallClinic.withoutScores()
    try clinic.importing([
      "s.csv": SmallClinic.scoreColumns + """
        P001,2025-03-01,mmt8-80,total,62,,,
        P001,2025-03-02,mmt8-80,,64,,,
        P001,2025-03-03,mmt8-80,,unable,,,
        P001,2025-03-04,incat,arms,refused,,,
        P001,2025-03-04,incat,legs,not-applicable,,,
        P001,2025-03-05,ck,result,2,unit=U/L,,
        P001,2025-03-05,ck,upper-limit,not-done,unit=U/L,,
        P001,2025-03-06,grip-jamar,,unable,hand=left,,

        """
    ])
    expectNoDifference(
      Array(try clinic.lines(.scores).dropFirst()),
      [
        "P001,2025-03-01,mmt8-80,total,62,,,", "P001,2025-03-02,mmt8-80,,64,,,",
        "P001,2025-03-03,mmt8-80,,unable,,,", "P001,2025-03-04,incat,arms,refused,,,",
        "P001,2025-03-04,incat,legs,not-applicable,,,", "P001,2025-03-05,ck,result,2,unit=U/L,,",
        "P001,2025-03-05,ck,upper-limit,not-done,unit=U/L,,",
        "P001,2025-03-06,grip-jamar,,unable,hand=left,,",
      ])
    // Missing is never zero: only the two totals are there.
    expectNoDifference(
      try clinic.lines(.scoresWide),
      [
        "patient_id,date,ck unit=U/L,grip-jamar hand=left,incat,mmt8-80,mmt8-80 total only",
        "P001,2025-03-01,,,,62,yes", "P001,2025-03-02,,,,64,", "P001,2025-03-03,,,,,",
        "P001,2025-03-04,,,,,", "P001,2025-03-05,,,,,", "P001,2025-03-06,,,,,",
      ])
  }

  @Test func `items beside the instrument's own value must agree with it`() throws {
    let clinic = try SmallClinic.withoutScores()
    let measure = try #require(clinic.desk.library.measure(.init("mmt8-80")))
    let items = measure.items.map { "P001,2025-03-01,mmt8-80,\($0.id),5,,,\n" }.joined()
    let sum = measure.items.count * 5
    #expect(
      try clinic.refusal([
        "s.csv": SmallClinic.scoreColumns + items + "P001,2025-03-01,mmt8-80,,\(sum + 1),,,\n"
      ]).first?.contains("add up to \(sum).") == true)
    try clinic.importing([
      "s.csv": SmallClinic.scoreColumns + items + "P001,2025-03-01,mmt8-80,,\(sum),,,\n"
    ])
    #expect(try clinic.lines(.scoresWide).last == "P001,2025-03-01,\(sum)")
  }
}
