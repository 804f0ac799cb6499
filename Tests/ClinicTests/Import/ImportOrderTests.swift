import Clinic
import CustomDump
import Demonstration
import Exchange
import Outcomes
import Testing

@Suite struct `The order of rows and files` {
  private func random(_ seed: UInt64, patients: Int = 12, everyMeasure: Bool = false) throws
    -> RandomClinic
  {
    RandomClinic(
      patients: patients, seed: seed, library: try TestClinic.definitions.get().library,
      everyMeasure: everyMeasure)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `says nothing: shuffled rows give the same clinic and verdicts`(seed: UInt64) throws {
    let ordered = try random(seed)
    let clinic = try ordered.clinic()
    var generator = SeededGenerator(seed: seed)
    var mixed = ordered
    mixed.patients.shuffle(using: &generator)
    mixed.diagnoses.shuffle(using: &generator)
    mixed.treatments.shuffle(using: &generator)
    mixed.scores.shuffle(using: &generator)
    let shuffled = try mixed.clinic()
    expectNoDifference(try shuffled.everything(), try clinic.everything())
    expectNoDifference(try shuffled.judgements(), try clinic.judgements())
    #expect(try clinic.lines(.scores).count == ordered.scores.count + 1)
    // The same rows once more, in whatever order, are passed over.
    for files in [mixed.files, ordered.files] {
      let again = try clinic.importing(files)
      #expect(again.stored.isEmpty)
      #expect(again.passedOver[.patients] == 12)
    }
    expectNoDifference(try clinic.everything(), try shuffled.everything())
  }

  @Test func `files may be given in any order`() throws {
    let files = try random(5).files
    let clinic = try TestClinic([
      files[3].key: files[3].value, files[2].key: files[2].value, files[1].key: files[1].value,
      files[0].key: files[0].value,
    ])
    expectNoDifference(try clinic.everything(), try TestClinic(files).everything())
  }

  @Test func `scores may come in several files, the next one beginning where the last one ended`()
    throws
  {
    let clinic = try SmallClinic.withoutScores()
    try clinic.importing([
      "a.csv": SmallClinic.scoreColumns + "P001,2025-05-01,pain-nrs,,3,,,\n",
      "b.csv": SmallClinic.scoreColumns + "P001,2025-05-02,pain-nrs,,4,,,\n",
    ])
    #expect(
      try clinic.lines(.scores).dropFirst() == [
        "P001,2025-05-01,pain-nrs,,3,,,", "P001,2025-05-02,pain-nrs,,4,,,",
      ])
  }

  @Test func `the same row differs by one answer and the whole file is refused`() throws {
    let ordered = try random(6, patients: 3)
    let clinic = try ordered.clinic()
    let before = try clinic.everything()
    var changed = ordered
    let row = try #require(
      changed.scores.firstIndex {
        $0.contains(",incat,arms,") || $0.contains(",mg-adl,") || $0.contains(",haq-di,")
      })
    var cells = changed.scores[row].split(separator: ",", omittingEmptySubsequences: false).map(
      String.init)
    cells[4] = cells[4] == "1" ? "0" : "1"
    changed.scores[row] = cells.joined(separator: ",")
    changed.patients.append("P99,New,One,,")
    let found = try clinic.refusal(changed.files)
    #expect(found.count == 1)
    #expect(found.first?.contains("a score with other answers is recorded") == true)
    expectNoDifference(try clinic.everything(), before)
  }

  @Test func `a dry run says what the real one does`() throws {
    let random = try random(7, patients: 4, everyMeasure: true)
    let clinic = try TestClinic()
    let dry = try clinic.importing(random.files, dryRun: true)
    #expect(try clinic.everything() == TestClinic().everything())
    let real = try clinic.importing(random.files)
    #expect(dry.isDryRun && !real.isDryRun)
    #expect(dry.stored == real.stored && dry.rows == real.rows && dry.passedOver == real.passedOver)
    #expect(
      dry.summary
        == real.summary.replacing("Stored", with: "Would store")
        + "\nNo fault was found; nothing was stored.")
    let again = try clinic.importing(random.files, dryRun: true)
    #expect(again.stored.isEmpty && again.passedOver == real.stored)
  }
}
