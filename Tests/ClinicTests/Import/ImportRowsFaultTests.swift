import Clinic
import CustomDump
import Exchange
import Testing

@testable import Command

@Suite struct `Faults of several rows` {
  private func expect(
    _ files: KeyValuePairs<String, String>, _ faults: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let clinic = try SmallClinic.make()
    let before = try clinic.everything()
    let found = try clinic.refusal(files)
    #expect(found == faults, sourceLocation: sourceLocation)
    #expect(try clinic.refusal(files, dryRun: true) == faults, sourceLocation: sourceLocation)
    #expect(try clinic.everything() == before, sourceLocation: sourceLocation)
  }

  private func scores(_ rows: String...) -> String {
    SmallClinic.scoreColumns + rows.map { $0 + "\n" }.joined()
  }

  @Test func `an identifier, a diagnosis, a course that stand twice`() throws {
    try expect(
      [
        "p.csv": "patient_id,family_name,given_name,birth_date,sex\nP9,A,B,,\nP9,A,B,,\n",
        "d.csv": "patient_id,disease,diagnosed_on\nP001,mg,2025-01-01\nP001,mg,2025-01-01\n",
        "t.csv": "patient_id,therapy,start\nP001,plex,2025-01-01\nP001,plex,2025-01-01\n",
      ],
      [
        "p.csv, row 3, column patient_id: found 'P9': this identifier stands in the files twice. Keep one of the rows.",
        "d.csv, row 3, column disease: found 'mg': this disease with this date stands here twice. Keep one of the rows.",
        "t.csv, row 3, column start: found '2025-01-01': this therapy with this start stands here twice. Keep one of the rows.",
      ])
  }

  @Test func `an item that stands twice, also in another file or another writing of its variant`()
    throws
  {
    let twice =
      "this item has an answer already for the same patient, date, measure and variant. Keep one of the rows."
    try expect(
      [
        "s.csv": scores(
          "P001,2025-05-01,incat,arms,2,,,", "P001,2025-05-01,incat,arms,2,,,",
          "P001,2025-05-01,incat,legs,2,,,")
      ], ["s.csv, row 3, column item: found 'arms': \(twice)"])
    try expect(
      [
        "a.csv": scores("P001,2025-05-01,pain-nrs,,2,,,"),
        "b.csv": scores("P001,2025-05-01,pain-nrs,,2,,,"),
      ],
      [
        "b.csv, row 2, column date: found '2025-05-01': rows of this score stand in another of the files too. Put the rows of one score into one file."
      ])
    try expect(
      [
        "s.csv": scores(
          "P001,2025-05-01,ck,result,2,,,", "P001,2025-05-01,ck,upper-limit,2,,,",
          "P001,2025-05-02,ck,result,2,,,", "P001,2025-05-02,ck,upper-limit,2,,,",
          "P001,2025-05-01,ck,result,2,unit=U/L,,")
      ], ["s.csv, row 6, column item: found 'result': \(twice)"])
  }

  @Test func `rows of one score with two raters or notes`() throws {
    try expect(
      [
        "s.csv": scores(
          "P001,2025-05-01,incat,arms,2,,RN,tired", "P001,2025-05-01,incat,legs,2,,RM,tired",
          "P001,2025-05-02,incat,arms,2,,RN,tired", "P001,2025-05-02,incat,legs,2,,RN,well")
      ],
      [
        "s.csv, row 3, column rater: found 'RM': the rows of one score give 'RN' and this as rater. Write the same in all of them.",
        "s.csv, row 5, column note: found 'well': the rows of one score give 'tired' and this as note. Write the same in all of them.",
      ])
  }

  @Test func `a total that its items do not add up to, or that has no whole set of items`() throws {
    try expect(
      [
        "s.csv": scores(
          "P001,2025-05-01,incat,arms,2,,,", "P001,2025-05-01,incat,legs,2,,,",
          "P001,2025-05-01,incat,total,5,,,",
          "P001,2025-05-02,incat,total,2,,,", "P001,2025-05-02,incat,arms,2,,,",
          "P001,2025-05-02,incat,legs,unable,,,",
          "P001,2025-05-03,incat,total,x,,,", "P001,2025-05-03,incat,arms,2,,,",
          "P001,2025-05-03,incat,legs,2,,,")
      ],
      [
        "s.csv, row 4, column value: found '5': the items of incat add up to 4. Correct the items or leave the total out.",
        "s.csv, row 5, column value: found '2': the items of incat add up to no total, because an item is missing. Correct the items or leave the total out.",
        "s.csv, row 8, column value: found 'x': total of incat is a number from 0 to 10 points (whole numbers).",
      ])
  }

