import Outcomes
import Testing

/// What of a measure is compared, and on which scale.
@Suite struct `The scale of what is compared` {
  private func scale(_ measure: Measure, _ subscore: String? = nil) -> Scale {
    measure.scale(of: CountedMeasure(measure: measure.id, subscore: subscore))
  }

  @Test func `is that of the total where nothing else is said`() {
    for measure in [adl, incat, grip, walk] {
      let scale = scale(measure)
      #expect(scale.part == nil)
      #expect(scale.range == measure.range)
      #expect(scale.direction == measure.direction)
      #expect(scale.unit == measure.unit)
      #expect(scale.isHigherBetter == (measure.direction == .higherIsBetter))
    }
  }

  @Test func `is that of the part that stands in place of the total`() throws {
    let part = try #require(rods.subscores.first { $0.id == "centile" })
    #expect(scale(rods).part?.id == "centile")
    #expect(scale(rods).range == part.range)
    #expect(rods.totalScale.part == nil)
    #expect(rods.totalScale.range == rods.range)
  }

  @Test func `is that of the part which the disease counts`() {
    let half = Subscore(
      id: "bulbar", name: "bulbar", items: ["talking", "chewing"], range: 0...6, unit: "of 6")
    let parted = instrument(
      "parted", .functional, .patient, .higherIsWorse, 0...24, items: adl.items,
      scoring: Scoring(rule: .sum), subscores: [half], thresholds: adl.thresholds)
    #expect(scale(parted).part == nil)
    #expect(scale(parted, "bulbar").part?.id == "bulbar")
    #expect(scale(parted, "bulbar").range == 0...6)
    #expect(scale(parted, "bulbar").unit == "of 6")
    #expect(scale(parted, "bulbar").direction == .higherIsWorse)
    #expect(scale(parted, "unknown").part == nil)
  }

  @Test func `steps are those of the entry, eighths for the HAQ-DI, hundredths for a ratio`() {
    #expect(scale(pain).step == 1)
    #expect(scale(haq).step == Rational(1, over: 8))
    #expect(scale(ck).step == Rational(1, over: 100))
    #expect(scale(adl).step == 1)
  }
}
