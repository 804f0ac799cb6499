import Clinic
import CustomDump
import Exchange
import Outcomes
import TestSupport
import Testing

@Suite struct `Files of decisions, re-evaluations and notes of visits` {
  private static let id = Patient.ID("P001")
  private static let reviewColumns =
    "patient_id,flag,therapy,start,day,decision,revised_to,deferred_until,physician,note,disease"
  private static let considerationColumns = "patient_id,disease,row,state,day,author,note"
  private static let visitColumns = "patient_id,date,illness,missed_doses,days_since_dose,note"

  private func file(_ columns: String, _ rows: [String]) -> String {
    ([columns] + rows).map { $0 + "\n" }.joined()
  }
  private func reviews(_ rows: String...) -> String { file(Self.reviewColumns, rows) }
  private func considerations(_ rows: String...) -> String {
    file(Self.considerationColumns, rows)
  }
  private func visits(_ rows: String...) -> String { file(Self.visitColumns, rows) }

  private func rows(_ clinic: TestClinic, _ layout: ExportLayout) throws -> [String] {
    Array(try clinic.lines(layout).dropFirst())
  }

  /// The list at a day: patient, flag and status of each line.
  private func list(_ clinic: TestClinic, asOf text: String = "2025-04-15") throws -> [String] {
    try clinic.desk.with(asOf: day(text)).reviewTable().table.rows
      .map { "\($0[0].text) \($0[2].text) \($0[9].text)" }
  }

  /// What was stored and what was there already.
  private func counts(_ outcome: ImportOutcome) -> [String] {
    [ImportLayout.reviews, .considerations, .visits].map {
      "\(outcome.stored[$0] ?? 0) \(outcome.passedOver[$0] ?? 0)"
    }
  }

  private static let closed =
    "P001,missing-response,ivig,2025-01-20,2025-04-10,trial-inadequate,,,Dr A,seen,"
  private static let reopened =
    "P001,missing-response,ivig,2025-01-20,2025-04-10,reopened,,,Dr A,seen,"

  @Test func `come out as they went in, by patient and then as they were recorded`() throws {
    let clinic = try SmallClinic.make()
    let (said, decided, noted) = (
      [
        "007,dm,steroid-myopathy,requested,2025-05-02,RN,\"asked, in writing\"",
        "007,dm,steroid-myopathy,excluded,2025-05-01,RN,",
        "P001,cidp,our own row,open,2025-04-10,Dr A,",
        "P001,cidp,damage,confirmed,2025-04-10,Dr B,\"line 1\nline 2\"",
      ],
      [
        "007,coverage-gap,,,2025-05-01,deferred,,2025-06-01,Dr A,\"waits, \"\"so\"\"\",",
        "P001,missing-response,ivig,2025-01-20,2025-05-01,diagnosis-revised,mg,,Dr A,seen,",
        "P001,diagnosis-unanswered,,,2025-04-30,diagnosis-confirmed,,,Dr B,seen,cidp",
        "P001,diagnosis-unanswered,,,2025-04-30,reopened,,,Dr B,seen,cidp",
      ],
      [
        "007,2025-05-01,yes,no,0,", "P001,2025-04-01,,,21,", "P001,2025-03-01,no,,,fever",
        "P001,2025-04-01,,yes,,",
      ]
    )
    let outcome = try clinic.importing([
      "v.csv": file(Self.visitColumns, noted), "c.csv": file(Self.considerationColumns, said),
      "r.csv": file(Self.reviewColumns, decided),
    ])
    expectNoDifference(
      outcome.summary,
      "Stored 0 patients, 0 diagnoses, 0 treatments, 0 scores, 4 reviews, 4 considerations, 4 notes of visits from 12 rows."
    )
    expectNoDifference(try rows(clinic, .reviews), decided)
    expectNoDifference(try rows(clinic, .considerations), said)
    expectNoDifference(try rows(clinic, .visits), noted)
    let copy = try clinic.copy()
    expectNoDifference(try copy.everything(), try clinic.everything())
    expectNoDifference(try list(copy), try list(clinic))
    #expect(try copy.desk.verify().hasPrefix("No fault"))
    // Again the same rows: all of them are there.
    let parts = try clinic.everything()
    let again = try clinic.importing(["r.csv": parts[4], "c.csv": parts[5], "v.csv": parts[6]])
    expectNoDifference(counts(again), ["0 4", "0 4", "0 4"])
    expectNoDifference(
      again.summary,
      "Stored 0 patients, 0 diagnoses, 0 treatments, 0 scores from 12 rows.\n"
        + "Passed over, recorded already with the same content: 4 reviews, 4 considerations, 4 notes of visits."
    )
    expectNoDifference(try clinic.everything(), parts)
  }