  @Test func `a grade and a raw value that contradict, and a raw value that needs the sex`() throws
  {
    let clinic = try TestClinic([
      "p.csv": "patient_id,family_name,given_name,birth_date,sex\nF,A,B,,female\nX,C,D,,\n"
    ])
    let found = try clinic.refusal([
      "s.csv": scores(
        "F,2025-05-01,qmg,grip-right,0,,,", "F,2025-05-01,qmg,grip-right-kg,2,,,",
        "X,2025-05-01,qmg,grip-right-kg,30,,,")
    ])
    // The other items of either are missing as well.
    let missing = found.filter { $0.contains(" has no answer. ") }
    expectNoDifference(missing.count, found.count - 2)
    expectNoDifference(
      found.filter { !missing.contains($0) },
      [
        "s.csv, row 2, column value: found '0': grip-right of qmg is entered as grade 0, but its measured value has grade 3. Correct one of the two.",
        "s.csv, row 4, column value: found '30': grip-right-kg of qmg is graded by the patient's sex, which is not recorded as female or male. Enter the grade instead.",
      ])
  }

  @Test func `an item that was left out without its reason`() throws {
    let left =
      "legs of incat has no answer. Give one, or the reason why there is none: not-done, unable, refused, not-applicable."
    // The rows of a score may stand apart: what is left out is known at the end of the file.
    try expect(
      [
        "s.csv": scores(
          "P001,2025-05-01,incat,arms,2,,,", "P001,2025-05-02,incat,arms,2,,,",
          "P002,2025-05-01,incat,arms,2,,,", "P001,2025-05-02,incat,legs,2,,,")
      ], ["s.csv, row 2: \(left)", "s.csv, row 4: \(left)"])
    try expect(
      [
        "s.csv": scores(
          "P001,2025-05-01,mmt8-80,deltoid,8,,,", "P001,2025-05-01,mmt8-80,deltoid,unable,,,")
      ],
      [
        "neck-flexors", "biceps", "wrist-extensors", "gluteus-maximus", "gluteus-medius",
        "quadriceps", "ankle-dorsiflexors",
      ].map {
        "s.csv, row 2: \($0) of mmt8-80 has no answer. Give one, or the reason why there is none: not-done, unable, refused, not-applicable."
      } + [
        "s.csv, row 3, column value: found 'unable': deltoid of mmt8-80 has both an answer, 8, and a reason why there is none, unable. Keep one of the two."
      ])
  }

  @Test func `headers and the form of the file`() throws {
    try expect(
      ["h.csv": "patient_id,datum,measure,item,value\nP001,2025-01-01,incat,arms,2\n"],
      [
        "h.csv, row 1: the header looks like the layout 'scores', but lacks date and has the unknown 'datum'. Its columns are patient_id,date,measure,item,value,variant,rater,note."
      ])
    try expect(
      ["h.csv": "patient_id,disease\nP001,mg\n"],
      [
        "h.csv, row 1: the header looks like the layout 'diagnoses', but lacks diagnosed_on. Its columns are patient_id,disease,diagnosed_on,onset_on,ended_on,note,other_name."
      ])
    let found = try SmallClinic.make().refusal(["h.csv": "a,b\n1,2\n"])
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix(
        "h.csv, row 1: the header is none of the layouts that can be imported. They are\n  patients: patient_id,"
      ) == true)
    #expect(
      try SmallClinic.make().refusal(["h.csv": "patient_id,therapy,start\nP001,ivig\n"])
        .first?.hasPrefix("h.csv: line 2: ") == true)
  }

  @Test func `faults of all files are listed at once, in the order of files and rows`() throws {
    let clinic = try SmallClinic.make()
    let found = try clinic.refusal([
      "s.csv": scores(
        "P001,2025-05-01,incat,total,11,,,", "P009,2025-05-01,incat,arms,2,,,", "P001,x,y,arms,2,,,"
      ),
      "p.csv": "patient_id,family_name,given_name,birth_date,sex\nP8,A,B,x,y\n",
      "q.csv": "what\nno\n",
      "d.csv": "patient_id,disease,diagnosed_on\nP8,mgg,2025-01-01\n",
    ])
    expectNoDifference(
      found.map { String($0.prefix { $0 != ":" }) },
      [
        "s.csv, row 2, column value", "s.csv, row 3, column patient_id",
        "s.csv, row 4, column date",
        "s.csv, row 4, column measure", "p.csv, row 2, column birth_date",
        "p.csv, row 2, column sex",
        "q.csv, row 1", "d.csv, row 2, column disease",
      ])
  }

  @Test func `a thousand faults are listed, more are counted`() throws {
    let rows = (1...1500).map { "P001,2025-05-01,incat,item\($0),2,,,\n" }.joined()
    do {
      try SmallClinic.make().importing(["s.csv": SmallClinic.scoreColumns + rows])
      Issue.record("the import was not refused")
    } catch let refusal as ImportRefusal {
      #expect(refusal.faults.count == 1000 && refusal.count == 1500)
      #expect(
        refusal.text(WayWords.text).hasSuffix(
          "\n... and 500 more.\n1500 faults found; nothing of any file was stored."))
    }
  }
}
