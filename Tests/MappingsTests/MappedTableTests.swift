import Exchange
import Mappings
import Measures
import Outcomes
import Tables
import Testing

@Suite struct `Rows of a mapped table` {
  private static let library = Result {
    try Definitions.read(hash: { String($0.utf8.count) }).library
  }

  struct Shape: CustomTestStringConvertible, Sendable {
    let name: String
    let mapping: String
    let table: String
    /// Without patients.
    let rows: [String]
    /// Row, column, value.
    var refused: [String] = []

    var testDescription: String { name }
  }

  static let shapes = [
    Shape(
      name: "visits as columns",
      mapping: """
        dates: d.m.y
        patient: {id: {file-name: "(.*)\\\\.csv"}}
        visits:
          turned: {dates-in-row: Date}
          scores: [{measure: incat, items: {arms: Arms, legs: Legs}}]
        """,
      table: "INCAT,,,\nDate,8.1.2024,3.4.2024,\nArms,1,0,\nLegs,x?,1\n",
      rows: [
        "table,2024-01-08,incat,arms,1,,,", "table,2024-01-08,incat,legs,x?,,,",
        "table,2024-04-03,incat,arms,0,,,", "table,2024-04-03,incat,legs,1,,,",
      ]),
    Shape(
      name: "the same headings again, and years of two figures",
      mapping: """
        dates: {form: d.m.y, two-digit-years: 1930}
        patient: {id: {column: ID, fill-down: true}}
        visits:
          repeat: {times: 2}
          date: Date
          scores: [{measure: qmg, total: QMG}]
        """,
      table: "ID;Date;QMG;Date;QMG\n1;8.1.24;12;3.4.24;10\n;9.1.24;4;;\n2;10.1.24;;11.1.24;7\n",
      rows: [
        "1,2024-01-08,qmg,total,12,,,", "1,2024-04-03,qmg,total,10,,,",
        "1,2024-01-09,qmg,total,4,,,", "2,2024-01-11,qmg,total,7,,,",
      ]),
    Shape(
      name: "a block of rows below the title of each patient",
      mapping: """
        file: {kind: text, separator: ";", header: 2, first-row: 1, skip: {Date: Date}}
        dates: d.m.y
        patient:
          id: {column: Date, pattern: "Patient: (\\\\S+) .*", fill-down: true, else: above}
        visits:
          date: {column: Date, words: {"Patient: *": none}}
          scores: [{measure: qmg, total: QMG}]
        """,
      table: """
        Patient: K01 Anna
        Date;QMG
        1.2.2024;4
        5.5.24?;3

        Patient: K02 Bernd
        Date;QMG
        11.2.2024;2
        5.8.2024;1

        """,
      rows: [
        "K01,2024-02-01,qmg,total,4,,,", "K02,2024-02-11,qmg,total,2,,,",
        "K02,2024-08-05,qmg,total,1,,,",
      ],
      refused: ["4 Date '5.5.24?'"]),
    Shape(
      name: "a heading above several columns, in a text file",
      mapping: """
        file: {kind: text, header: [1, 2]}
        dates: iso
        patient: {id: ID}
        visits:
          repeat: [Baseline, Month 6]
          date: Date
          scores: [{measure: qmg, total: QMG}]
        """,
      table: ",Baseline,,Month 6,\nID,Date,QMG,Date,QMG\n1,2024-01-08,12,2024-06-08,10\n2,,5,,\n",
      rows: ["1,2024-01-08,qmg,total,12,,,", "1,2024-06-08,qmg,total,10,,,"],
      refused: ["4 Baseline / Date ''"]),
    Shape(
      name: "a row for each item",
      mapping: """
        dates: iso
        patient: {id: pid}
        long:
          date: when
          measure: {column: what, words: {INCAT: incat, QMG: qmg, "*": none}}
          item: {column: question, words: {Arms: arms, Legs: legs}, if-empty: total}
          value: answer
        """,
      table: """
        pid,when,what,question,answer
        1,2024-01-08,INCAT,Arms,2
        1,2024-01-08,QMG,,9
        1,2024-01-08,INCAT,Legs,1
        1,2024-01-08,HbA1c,,40

        """,
      rows: [
        "1,2024-01-08,incat,arms,2,,,", "1,2024-01-08,qmg,total,9,,,",
        "1,2024-01-08,incat,legs,1,,,",
      ]),
    Shape(
      name: "several drugs in a row, months as words",
      mapping: """
        dates: d mmm yyyy
        patient: {id: ID}
        courses:
          - suffixes: ["1", "2"]
            therapy: {column: Drug, words: {IVIg: ivig, Pred: prednisone, AZA: azathioprine}}
            start: Start
            stop: {column: Stop, words: {ongoing: none}}
            dose: {column: "Dose {} (mg)"}
            unit: mg
        """,
      table: """
        ID,Drug 1,Start 1,Stop 1,Dose 1 (mg),Drug 2,Start 2,Stop 2,Dose 2 (mg)
        1,IVIg,01-Mar-2023,ongoing,,Pred,Feb 2022,3 Mar 2023,20
        2,AZA,,,,MTX,Feb 2022,,12,5

        """.replacing(",12,5", with: ",\"12,5\""),
      rows: ["1,ivig,2023-03-01,,,,,,,,", "1,prednisone,2022-02,2023-03-03,,20,mg,,,,"],
      refused: ["3 Start 1 ''", "3 Drug 2 'MTX'", "3 Dose 2 (mg) '12,5'"]),
    Shape(
      name: "limits that the mapping explains, and one it does not",
      mapping: """
        file: {kind: text, separator: ";", decimal: ",", thousands: "."}
        dates: d.m.y
        patient: {id: ID}
        long:
          date: Date
          measure: {column: Test, words: {CK: ck}}
          items: {result: Result, upper-limit: Limit}
          censored: {"<": value}
        """,
      table: "ID;Date;Test;Result;Limit\n1;8.1.2024;CK;< 20;190\n1;9.1.2024;CK;> 9.000;190\n",
      rows: [
        "1,2024-01-08,ck,result,20,,,", "1,2024-01-08,ck,upper-limit,190,,,",
      ], refused: ["3 Result '> 9.000'"]),
    Shape(
      name: "limits that the mapping leaves out, with the upper limit beside them",
      mapping: """
        file: {kind: text, separator: ";"}
        dates: d.m.y
        patient: {id: ID}
        long:
          date: Date
          measure: {column: Test, words: {CK: ck}}
          items: {result: Result, upper-limit: Limit}
          censored: leave-out
        """,
      table: "ID;Date;Test;Result;Limit\n1;8.1.2024;CK;< 20;190\n1;9.1.2024;CK;90;190\n",
      rows: ["1,2024-01-09,ck,result,90,,,", "1,2024-01-09,ck,upper-limit,190,,,"], refused: []),
    Shape(
      name: "a file of one patient whose visits stand beside each other",
      mapping: """
        file: {kind: text, turned: true}
        dates: iso
        patient: {id: {cell: B1}}
        visits:
          date: Date
          scores: [{measure: qmg, total: QMG}]
        """,
      table: "Patient,P-1,\nDate,2024-01-08,2024-02-08\nQMG,12,9\n",
      rows: ["P-1,2024-01-08,qmg,total,12,,,", "P-1,2024-02-08,qmg,total,9,,,"], refused: []),
    Shape(
      name: "particulars that contradict each other, and a footnote",
      mapping: """
        file: {kind: text, stop-at: {column: ID, text: "*note*"}, skip: {Status: [deleted, test*]}}
        dates: iso
        patient: {id: ID, birth-date: Born}
        visits:
          date: Date
          note: [Seen by, Remark]
        """,
      table: """
        ID,Born,Date,Seen by,Remark,Status
        1,1960-05-01,2024-01-08,AB,"two
        lines",ok
        1,1961-05-01,2024-02-08,,,ok
        1,,2024-03-08,,again,ok
        2,1999-01-01,2024-03-08,,again,Tested
        Footnotes,,,,,

        """,
      rows: ["1,2024-01-08,,,,AB; two lines", "1,2024-03-08,,,,again"],
      refused: ["3 Born '1961-05-01'"]),
    Shape(
      name: "days that a spreadsheet made, and columns without a heading",
      mapping: """
        file: {kind: text, header: none}
        dates: {form: iso, serial-numbers: 1900}
        patient: {id: {letter: A}}
        visits:
          date: {letter: B, from: 2000-01-01}
          scores: [{measure: qmg, total: {letter: C}}]
        """,
      table: "1,2024-01-08,12\n1,1904-01-08,9\n1,2024-02-30,9\n1,45300,10\n",
      rows: ["1,2024-01-08,qmg,total,12,,,", "1,2024-01-09,qmg,total,10,,,"],
      refused: ["2 B '1904-01-08'", "3 B '2024-02-30'"]),
  ]