  @Test func `a row for each flag of a decision makes one review`() throws {
    let clinic = try SmallClinic.make()
    let rest = "2025-04-10,trial-inadequate,,,Dr A,seen,"
    try clinic.importing([
      "r.csv": reviews(
        "P001,missing-response,ivig,2025-01-20,\(rest)", "P001,coverage-gap,,,\(rest)",
        "P001,not-evaluable,ivig,2025-01-20,\(rest)",
        // Another note, another day, the same flag again, another patient: a review of its own each.
        "P001,coverage-gap,,,2025-04-10,trial-inadequate,,,Dr A,again,",
        "P001,coverage-gap,,,2025-04-11,trial-inadequate,,,Dr A,again,",
        "P001,coverage-gap,,,2025-04-11,trial-inadequate,,,Dr A,again,",
        "P002,coverage-gap,,,2025-04-11,trial-inadequate,,,Dr A,again,")
    ])
    func subjects(_ clinic: TestClinic, _ id: String) throws -> [[String]] {
      try clinic.desk.record(of: .init(id)).reviews.map { $0.subjects.map(\.text) }
    }
    let gap = "coverage-gap - -"
    let due = [
      ["missing-response ivig 2025-01-20", gap, "not-evaluable ivig 2025-01-20"], [gap], [gap],
      [gap],
    ]
    expectNoDifference(try subjects(clinic, "P001"), due)
    expectNoDifference(try subjects(clinic, "P002"), [[gap]])
    let copy = try clinic.copy()
    expectNoDifference(try subjects(copy, "P001"), due)
    expectNoDifference(try copy.everything(), try clinic.everything())
    let again = try clinic.importing(["r.csv": try clinic.export(.reviews)])
    expectNoDifference(counts(again), ["0 5", "0 0", "0 0"])
    // One flag more: what is there stays, what is new is stored.
    let more = try clinic.importing([
      "r.csv": reviews(
        "P001,missing-response,ivig,2025-01-20,\(rest)",
        "P001,response-lost,ivig,2025-01-20,\(rest)")
    ])
    expectNoDifference(counts(more), ["1 0", "0 0", "0 0"])
    expectNoDifference(
      try subjects(clinic, "P001"), due + [["response-lost ivig 2025-01-20"]])
  }

  @Test func `what was said twice stays twice, and comes in once`() throws {
    let clinic = try SmallClinic.make()
    let (a, b) = (
      "P001,cidp,damage,open,2025-04-10,Dr A,", "P001,cidp,damage,requested,2025-04-10,Dr A,"
    )
    try clinic.importing(["c.csv": considerations(a, b), "v.csv": visits("P001,2025-04-10,yes,,,")])
    // The row stands as it was said last, whichever way it came.
    try clinic.importing(["c.csv": considerations(a, b, a)])
    expectNoDifference(try rows(clinic, .considerations), [a, b, a])
    let said = try clinic.desk.record(of: Self.id).considerations { $0.text == "cidp" }
    #expect(said.map(\.state) == [.open, .requested, .open])
    let copy = try clinic.copy()
    expectNoDifference(try copy.everything(), try clinic.everything())
    for clinic in [clinic, copy] {
      let again = try clinic.importing([
        "c.csv": considerations(a, b, a),
        "v.csv": visits("P001,2025-04-10,yes,,,", "P001,2025-04-10,yes,,,"),
      ])
      expectNoDifference(counts(again), ["0 0", "0 3", "1 1"])
    }
  }

