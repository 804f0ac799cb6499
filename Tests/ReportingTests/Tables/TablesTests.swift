import CustomDump
import Outcomes
import Reporting
import Testing

/// Columns are a contract with scripts; rows are drawn as CSV draws them.
@Suite struct TablesTests {
  private func lines(_ rows: [[Cell]]) -> String {
    rows.map { $0.map(\.text).joined(separator: ",") }.joined(separator: "\n")
  }

  @Test func judgeColumns() {
    #expect(
      JudgeTable.columns.map(\.key).joined(separator: ",")
        == "patient_id,disease,therapy,start,intent,verdict,index,changes_on,measure,variant,measure_verdict,"
        + "baseline_date,baseline,latest_date,latest,improvement,threshold,change,unit,firmness,assessments"
    )
  }

  @Test func reviewColumns() {
    #expect(
      ReviewTable.columns.map(\.key).joined(separator: ",")
        == "patient_id,severity,flag,therapy,start,weeks,since,headline,reasons,status,flags,physician"
    )
  }

  @Test func everyColumnIsExplained() {
    let tables =
      [
        JudgeTable.columns, ReviewTable.columns, ResponsesTable.columns,
        FlagTable.columns,
      ] + CohortTables.allCases.map(\.columns)
    for columns in tables {
      #expect(Set(columns.map(\.key)).count == columns.count)
      for column in columns { #expect(!column.meaning.isEmpty, "\(column.key)") }
      for column in columns where column.kind == .date {
        #expect(column.identifies, "\(column.key)")
      }
    }
  }

  @Test func judgeRows() {
    expectNoDifference(
      lines(JudgeTable.rows(for: Fixture.judge(Fixture.flagged))),
      """
      007,cidp,prednisone,2023-10-02,induction,no-baseline,,,grip,hand=left,no-baseline,,,,,,,,,,
      007,cidp,prednisone,2023-10-02,induction,no-baseline,,,grip,hand=right,no-baseline,,,,,,,,,,
      007,cidp,prednisone,2023-10-02,induction,no-baseline,,,incat,,no-baseline,,,,,,,,,,
      007,cidp,ivig,2024-01-15,induction,no-response,0.01,,grip,hand=left,unchanged,2024-01-08,42,2024-03-18,42,0,8,0.00,8,likely,3
      007,cidp,ivig,2024-01-15,induction,no-response,0.01,,grip,hand=right,unchanged,2024-01-08,40,2024-04-15,36,-3,8,-0.37,8,likely,3
      007,cidp,ivig,2024-01-15,induction,no-response,0.01,,incat,,unchanged,2024-01-08,6,2024-04-15,5,0.333,1,0.22,1.5,likely,3
      """)
  }

  @Test func aCourseWithoutCountedMeasuresHasOneRow() {
    var record = Fixture.flagged
    record.courses = [
      TreatmentCourse(
        therapy: Fixture.pyridostigmine.id, start: Fixture.day("2024-02-01"), intent: .symptomatic)
    ]
    let rows = JudgeTable.rows(for: Fixture.judge(record))
    #expect(
      lines(rows) == "007,cidp,pyridostigmine,2024-02-01,symptomatic,not-judged,,,,,,,,,,,,,,,")
    #expect(rows.allSatisfy { $0.count == JudgeTable.columns.count })
  }

  @Test func reviewRow() {
    expectNoDifference(
      ReviewTable.row(for: Fixture.judge(Fixture.flagged))?.map(\.text),
      [
        "007", "red", "missing-response", "ivig", "2024-01-15", "16", "2024-03-18",
        "Less than half of a meaningful change on IVIG (CIDP) 16 weeks after the first dose (index 0.01 on 3 measures); expected by week 9. Please review.",
        "", "re-opened", "missing-response;no-baseline", "",
      ])
  }

  @Test func noRowWithoutAnOpenFlag() {
    #expect(ReviewTable.row(for: Fixture.judge(Fixture.empty)) == nil)
  }

  /// The order of the flags is tested with the rule; a patient's line follows it, then the id.
  @Test func theOrderOfTheRuleThenThePatient() {
    var same = Fixture.flagged
    same.patient = Patient(
      id: .init("006"), familyName: "", givenName: "", birthDate: nil, sex: nil)
    let lines = [Fixture.empty, Fixture.myositis, Fixture.flagged, same].compactMap {
      ReviewTable.line(for: Fixture.judge($0, "2024-06-03"))
    }
    let sorted = lines.sorted { $0.sortKey.utf8.lexicographicallyPrecedes($1.sortKey.utf8) }
    #expect(sorted.map(\.patient.text) == ["8", "006", "007"])
    let urgent = lines.sorted {
      ReviewTable.isMoreUrgent(($0.urgency, $0.patient), ($1.urgency, $1.patient))
    }
    #expect(urgent.map(\.patient) == sorted.map(\.patient))
  }

  @Test func responsesRows() {
    var record = Fixture.flagged
    record.scores.append(Fixture.incat("2024-04-29", arms: 2, legs: 1))
    expectNoDifference(
      lines(ResponsesTable.rows(for: Fixture.judge(record))),
      """
      007,cidp,prednisone,2023-10-02,2024-02-12,induction,no-baseline,,,19.0,,incat,,,,,,,,1
      007,cidp,ivig,2024-01-15,,induction,no-response,,0.35,16.0,,incat,2024-01-08,6,2024-04-29,3,2024-04-29,3,,1
      """)
  }

  /// The leading measure is the first that the disease counts, not the first by name.
  @Test func weeksToTheFirstResponse() {
    var record = Fixture.flagged
    record.courses = [TreatmentCourse(therapy: Fixture.ivig.id, start: Fixture.day("2024-01-15"))]
    record.scores = [
      Fixture.incat("2024-01-08", arms: 3, legs: 3), Fixture.incat("2024-02-13", arms: 3, legs: 1),
    ]
    let row = ResponsesTable.rows(for: Fixture.judge(record))[0].map(\.text)
    #expect(row[10] == "4.1")
    #expect(
      Array(row[11...]) == [
        "incat", "2024-01-08", "6", "2024-02-13", "4", "2024-02-13", "4", "", "1",
      ])
    record.courses[0].intent = .maintenance
    #expect(ResponsesTable.rows(for: Fixture.judge(record))[0][10] == .empty)
  }

  @Test func flagRows() {
    expectNoDifference(
      lines(FlagTable.rows(for: Fixture.judge(Fixture.flagged), library: Fixture.library)),
      """
      007,red,missing-response,ivig,2024-01-15,2024-03-18,re-opened,Less than half of a meaningful change on IVIG (CIDP) 16 weeks after the first dose (index 0.01 on 3 measures); expected by week 9. Please review.,trial-inadequate,2024-03-25,Dr Weber,two infusions late,Grip (right hand) of 2024-04-15; INCAT of 2024-04-15
      007,note,no-baseline,prednisone,2023-10-02,2023-10-10,open,No score from before Prednisone (CIDP): a response cannot be judged. Enter an earlier score if there is one.,,,,,
      """)
  }
}
