import Exchange
import Outcomes
import Testing

@Suite struct `Study datasets` {
  @Test(arguments: [(-2, -2), (-1, -1), (0, 1), (1, 2), (84, 85)])
  func `know no day 0`(days: Int, day: Int) {
    #expect(StudyCode.day(days) == day)
  }

  @Test func `are the seven, each variable with a name of 8 and a label of 40 at most`() {
    #expect(
      StudyDataset.all.map(\.file)
        == ["dm", "qs", "ft", "mk", "re", "lb", "ex"].map { $0 + ".csv" })
    for dataset in StudyDataset.all {
      #expect(dataset.label.count <= 40)
      let names = dataset.variables.map(\.name)
      #expect(names.prefix(3) == ["STUDYID", "DOMAIN", "USUBJID"])
      #expect(Set(names).count == names.count)
      for variable in dataset.variables {
        #expect(variable.name.wholeMatch(of: /[A-Z][A-Z0-9]{0,7}/) != nil, "\(variable.name)")
        #expect((1...40).contains(variable.label.count), "\(variable.label)")
      }
    }
  }

  private func value(_ id: String) -> Measure {
    Measure(
      id: .init(id), name: id, short: String(id.prefix(14)), version: "1", measureClass: .objective,
      reporter: .performance, direction: .higherIsBetter, unit: "m",
      range: Rational(0)...Rational(9),
      value: Item(
        id: "value", label: "Distance",
        kind: .number(
          NumberRange(minimum: .zero, maximum: Rational(9), step: .one, unit: "m"))),
      scoring: Scoring(rule: .entered))
  }

  @Test func `have a short name for every test, and no two the same`() {
    let ids = ["walk-test", "walk-test-2", "walkt", "9hpt", "mg"]
    let tests = StudyTests(ids.map(value))
    let codes = ids.compactMap { tests.test(nil, of: .init($0))?.code }
    #expect(Set(codes).count == ids.count)
    for code in codes { #expect(code.wholeMatch(of: /Z[A-Z0-9]{1,7}/) != nil, "\(code)") }
    #expect(codes.suffix(2) == ["Z9HPT00", "ZMG00"])
    // Those that share five letters keep three, whatever else there is.
    #expect(codes.prefix(3).allSatisfy { $0.hasPrefix("ZWAL") && $0.count == 8 })
    #expect(StudyTests(ids.reversed().map(value)).test(nil, of: .init("walkt"))?.code == codes[2])
  }
}
