import Measures
import Outcomes
import Testing

/// What was written arrives in the library.
@Suite struct ToyReadingTests {
  private let library: Library

  init() throws {
    let files = Toy.files.map { (path: $0.key, text: $0.value) }.sorted { $0.path < $1.path }
    library = try Definitions.read(shipped: files) { _ in "a hash" }.library
  }

  @Test func measure() throws {
    let walk = try #require(library.measure(Measure.ID("walk")))
    #expect(walk.short == "Walk")
    #expect(walk.version == "2")
    #expect(walk.compatibleVersions == ["1"])
    #expect(walk.hash == "a hash")
    #expect(walk.range == Rational(0)...Rational(5))
    #expect(walk.fields.map(\.id) == ["steps", "steps-count", "stairs", "time"])
    #expect(walk.items.map(\.inTotal) == [true, true, false])
    #expect(walk.unusualChange == Rational(5, over: 2))
    #expect(walk.sources.first?.citation == "Toy 2020, doi 10.1/toy")
    #expect(walk.codes.first?.code == "1-1")
    #expect(walk.variants.first?.values == ["right", "left"])
    #expect(walk.improvementThreshold?.size == .points(.one))
    #expect(
      walk.worseningThreshold?.size
        == .byBaseline([
          Threshold.Band(from: .zero, to: Rational(2), points: .one, percent: nil),
          Threshold.Band(from: Rational(3), to: Rational(5), points: nil, percent: Rational(40)),
        ]))
    #expect(walk.statuses.first?.atMost == .zero)
    #expect(walk.examples.map(\.variant) == ["", "", "side=left", ""])
    #expect(walk.examples.map(\.total) == [.zero, Rational(5), Rational(2), nil])
  }

  @Test func composite() throws {
    let change = try #require(library.measure(Measure.ID("change"))?.composite)
    #expect(change.withinDays == 14)
    #expect(change.components.map(\.range) == [Rational(5), nil])
    #expect(change.components[1].rangeInUpperLimits == [Measure.ID("arm"): Rational(3)])
    #expect(change.components[0].points(forPercent: Rational(5)) == .zero)
    #expect(change.components[0].points(forPercent: Rational(21)) == Rational(20))
    #expect(change.levels.map(\.name) == ["minimal", "major"])
    #expect(change.judgedLevel == Rational(20))
  }

  @Test func disease() throws {
    let ache = try #require(library.disease(Disease.ID("ache")))
    #expect(ache.counted.map(\.measure.text) == ["walk", "arm"])
    #expect(
      ache.counted[1].improvement?.size == .percentOfBaseline(Rational(20), atLeast: .one))
    #expect(ache.counted[1].improvement?.use == .judge)
    #expect(ache.composite == Measure.ID("change"))
    #expect(ache.variantOf == nil)
    #expect(ache.firstAssessmentWeeks == [4, 12])
    #expect(ache.criteria.map(\.id) == ["walks", "levels", "either"])
    #expect(ache.expectedWithoutResponse == nil)
  }

  @Test func diseaseThatIsNotJudged() throws {
    let fracture = try #require(library.disease(Disease.ID("fracture")))
    #expect(!fracture.isJudged)
    #expect(fracture.group == .other)
    #expect(fracture.codes.map(\.code) == ["S00"])
    #expect(fracture.monitoringEvidence.verification == .seen)
    #expect(fracture.counted.isEmpty)
    #expect(fracture.composite == nil)
    #expect(library.diseases.filter(\.isJudged).map(\.id.text) == ["ache", "ache-mild"])
  }

  @Test func nadirDaysOfAVariantAreItsParents() throws {
    var files = Toy.files
    files["diseases/ache.yaml"] = Toy.ache + "\nnadir-days: 28\n"
    let read = try Definitions.read(
      shipped: files.map { (path: $0.key, text: $0.value) }.sorted { $0.path < $1.path }
    ) { _ in "" }.library
    #expect(read.disease(Disease.ID("ache"))?.nadirDays == 28)
    #expect(read.disease(Disease.ID("ache-mild"))?.nadirDays == 28)
    #expect(library.disease(Disease.ID("ache"))?.nadirDays == nil)
  }

  /// Without a figure of its own a trial is the deadline less the effect-duration.
  @Test func trial() throws {
    let rest = try #require(library.therapy(Therapy.ID("rest")))
    let row = try #require(rest.expectations.first)
    #expect(row.trial?.weeks == Rational(1, over: 2))
    #expect(row.trial?.evidence.verification == .seen)
    #expect(row.trialDays(effectDays: rest.effectDays) == 4)
    var without = row
    without.trial = nil
    #expect(without.trialDays(effectDays: 3) == 25)
    #expect(without.trialDays(effectDays: 30) == 0)
  }

  @Test func variantTakesFromItsParentWhatItDoesNotGive() throws {
    let mild = try #require(library.disease(Disease.ID("ache-mild")))
    #expect(mild.variantOf == Disease.ID("ache"))
    #expect(mild.short == "Mild ache")
    #expect(mild.watched == [Measure.ID("change")])
    #expect(mild.counted.map(\.measure.text) == ["walk", "arm"])
    #expect(mild.monitoringEvidence.verification == .convention)
    #expect(mild.criteria.count == 3)
    #expect(mild.reconsider.map(\.consider) == ["another ache"])
    #expect(mild.reconsider.map(\.id) == ["another-ache"])
  }

  @Test func therapy() throws {
    let rest = try #require(library.therapy(Therapy.ID("rest")))
    #expect(rest.roles == [.fastOnset])
    #expect(!rest.isImmunotherapy)
    #expect(rest.effectDays == 3)
    let row = try #require(rest.expectations.first)
    #expect(row.intent == nil)
    #expect(row.firstEffectDays == 4)
    #expect(row.assessBy == Rational(2))
    #expect(row.responseRate?.percent == Rational(109, over: 2))
    #expect(row.cautions.map(\.text) == ["not too long"])
    #expect(row.evidence.verification == .unverified)
  }
}