  @Test func `a decision closes the flag that it names`() throws {
    let clinic = try SmallClinic.make()
    let open = "P001 missing-response open"
    expectNoDifference(try list(clinic), [open])
    for other in [
      "P001,missing-response,ivig,2025-01-21,2025-04-10,trial-inadequate,,,Dr A,seen,",
      "P001,partial-response,ivig,2025-01-20,2025-04-10,trial-inadequate,,,Dr A,seen,",
      "P001,missing-response,ivig,2025-01-20,2025-04-16,trial-inadequate,,,Dr A,seen,",
    ] {
      try clinic.importing(["r.csv": reviews(other)])
      expectNoDifference(try list(clinic), [open])
    }
    try clinic.importing(["r.csv": reviews(Self.closed)])
    expectNoDifference(try list(clinic), [])
    // A score that is entered afterwards is new, whatever its date.
    try clinic.importing([
      "s.csv": SmallClinic.scoreColumns
        + "P001,2025-02-25,incat,arms,2,,,\nP001,2025-02-25,incat,legs,3,,,\n"
    ])
    expectNoDifference(try list(clinic), ["P001 missing-response re-opened"])
  }

  @Test func `a decision did not see what is dated after it`() throws {
    // The latest score is of 7 April.
    for (day, due) in [("2025-04-06", ["P001 missing-response re-opened"]), ("2025-04-07", [])] {
      let rows = reviews(Self.closed.replacing("2025-04-10", with: day))
      let later = try SmallClinic.make()
      try later.importing(["r.csv": rows])
      expectNoDifference(try list(later), due)
      // The same with all files in one import.
      expectNoDifference(try list(later.copy()), due)
    }
  }

  @Test func `of several decisions in one file the last one holds`() throws {
    for (rows, due) in [
      ([Self.closed, Self.reopened], ["P001 missing-response re-opened"]),
      ([Self.closed, Self.reopened, Self.closed], []),
      ([Self.reopened], ["P001 missing-response open"]),
    ] {
      let clinic = try SmallClinic.make()
      try clinic.importing(["r.csv": file(Self.reviewColumns, rows)])
      expectNoDifference(try list(clinic), due)
      expectNoDifference(try list(clinic.copy()), due)
    }
  }

  @Test func `a decision made here goes into another clinic with its status`() throws {
    let clinic = try SmallClinic.make()
    _ = try clinic.desk.with(author: "Dr One", asOf: day("2025-04-15")).closeFlags(
      of: Self.id, decision: .deferred, note: " until summer\n", deferredUntil: day("2025-07-01"))
    let copy = try clinic.copy()
    expectNoDifference(
      try rows(copy, .reviews),
      [
        "P001,missing-response,ivig,2025-01-20,2025-04-15,deferred,,2025-07-01,Dr One,until summer,"
      ])
    expectNoDifference(try list(copy), [])
    expectNoDifference(try list(copy, asOf: "2025-06-30"), try list(clinic, asOf: "2025-06-30"))
    expectNoDifference(
      try list(copy, asOf: "2025-07-01"), try list(clinic, asOf: "2025-07-01"))
    #expect(try list(copy, asOf: "2025-07-01").contains("P001 missing-response re-opened"))
  }

