import CustomDump
import Exchange
import Mappings
import Measures
import Outcomes
import Tables
import Testing

/// Exports of one project, raw and with labels, with the faults that such files have.
@Suite struct `Exports of a REDCap project` {
  private static let library = Result {
    try Definitions.read(hash: { String($0.utf8.count) }).library
  }

  /// Two forms with the same headings, choices whose labels are codes of others, a checkbox with a code
  /// below zero, numbers with a comma, a computed total.
  private static let fields = [
    "record_id,base,,text,Record ID,",
    "seen,base,,text,Date,",
    "sex,base,,radio,Sex,\"1, 2 | 2, 1 | 3, Female\"",
    "feat,base,,checkbox,Features,\"1, tremor | -1, none of them\"",
    "ivig_given,base,,yesno,IVIg given,",
    "first,base,,text,First dose,",
    "visit_date,visit,,text,Date,",
    "arms,visit,,dropdown,Arms,\"0, none | 2, some, or more\"",
    "legs,visit,,radio,Legs,\"0, none | 1, stick | 2, none \"",
    "sum,visit,,calc,INCAT,[arms]+[legs]",
    "grip,visit,,text,Grip,",
    "drug_date,drug,,text,Date,",
    "drug,drug,,radio,Drug,\"1, IVIg | 2, Prednisone\"",
  ]

