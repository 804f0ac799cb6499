import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import Testing

/// One row of a layout, and what an import says against it.
struct FaultyRow: Sendable, CustomTestStringConvertible {
  var layout: ImportLayout
  var row: String
  var column: String
  var value: String
  var says: String

  init(_ layout: ImportLayout, _ row: String, _ column: String, _ value: String, _ says: String) {
    self.layout = layout
    self.row = row
    self.column = column
    self.value = value
    self.says = says
  }

  var testDescription: String { "\(layout.rawValue): \(row)" }
}

@Suite struct `Faults of an import` {
  private static let missing = "not-done, unable, refused, not-applicable"

  static let rows: [FaultyRow] = [
    // Patients.
    .init(.patients, ",A,B,,,", "patient_id", "", "a value is needed here."),
    .init(
      .patients, "P9,A\u{1},B,,,", "family_name", "A\u{1}",
      "it has a character that nobody sees (U+0001). Remove it, and any line break."),
    .init(.patients, "P9,,B,,,", "family_name", "", "a value is needed here."),
    .init(
      .patients, "P9 ,A,B,,,", "patient_id", "P9 ",
      "it begins or ends with a blank, which nobody sees. Remove it."),
    .init(
      .patients, "P9,A,B,1906-01-14,,", "birth_date", "1906-01-14",
      "this lies before 1906-01-15, more than 120 years ago. Correct the date."),
    .init(
      .patients, "P9,A,B,1970-02-30,,", "birth_date", "1970-02-30",
      "no day of the calendar written as 2026-06-30. Dates in another order need --dates d.m.y or --dates m/d/y."
    ),
    .init(
      .patients, "P9,A,B,2026-01-16,,", "birth_date", "2026-01-16",
      "this lies after today (2026-01-15). Correct the date."),
    .init(.patients, "P9,A,B,,woman,", "sex", "woman", "allowed are female, male, other, nothing."),
    .init(
      .patients, "P001,Silva,Vera,1961-04-03,female,", "patient_id", "P001",
      "this patient is registered with other particulars. Change them with 'recheck patient edit', or correct the row."
    ),
    .init(
      .patients, "P9,Silva,Vera,1961-04-02,,", "patient_id", "P9",
      "this may be the same person as P001  Silva, Vera, born 1961-04-02: by name and date of birth. Use that identifier, or say that it is another person."
    ),
    // Diagnoses.
    .init(
      .diagnoses, "P9,mg,2025-01-01,,,", "patient_id", "P9",
      "no such patient is registered. Give the patients file in the same import, or correct the identifier."
    ),
    .init(
      .diagnoses, "P001,cipd,2025-01-01,,,", "disease", "cipd",
      "no disease has this id. Did you mean 'cidp'? 'recheck measures list --kind diseases' shows all of them."
    ),
    .init(
      .diagnoses, "P001,other,2025-01-01,,,", "other_name", "", "a value is needed here."),
    .init(
      .diagnoses, "P001,mg,2025-01-01,2025-02-01,,", "onset_on", "2025-02-01",
      "this lies after the diagnosis on 2025-01-01. Correct one of the two."),
    .init(
      .diagnoses, "P001,mg,2025-01-01,,2024-01-01,", "ended_on", "2024-01-01",
      "this lies before the diagnosis on 2025-01-01. Correct one of the two."),
    .init(
      .diagnoses, "P001,mg,2025-01-01,,2026-01-16,", "ended_on", "2026-01-16",
      "this lies after today (2026-01-15). Correct the date."),
    .init(
      .diagnoses, "P001,mg,1960-01-01,,,", "diagnosed_on", "1960-01-01",
      "this lies before the patient's birth on 1961-04-02. Correct one of the two."),
    .init(
      .diagnoses, "P001,cidp,2025-01-10,2024-03-02,,", "disease", "cidp",
      "this diagnosis is recorded with other particulars. End or revise it with 'recheck diagnosis', or correct the row."
    ),
    .init(
      .diagnoses, "P\u{200B}001,mg,2025-01-01,,,", "patient_id", "P\u{200B}001",
      "it has a character that nobody sees (U+200B). Remove it, and any line break."),
    .init(
      .diagnoses, "007,mg,1899-12-31,,,", "diagnosed_on", "1899-12-31",
      "this lies before 1900-01-01. Correct the date."),
    // Treatments.
    .init(
      .treatments, "P001,ivig,2025-01-01,2026-01-16,,,,,,", "stop", "2026-01-16",
      "this lies after today (2026-01-15). Correct the date."),
    .init(
      .treatments, "P001,ivg,2025-01-01,,,,,,,", "therapy", "ivg",
      "no therapy has this id. Did you mean 'ivig'? 'recheck measures list --kind therapies' shows all of them."
    ),
    .init(
      .treatments, "P001,scig,2025-02-01,2025-01-31,,,,,,", "stop", "2025-01-31",
      "this lies before the start on 2025-02-01. Correct one of the two."),
    .init(
      .treatments, "P001,scig,2025-02-01,,cure,,,,,", "intent", "cure",
      "allowed are induction, maintenance, bridge, symptomatic, nothing."),
    .init(
      .treatments, "P001,scig,2025-02-01,,,two,g,,,", "dose", "two",
      "a number with at most 9 digits, 4 of them after the point, is needed, or nothing."),
    .init(
      .treatments, "P001,scig,2025-02-01,,,-2,g,,,", "dose", "-2",
      "a number above 0 is needed, or nothing where it is not known."),
    .init(
      .treatments, "P001,scig,2025-02-01,,,0,g,,,", "dose", "0",
      "a number above 0 is needed, or nothing where it is not known."),
    .init(
      .treatments, "P001,scig,2025-02-01,,,0.00001,g,,,", "dose", "0.00001",
      "a number with at most 9 digits, 4 of them after the point, is needed, or nothing."),
    .init(
      .treatments, "P001,scig,2025-02-01,,,2,g,0,,", "interval_days", "0",
      "a whole number above 0 is needed, or nothing."),
    .init(
      .treatments, "P001,scig,2025-02-01,,,2,g,,,worse", "stop_reason", "worse",
      "the stop is empty. Give it, or leave this empty."),
    .init(
      .treatments, "P001,scig,2025-02-01,2025-03-01,,2,g,,,cured", "stop_reason", "cured",
      "allowed are planned, no-effect, worse, side-effect, other, nothing."),
    .init(
      .treatments, "P001,ivig,2025-01-20,,induction,1,g/kg,21,,", "start", "2025-01-20",
      "this course is recorded with other particulars. Change it with 'recheck treatment change' or 'recheck treatment stop', or correct the row."
    ),
    // Scores.
    .init(
      .scores, "P001,2025-05-01,incta,arms,2,,,", "measure", "incta",
      "no measure has this id. Did you mean 'incat'? 'recheck measures list' shows all of them."),
    .init(
      .scores, "P001,2026-01-16,incat,arms,2,,,", "date", "2026-01-16",
      "this lies after today (2026-01-15). Correct the date."),
    .init(
      .scores, "P001,1961-04-01,incat,arms,2,,,", "date", "1961-04-01",
      "this lies before the patient's birth on 1961-04-02. Correct one of the two."),
    .init(
      .scores, "P001,2025-05-01,incat,torso,2,,,", "item", "torso",
      "incat has no item of this name; it has arms, legs."),
    .init(
      .scores, "P001,2025-05-01,incat,arms,6,,,", "value", "6",
      "arms of incat is one of 0, 1, 2, 3, 4, 5, or \(missing)."),
    .init(
      .scores, "P001,2025-05-01,incat,arms,,,,", "value", "",
      "arms of incat is one of 0, 1, 2, 3, 4, 5, or \(missing)."),
    .init(
      .scores, "P001,2025-05-01,physician-global,,bad,,,", "value", "bad",
      "physician-global is a number from 0 to 10 cm in steps of 0.1, or one of \(missing)."),
    .init(
      .scores, "P001,2025-05-01,physician-global,,10.1,,,", "value", "10.1",
      "outside the range; physician-global is a number from 0 to 10 cm in steps of 0.1. Correct the value."
    ),
    .init(
      .scores, "P001,2025-05-01,physician-global,,4.25,,,", "value", "4.25",
      "between the steps; physician-global is a number from 0 to 10 cm in steps of 0.1. Correct the value."
    ),
    .init(
      .scores, "P001,2025-05-01,incat,total,11,,,", "value", "11",
      "outside the range; total of incat is a number from 0 to 10 points (whole numbers). Correct the value."
    ),
    .init(
      .scores, "P001,2025-05-01,fi2,total,5,side=right,,", "item", "total",
      "fi2 has no total by its rule. Give its items and leave the total out."),
    .init(
      .scores, "P001,2025-05-01,incat,,5,,,", "item", "",
      "incat has no value of its own. Give its items, or its total as the item 'total'."
    ),
    .init(
      .scores, "P001,2025-05-01,grip-vigorimeter,,42,,,", "variant", "",
      "the variant 'hand' of grip-vigorimeter is one of right, left."),
    .init(
      .scores, "P001,2025-05-01,grip-vigorimeter,,42,hand=third,,", "variant", "hand=third",
      "the variant 'hand' of grip-vigorimeter is one of right, left."),
    .init(
      .scores, "P001,2025-05-01,tis-2016,,40,,,", "measure", "tis-2016",
      "tis-2016 is computed from other measures and never entered."),
    .init(
      .scores, "P001,2025-01-15,incat,arms,1,,RN,\nP001,2025-01-15,incat,legs,3,,RN,", "date",
      "2025-01-15",
      "a score with other answers is recorded for the same patient, date, measure and variant. Change it with 'recheck correct', which keeps the earlier one."
    ),
    // Decisions.
    .init(
      .reviews, "P9,missing-response,ivig,2025-01-20,2025-05-01,reopened,,,Dr A,seen,",
      "patient_id", "P9",
      "no such patient is registered. Give the patients file in the same import, or correct the identifier."
    ),
    .init(
      .reviews, "P001,no-response,ivig,2025-01-20,2025-05-01,reopened,,,Dr A,seen,", "flag",
      "no-response", "allowed are \(FlagKind.allCases.map(\.rawValue).joined(separator: ", "))."),
    .init(
      .reviews, "P001,,ivig,2025-01-20,2025-05-01,reopened,,,Dr A,seen,", "flag", "",
      "a value is needed here."),
    .init(
      .reviews, "P001,missing-response,ivg,2025-01-20,2025-05-01,reopened,,,Dr A,seen,",
      "therapy", "ivg",
      "no therapy has this id. Did you mean 'ivig'? 'recheck measures list --kind therapies' shows all of them."
    ),
    .init(
      .reviews, "P001,missing-response,ivig,,2025-05-01,reopened,,,Dr A,seen,", "therapy", "ivig",
      "the start is empty. Give it, or leave this empty."),
    .init(
      .reviews, "P001,missing-response,,2025-01-20,2025-05-01,reopened,,,Dr A,seen,", "start",
      "2025-01-20", "the therapy is empty. Give it, or leave this empty."),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01,2025-05-01,reopened,,,Dr A,seen,", "start",
      "2025-01",
      "no day of the calendar written as 2026-06-30. Dates in another order need --dates d.m.y or --dates m/d/y."
    ),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01-20,,reopened,,,Dr A,seen,", "day", "",
      "a value is needed here."),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01-20,2026-01-16,reopened,,,Dr A,seen,", "day",
      "2026-01-16", "this lies after today (2026-01-15). Correct the date."),
    .init(
      .reviews, "P001,coverage-gap,,,1961-04-01,reopened,,,Dr A,seen,", "day", "1961-04-01",
      "this lies before the patient's birth on 1961-04-02. Correct one of the two."),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01-20,2025-05-01,agreed,mg,,Dr A,seen,",
      "decision", "agreed",
      "allowed are diagnosis-confirmed, diagnosis-revised, treatment-changed, trial-inadequate, measure-unsuitable, deferred, reopened."
    ),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01-20,2025-05-01,diagnosis-revised,,,Dr A,seen,",
      "revised_to", "", "a value is needed here where the decision is 'diagnosis-revised'."),
    .init(
      .reviews,
      "P001,missing-response,ivig,2025-01-20,2025-05-01,diagnosis-revised,mgg,,Dr A,seen,",
      "revised_to", "mgg",
      "no disease has this id. Did you mean 'mg'? 'recheck measures list --kind diseases' shows all of them."
    ),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01-20,2025-05-01,reopened,mg,,Dr A,seen,",
      "revised_to", "mg",
      "a value here goes with the decision 'diagnosis-revised' alone. Leave it out, or correct the decision."
    ),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01-20,2025-05-01,deferred,,,Dr A,seen,",
      "deferred_until", "", "a value is needed here where the decision is 'deferred'."),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01-20,2025-05-01,deferred,,2025-05-01,Dr A,seen,",
      "deferred_until", "2025-05-01",
      "this does not lie after the decision on 2025-05-01. Correct one of the two."),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01-20,2025-05-01,reopened,,2025-06-01,Dr A,seen,",
      "deferred_until", "2025-06-01",
      "a value here goes with the decision 'deferred' alone. Leave it out, or correct the decision."
    ),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01-20,2025-05-01,reopened,,, ,seen,",
      "physician", " ", "a value is needed here."),
    .init(
      .reviews, "P001,missing-response,ivig,2025-01-20,2025-05-01,reopened,,,Dr A,,", "note", "",
      "a value is needed here."),
    .init(
      .reviews, "P001,diagnosis-unanswered,,,2025-05-01,reopened,,,Dr A,seen,cipd", "disease",
      "cipd",
      "no disease has this id. Did you mean 'cidp'? 'recheck measures list --kind diseases' shows all of them."
    ),
    // Re-evaluations.
    .init(
      .considerations, "P001,cipd,damage,open,2025-05-01,Dr A,", "disease", "cipd",
      "no disease has this id. Did you mean 'cidp'? 'recheck measures list --kind diseases' shows all of them."
    ),
    .init(
      .considerations, "P001,,damage,open,2025-05-01,Dr A,", "disease", "",
      "a value is needed here."),
    .init(
      .considerations, "P001,cidp, ,open,2025-05-01,Dr A,", "row", " ", "a value is needed here."),
    .init(
      .considerations, "P001,cidp,\(long),open,2025-05-01,Dr A,", "row", long,
      "at most 200 characters are taken here. Shorten it, or write the rest as a note."),
    .init(
      .considerations, "P001,cidp,two\tcells,open,2025-05-01,Dr A,", "row", "two\tcells",
      "it has a character that nobody sees (U+0009). Remove it, and any line break."),
    .init(
      .considerations, "P001,cidp,damage,done,2025-05-01,Dr A,", "state", "done",
      "allowed are open, requested, excluded, confirmed."),
    .init(
      .considerations, "P001,cidp,damage,open,2026-01-16,Dr A,", "day", "2026-01-16",
      "this lies after today (2026-01-15). Correct the date."),
    .init(
      .considerations, "P001,cidp,damage,open,2025-05-01,,", "author", "",
      "a value is needed here."),
    // Notes of visits.
    .init(
      .visits, "P001,2026-01-16,yes,,,", "date", "2026-01-16",
      "this lies after today (2026-01-15). Correct the date."),
    .init(
      .visits, "P001,1961-04-01,yes,,,", "date", "1961-04-01",
      "this lies before the patient's birth on 1961-04-02. Correct one of the two."),
    .init(
      .visits, "P001,2025-05-01,,,,", "illness", "",
      "nothing is said in this row. Give one of illness, missed_doses, days_since_dose, note, or leave the row out."
    ),
    .init(
      .visits, "P001,2025-05-01,maybe,,,", "illness", "maybe", "allowed are yes, no, nothing."),
    .init(
      .visits, "P001,2025-05-01,,1,,", "missed_doses", "1", "allowed are yes, no, nothing."),
    .init(
      .visits, "P001,2025-05-01,,,-1,", "days_since_dose", "-1",
      "a whole number from 0 is needed, or nothing."),
    .init(
      .visits, "P001,2025-05-01,,,2.5,", "days_since_dose", "2.5",
      "a whole number from 0 is needed, or nothing."),
  ]

  private static let long = String(repeating: "x", count: 201)

  /// The usual columns; a name in words has its own test.
  private static func header(_ layout: ImportLayout) -> String {
    layout.columns.filter { $0 != "other_name" }.joined(separator: ",")
  }

  @Test(arguments: rows) func `name place, value and remedy, and store nothing`(fault: FaultyRow)
    throws
  {
    let clinic = try SmallClinic.make()
    let before = try clinic.everything()
    let header = Self.header(fault.layout)
    let found = try clinic.refusal(["f.csv": "\(header)\n\(fault.row)\n"])
    expectNoDifference(
      found, ["f.csv, row 2, column \(fault.column): found '\(fault.value)': \(fault.says)"])
    expectNoDifference(try clinic.everything(), before)
  }

  @Test func `every kind of fault has its test`() throws {
    let clinic = try SmallClinic.make()
    var seen: Set<String> = []
    for fault in Self.rows {
      let text = "\(Self.header(fault.layout))\n\(fault.row)\n"
      do {
        try clinic.importing(["f.csv": text])
      } catch let refusal as ImportRefusal {
        for found in refusal.faults { seen.insert(kind(found)) }
      }
    }
    // Those that need more than one row, or another header, are in `Faults of several rows`.
    let others: Set<String> = [
      "csv", "header", "rowsDisagree", "duplicatePatient", "duplicateDiagnosis",
      "duplicateTreatment", "duplicateScore",
    ]
    expectNoDifference(seen.union(others).sorted(), Self.kinds.sorted())
  }

  private func kind(_ fault: ImportFault) -> String {
    String("\(fault.kind)".prefix { $0 != "(" })
  }

  private static let kinds = [
    "csv", "header", "record", "unknownPatient", "unknownMeasure", "unknownDisease",
    "unknownTherapy", "answer", "duplicatePatient", "duplicateDiagnosis", "duplicateTreatment",
    "duplicateScore", "alreadyRecorded", "patientDiffers", "treatmentDiffers", "diagnosisDiffers",
    "rowsDisagree", "alike",
  ]
}