  @Test func `a merged patient's rows are the survivor's, and are there already`() throws {
    let clinic = try SmallClinic.make()
    let rows: KeyValuePairs<String, String> = [
      "r.csv": reviews(Self.closed, Self.closed.replacing("P001", with: "P002")),
      "c.csv": considerations(
        "P001,cidp,damage,open,2025-04-10,Dr A,", "P002,cidp,damage,open,2025-04-10,Dr A,",
        "P002,mg,damage,open,2025-04-10,Dr A,"),
      "v.csv": visits("P001,2025-04-10,yes,,,", "P002,2025-04-10,yes,,,"),
    ]
    try clinic.importing(rows)
    try clinic.desk.merge(.init("P002"), into: Self.id, reason: "one person")
    expectNoDifference(
      try self.rows(clinic, .considerations),
      [
        "P001,cidp,damage,open,2025-04-10,Dr A,", "P001,cidp,damage,open,2025-04-10,Dr A,",
        "P001,mg,damage,open,2025-04-10,Dr A,",
      ])
    // Under either identifier.
    for file in [rows, ["r.csv": try clinic.export(.reviews)]] {
      let again = try clinic.importing(file)
      #expect(again.stored.values.allSatisfy { $0 == 0 })
    }
    let out = try clinic.everything()
    let copy = try clinic.copy()
    expectNoDifference(try copy.everything(), out)
    #expect(try copy.desk.verify().hasPrefix("No fault"))
  }

  @Test
  func `days may be written in the file's order, columns may stand in any, the last is not needed`()
    throws
  {
    let clinic = try SmallClinic.make()
    try clinic.importing(
      [
        "r.csv": """
        note;physician;decision;day;start;therapy;flag;patient_id
         seen ;Dr A;trial-inadequate;10.4.2025;20.1.2025;ivig;missing-response;P001

        """,
        "c.csv": """
        patient_id;disease;row;state;day;author
        P001;cidp;damage;open;10.4.2025;Dr A

        """,
        "v.csv": """
        patient_id;date;illness;missed_doses;days_since_dose
        P001;10.4.2025;;no;21,0

        """,
      ], dates: .dayMonthYear)
    expectNoDifference(try rows(clinic, .reviews), [Self.closed])
    expectNoDifference(
      try rows(clinic, .considerations), ["P001,cidp,damage,open,2025-04-10,Dr A,"])
    expectNoDifference(try rows(clinic, .visits), ["P001,2025-04-10,,no,21,"])
  }

  @Test func `one fault in any of the files refuses all of them`() throws {
    let clinic = try SmallClinic.make()
    let before = try clinic.everything()
    let found = try clinic.refusal([
      "p.csv": "patient_id,family_name,given_name,birth_date,sex\nP9,New,One,,\n",
      "r.csv": reviews(Self.closed, Self.closed.replacing("P001", with: "P8")),
      "c.csv": considerations("P9,cidp,damage,open,2025-04-10,Dr A,"),
      "v.csv": visits("P001,2025-04-10,yes,,,", "P9,2025-04-10,,,-1,"),
    ])
    expectNoDifference(
      found,
      [
        "r.csv, row 3, column patient_id: found 'P8': no such patient is registered. Give the patients file in the same import, or correct the identifier.",
        "v.csv, row 3, column days_since_dose: found '-1': a whole number from 0 is needed, or nothing.",
      ])
    expectNoDifference(try clinic.everything(), before)
    // Every fault of a row is named.
    expectNoDifference(
      try clinic.refusal(["r.csv": reviews("P001,x,ivg,2025,,y,mgg,2025,,,cipd")])
        .map { String($0.prefix { $0 != ":" }) },
      [
        "therapy", "revised_to", "disease", "flag", "start", "day", "decision", "deferred_until",
        "physician", "note",
      ].map { "r.csv, row 2, column \($0)" })
  }

  @Test func `random rows that are brought again are there already`() throws {
    for seed in UInt64(1)...12 {
      let clinic = try SmallClinic.make()
      for (_, text) in RandomClinic.followUps(["P001", "007"], seed: seed) {
        try clinic.importing(["f.csv": text])
      }
      let out = try clinic.everything()
      let copy = try clinic.copy()
      expectNoDifference(try copy.everything(), out)
      for clinic in [clinic, copy] {
        let again = try clinic.importing(["r.csv": out[4], "c.csv": out[5], "v.csv": out[6]])
        #expect(again.stored.values.allSatisfy { $0 == 0 }, "seed \(seed)")
        expectNoDifference(try clinic.everything(), out)
      }
    }
  }
}