  private static let dictionary = {
    var lines = [REDCapField.columns.map { "\"\($0)\"" }.joined(separator: ",")]
    for field in fields {
      let check = field.hasPrefix("grip") ? ",,number_comma_decimal" : ",,"
      let line = field + check
      lines.append(line + String(repeating: ",", count: 10))
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  private static let mapping = """
    name: project
    file: {kind: redcap, dictionary: d.csv}
    dates: iso
    missing: {NASK: not-done, "-99": unable}
    patient: {id: record_id, sex: {column: sex, words: {1: male, 2: other, 3: female}}}
    diagnoses: [{disease: {column: feat___1, words: {1: cidp, 0: none}}, on: none}]
    visits:
      - date: visit_date
        scores:
          - {measure: incat, items: {arms: arms, legs: legs}, total: {column: sum, check: true}}
          - {measure: grip-vigorimeter, value: grip, variant: {hand: right}}
    courses:
      - {therapy: {column: drug, words: {1: ivig, 2: prednisone}}, start: drug_date}

    """

  private func map(_ table: String, only: String = "") throws -> MappedTables {
    let text = Self.mapping.replacing("dictionary: d.csv", with: "dictionary: d.csv" + only)
    let mapping = try MappingReader.read(text, path: "m.yaml", library: try Self.library.get())
    let mapper = TableMapper(mapping) { _ in
      try REDCapDictionary(
        LoadedSheet(
          TableSource(name: "d.csv", bytes: .memory(Array(Self.dictionary.utf8))),
          TableOptions(kind: .text)))
    }
    return try mapper.map([TableSource(name: "t.csv", bytes: .memory(Array(table.utf8)))])
  }

  private func rows(_ mapped: MappedTables) -> [String] {
    ImportLayout.allCases.flatMap { mapped.rows[$0] ?? [] }.map {
      $0.fields.joined(separator: ",")
    }
  }

  private static let raw = """
    record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,seen,sex,feat___1,feat____1,ivig_given,first,base_complete,visit_date,arms,legs,sum,grip,visit_complete,drug_date,drug,drug_complete
    P1,baseline_arm_1,,,2024-01-02,1,1,0,1,,2,,,,,,,,,
    P1,month_6_arm_2,,,,,,,,,,2024-07-01,2,1,3,"38,5",2,,,
    P1,month_6_arm_2,drug,1,,,,,,,,,,,,,,2024-02-03,1,2
    P1,month_6_arm_2,drug,2,,,,,,,,,,,,,,2024-03-04,2,2
    P1,,visit,2,,,,,,,,2024-09-01,0,NASK,,-99,1,,,
    P2,baseline_arm_1,,,2024-01-02,3,0,1,0,,2,,,,,,,,,

    """
  private static let labels = """
    Record ID,Event Name,Repeat Instrument,Repeat Instance,Date,Sex,Features (choice=tremor),Features (choice=none of them),IVIg given,First dose,Complete?,Date,Arms,Legs,INCAT,Grip,Complete?,Date,Drug,Complete?
    P1,Baseline,,,2024-01-02,2,Checked,Unchecked,Yes,,Complete,,,,,,,,,
    P1,Month 6 (Arm 2: Control),,,,,,,,,,2024-07-01,"some, or more",stick,3,"38,5",Complete,,,
    P1,Month 6 (Arm 2: Control),Drug,1,,,,,,,,,,,,,,2024-02-03,IVIg,Complete
    P1,Month 6 (Arm 2: Control),Drug,2,,,,,,,,,,,,,,2024-03-04,Prednisone,Complete
    P1,,Visit,2,,,,,,,,2024-09-01,0,NASK,,-99,Unverified,,,
    P2,Baseline,,,2024-01-02,Female,Unchecked,Checked,No,,Complete,,,,,,,,,

    """.replacing("2024-09-01,0,NASK", with: "2024-09-01,none,NASK")
  private static let expected = [
    "P1,,,,male,", "P2,,,,female,", "P1,cidp,,,,,", "P1,ivig,2024-02-03,,,,,,,,",
    "P1,prednisone,2024-03-04,,,,,,,,", "P1,2024-07-01,incat,arms,2,,,",
    "P1,2024-07-01,incat,legs,1,,,", "P1,2024-07-01,incat,total,3,,,",
    "P1,2024-07-01,grip-vigorimeter,,38.5,hand=right,,", "P1,2024-09-01,incat,arms,0,,,",
    "P1,2024-09-01,incat,legs,not-done,,,", "P1,2024-09-01,grip-vigorimeter,,unable,hand=right,,",
  ]

  @Test(arguments: [raw, labels]) func `give the same rows, raw and with labels`(
    _ table: String
  ) throws {
    let mapped = try map(table)
    #expect(mapped.faults.map(\.description) == [])
    #expect(mapped.refused.isEmpty)
    expectNoDifference(rows(mapped), Self.expected)
  }

  @Test(arguments: [raw, labels])
  func `are read of the events and forms that the mapping asks for`(_ table: String) throws {
    let one = try map(
      table, only: ", only: {redcap_event_name: month_6_arm_2, redcap_repeat_instrument: drug}")
    expectNoDifference(
      rows(one), ["P1,,,,,"] + Self.expected.filter { $0.contains("ivig,") || $0.contains("pred") })
    let first = try map(table, only: ", only: {redcap_event_name: baseline_arm_1}")
    expectNoDifference(rows(first), Array(Self.expected.prefix(3)))
  }

  @Test func `leave a label of two codes to a person`() throws {
    let mapped = try map(
      """
      Record ID,Date,Arms,Legs,INCAT,Grip,Complete?
      P1,2024-07-01,none,none,,,Complete

      """)
    expectNoDifference(
      rows(mapped),
      ["P1,,,,,", "P1,2024-07-01,incat,arms,0,,,", "P1,2024-07-01,incat,legs,none,,,"])
  }

  private static let doubt =
    "t.csv: the heading 'Date' may be of the form base or visit or drug. Export all forms, "
    + "or raw data, whose headings are names."
  static let headings: [(table: String, rows: [String], faults: [String])] = [
    // A report of one form: what stands beside 'Date' tells which one it is.
    (
      "Record ID,Date,Drug,Complete?\nP1,2024-02-03,IVIg,Complete\n",
      ["P1,,,,,", "P1,ivig,2024-02-03,,,,,,,,"], []
    ),
    (
      "Record ID,Date,Arms,Legs,Complete?\nP1,2024-07-01,none,stick,Complete\n",
      ["P1,,,,,", "P1,2024-07-01,incat,arms,0,,,", "P1,2024-07-01,incat,legs,1,,,"], []
    ),
    ("Record ID,Date,Complete?\nP1,2024-07-01,Complete\n", [], [doubt]),
    ("Record ID,Drug,Sex,Date\nP1,IVIg,Female,2024-07-01\n", [], [doubt]),
  ]

  @Test(arguments: headings.indices)
  func `tell headings that stand twice apart by their form, or say that they do not`(
    _ index: Int
  ) throws {
    let (table, rows, faults) = Self.headings[index]
    let mapped = try map(table)
    expectNoDifference(
      mapped.faults.map(\.description).filter { $0.contains("may be of") }, faults)
    expectNoDifference(self.rows(mapped), rows)
  }
}

@Suite struct `What a mapping says of days and texts` {
  private static let library = Result {
    try Definitions.read(hash: { String($0.utf8.count) }).library
  }

  private func map(_ mapping: String, _ table: String) throws -> MappedTables {
    let mapping = try MappingReader.read(
      "name: x\ndates: iso\n" + mapping, path: "m.yaml", library: try Self.library.get())
    return try TableMapper(mapping) { _ in throw REDCapDictionary.Fault(description: "none") }
      .map([TableSource(name: "t.csv", bytes: .memory(Array(table.utf8)))])
  }

  @Test func `takes from another column how far a day is known`() throws {
    let mapped = try map(
      """
      patient: {id: ID, birth-date: {column: Born, known-to: {column: Known, words: {m: month, y: year}, else: day}}}

      """, "ID,Born,Known\n1,1961-04-30,m\n2,1961-04-30,y\n3,1961-04-30,x\n4,1961-04-30,\n5,,m\n")
    expectNoDifference(
      mapped.rows[.patients]?.map { $0.fields[3] },
      ["1961-04", "1961", "1961-04-30", "1961-04-30", ""])
    let plain = try map(
      "patient: {id: ID, birth-date: {column: Born, known-to: {column: Known}}}\n",
      "ID,Born,Known\n1,1961-04-30,unknown\n2,1961-04-30,day\n3,1961-04-30,quarter\n")
    expectNoDifference(plain.rows[.patients]?.map { $0.fields[3] }, ["", "1961-04-30"])
    expectNoDifference(
      plain.refused.map { "\($0.cell.row) \($0.cell.shown) \($0.reason)" },
      ["4 quarter unknownWord(known: [\"day\", \"month\", \"year\", \"unknown\"])"])
  }

  @Test func `takes a text as it stands, whatever its words mean elsewhere`() throws {
    let mapped = try map(
      """
      missing: {refused: refused}
      patient: {id: ID, family-name: {column: Name, as-typed: true}, given-name: Given}
      diagnoses: [{disease: cidp, on: none, note: {column: Note, as-typed: true}}]

      """, "ID,Name,Given,Note\n1,Refused,Refused,\"a  b\nc\"\n")
    expectNoDifference(mapped.rows[.patients]?.map(\.fields), [["1", "Refused", "", "", "", ""]])
    expectNoDifference(mapped.rows[.diagnoses]?.map { $0.fields[5] }, ["a  b\nc"])
  }

  @Test func `keeps diagnoses apart where each row is one`() throws {
    let table = "ID,Dx,On\n1,mg,\n1,mg,2024-02-01\n"
    func days(_ more: String) throws -> [String]? {
      try map("patient: {id: ID}\ndiagnoses: [{disease: {column: Dx}, on: On\(more)}]\n", table)
        .rows[.diagnoses]?.map { $0.fields[2] }
    }
    expectNoDifference(try days(""), ["2024-02-01"])
    expectNoDifference(try days(", one-per-row: true"), ["", "2024-02-01"])
  }
}
