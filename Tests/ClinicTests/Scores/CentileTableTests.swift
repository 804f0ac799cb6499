import Clinic
import CustomDump
import Exchange
import Outcomes
import Registry
import TestSupport
import Testing

@Suite struct `The centile of the I-RODS` {
  private static let id = Patient.ID("P001")
  /// Not raw/48 times 100: nothing could be mistaken for a computed value.
  private static func centile(_ raw: Int) -> Int { raw * 2 + (raw > 20 ? 3 : 0) }
  private static let table = "raw,centile\n" + (0...48).map { "\($0),\(centile($0))\n" }.joined()

  private func load(_ text: String = table, source: String = "van Nes 2011", in clinic: TestClinic)
    throws -> Int
  {
    try clinic.desk.loadTable(
      for: .init("i-rods"), from: clinic.write("table.csv", text), source: source)
  }

  /// 24 answers that add up to a raw sum.
  private func answers(_ sum: Int) -> [(item: String, value: String)] {
    (1...24).map { (item: "i\($0)", value: "\(min(2, max(0, sum - ($0 - 1) * 2)))") }
  }

  private func rows(_ sum: Int, on day: String) -> String {
    answers(sum).map { "P001,\(day),i-rods,\($0.item),\($0.value),,,\n" }.joined()
  }

  private func record(
    _ pairs: [(item: String, value: String)], on date: String, in clinic: TestClinic
  ) throws -> Int {
    try clinic.desk.record(
      try clinic.desk.prepareScore(Self.id, .init("i-rods"), day: day(date), pairs: pairs))
  }

  private func centiles(_ clinic: TestClinic) throws -> [String] {
    let table = try CSVText(clinic.export(.scoresWide))
    let column = try #require(table.header.firstIndex(of: "i-rods centile"))
    return table.records.filter { $0[0] == "P001" && $0[1] > "2025-04-30" }.map {
      "\($0[1]) \($0[column])"
    }
  }

  @Test func `is never computed from the raw sum`() throws {
    let clinic = try SmallClinic.make()
    _ = try record(answers(24), on: "2025-05-01", in: clinic)
    try clinic.importing(["s.csv": SmallClinic.scoreColumns + rows(30, on: "2025-05-02")])
    expectNoDifference(try centiles(clinic), ["2025-05-01 ", "2025-05-02 "])
  }

  @Test func `comes from the site's table, for entries and imports alike`() throws {
    let clinic = try SmallClinic.make()
    #expect(try load(in: clinic) == 49)
    _ = try record(answers(24), on: "2025-05-01", in: clinic)
    _ = try record(answers(24) + [("centile", "70.5")], on: "2025-05-02", in: clinic)
    _ = try record(answers(24).dropLast() + [("i24", "unable")], on: "2025-05-03", in: clinic)
    let file = SmallClinic.scoreColumns + rows(30, on: "2025-05-04")
    try clinic.importing(["s.csv": file])
    expectNoDifference(
      try centiles(clinic),
      ["2025-05-01 51", "2025-05-02 70.5", "2025-05-03 ", "2025-05-04 63"])
    #expect(try clinic.importing(["s.csv": file]).passedOver[.scores] == 1)
    expectNoDifference(try clinic.copy().everything(), try clinic.everything())
  }

  @Test func `follows corrected items, unless it was entered`() throws {
    let clinic = try SmallClinic.make()
    _ = try load(in: clinic)
    let first = try record(answers(24), on: "2025-05-01", in: clinic)
    let second = try record(answers(24) + [("centile", "70.5")], on: "2025-05-02", in: clinic)
    _ = try clinic.desk.correctScore(first, pairs: [("i1", "1")], reason: "misread")
    _ = try clinic.desk.correctScore(second, pairs: [("i1", "1")], reason: "misread")
    expectNoDifference(try centiles(clinic), ["2025-05-01 49", "2025-05-02 70.5"])
    _ = try clinic.desk.correctScore(first, pairs: [("i2", "unable")], reason: "misread")
    expectNoDifference(try centiles(clinic), ["2025-05-01 ", "2025-05-02 70.5"])
  }

  @Test func `is given to what was recorded before the table, and follows a new table`() throws {
    let clinic = try SmallClinic.make()
    let file = SmallClinic.scoreColumns + rows(30, on: "2025-05-04")
    try clinic.importing(["s.csv": file])
    let first = try record(answers(24), on: "2025-05-01", in: clinic)
    _ = try record(answers(24) + [("centile", "70.5")], on: "2025-05-02", in: clinic)
    _ = try load(in: clinic)
    expectNoDifference(try centiles(clinic), ["2025-05-01 51", "2025-05-02 70.5", "2025-05-04 63"])
    #expect(try clinic.importing(["s.csv": file]).passedOver[.scores] == 1)
    _ = try load("raw,centile\n24,52\n", source: "second printing", in: clinic)
    expectNoDifference(try centiles(clinic), ["2025-05-01 52", "2025-05-02 70.5", "2025-05-04 "])
    let history = try clinic.desk.file.read { try $0.history(ofScore: first) }
    expectNoDifference(history.map(\.fact.score.part), [nil, Rational(51), Rational(52)])
    expectNoDifference(history.map(\.reason).dropFirst(), ["van Nes 2011", "second printing"])
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
  }

  @Test(arguments: [
    ("raw,centile\n49,50\n", 2, "49,50"), ("raw,centile\n-1,50\n", 2, "-1,50"),
    ("raw,centile\n1,101\n", 2, "1,101"), ("raw,centile\n1,2\n1,3\n", 3, "1,3"),
    ("raw,centile\n1,2\nx,3\n", 3, "x,3"), ("raw,centile,more\n1,2,3\n", 2, "1,2,3"),
    ("raw,centile\n1\n", 2, ""),
  ])
  func `is not read from a table with a fault`(text: String, row: Int, value: String) throws {
    let clinic = try SmallClinic.make()
    let said = try clinic.refusal { _ in _ = try load(text, in: clinic) }
    #expect(
      said.hasSuffix(
        "table.csv, row \(row): found '\(value)': two numbers are needed, the raw score and its value, each raw score once."
      ))
    _ = try record(answers(1), on: "2025-05-01", in: clinic)
    expectNoDifference(try centiles(clinic), ["2025-05-01 "])
  }

  @Test func `needs a source, and a measure that has a table`() throws {
    let clinic = try SmallClinic.make()
    #expect(
      try clinic.refusal { _ in _ = try load(source: "", in: clinic) }
        == "A source is needed and was left empty.")
    #expect(
      try clinic.refusal { desk in
        _ = try desk.loadTable(
          for: .init("incat"), from: clinic.write("t.csv", Self.table), source: "x")
      } == "incat is not compared by a value that comes from a table.")
  }
}