  @Test(arguments: shapes)
  func `are what the mapping says, and cells that it does not explain are refused`(
    _ shape: Shape
  ) throws {
    let text = "name: test\n" + shape.mapping + "\n"
    let mapping = try MappingReader.read(text, path: "m.yaml", library: try Self.library.get())
    let mapper = TableMapper(mapping) { _ in throw REDCapDictionary.Fault(description: "none") }
    let mapped = try mapper.map([
      TableSource(name: "table.csv", bytes: .memory(Array(shape.table.utf8)))
    ])
    #expect(mapped.faults.map { $0.description } == [])
    let rows = ImportLayout.allCases.filter { $0 != .patients }.flatMap { mapped.rows[$0] ?? [] }
    #expect(rows.map { $0.fields.joined(separator: ",") } == shape.rows)
    let refused = mapped.refused.map { found in
      let cell = found.cell
      return "\(cell.row) \(cell.heading.isEmpty ? cell.letters : cell.heading) '\(cell.shown)'"
    }
    #expect(refused == shape.refused)
  }

  @Test func `name a column that is not there, and one that is there twice`() throws {
    let mapping = try MappingReader.read(
      "name: x\ndates: iso\npatient: {id: ID}\nvisits: {date: Day, note: Note}\n", path: "m.yaml",
      library: try Self.library.get())
    let mapper = TableMapper(mapping) { _ in throw REDCapDictionary.Fault(description: "none") }
    let mapped = try mapper.map([
      TableSource(name: "t.csv", bytes: .memory(Array("ID,Note,Note\n1,a,b\n".utf8)))
    ])
    #expect(
      mapped.faults.map { $0.description } == [
        "t.csv: columns B, C are all called 'Note', which line 4 of the mapping names. Say which one with 'nth' or 'letter'.",
        "t.csv: there is no column 'Day', which line 4 of the mapping names. The columns are 'ID', 'Note', 'Note'.",
      ])
  }
}
