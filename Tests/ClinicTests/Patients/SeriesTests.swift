import Clinic
import CustomDump
import Exchange
import Outcomes
import Testing

/// Efgartigimod acts for 35 days: 62 days from a last dose to the next first make one series, 63 do
/// not.
@Suite struct `A series of courses` {
  private func clinic(second start: String) throws -> TestClinic {
    let clinic = try SmallClinic.make()
    let treatments =
      "patient_id,therapy,start,stop,intent,dose,unit,interval_days,note,stop_reason\n"
      + "P002,efgartigimod,2025-06-02,2025-06-23,,10,mg/kg,7,,planned\n"
      + "P002,efgartigimod,\(start),,,10,mg/kg,7,,\n"
    try clinic.importing(["cycles.csv": treatments])
    return clinic
  }

  @Test func `is one judged line of the card, its courses stay listed one by one`() throws {
    let series = try clinic(second: "2025-08-24")
    let card = try series.desk.patientCard(.init("P002"))
    #expect(card.contains("\nefgartigimod  2025-06-02  2025-06-23  given    induction"))
    #expect(card.contains("\nefgartigimod  2025-08-24              "))
    #expect(
      card.contains(
        """


        Judged as one
        Efgartigimod (MG), 2 cycles since 2025-06-02, the last from 2025-08-24, running. \
        Cannot be judged: no score from before the treatment.

        Scores
        """), "\(card)")
    let two = try clinic(second: "2025-08-25")
    let apart = try two.desk.patientCard(.init("P002"))
    #expect(apart.contains("\nefgartigimod  2025-08-25              "))
    #expect(!apart.contains("Judged as one"))
  }

  @Test func `has one row in the verdicts and in the responses, and its courses in the layout`()
    throws
  {
    for (start, rows) in [
      ("2025-08-24", ["2025-06-02,,2"]),
      ("2025-08-25", ["2025-06-02,planned,1", "2025-08-25,,1"]),
    ] {
      let clinic = try clinic(second: start)
      let responses = try CSVText(clinic.export(.responses))
      let own = responses.records.filter { $0[2] == "efgartigimod" }
      expectNoDifference(own.map { "\($0[3]),\($0[18]),\($0[19])" }, rows)
      let judged = try CSVText(clinic.judgements()).records.filter { $0[2] == "efgartigimod" }
      #expect(Set(judged.map { $0[3] }).count == rows.count)
      let layout = try clinic.lines(.treatments).filter { $0.contains("efgartigimod") }
      #expect(layout.count == 2)
    }
  }
}
