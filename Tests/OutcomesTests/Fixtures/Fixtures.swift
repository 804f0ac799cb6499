import Outcomes
import Testing

// Small hand-built definitions. The figures that matter are those of response.md and names.md; the
// tests must not move when a shipped definition does.

extension Rational: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

/// Tenths: `tenths(72)` is 7.2.
func tenths(_ count: Int64) -> Rational { Rational(count, over: 10) }

/// First dose of the course under test; every date in the tests counts from it.
let firstDose = Day(number: 19_800)

/// A day counted from the first dose.
func day(_ offset: Int) -> Day { firstDose + offset }

let evidence = Evidence(
  source: Source(author: "Fixture", date: .published(year: 2020)), verification: .convention)

func improvement(_ size: Threshold.Size) -> Threshold {
  Threshold(purpose: .improvement, size: size, use: .judge, evidence: evidence)
}

func worsening(_ size: Threshold.Size) -> Threshold {
  Threshold(purpose: .worsening, size: size, use: .judge, evidence: evidence)
}

/// An item with the options 0 to `last`.
func graded(
  _ id: String, _ last: Int, raw: RawValue? = nil, aid: String? = nil, inTotal: Bool = true,
  optional: Bool = false
) -> Item {
  let options = (0...last).map {
    Item.Option(value: "\($0)", score: Rational($0), text: "grade \($0)")
  }
  return Item(
    id: id, label: id, kind: .options(options), raw: raw, aid: aid, inTotal: inTotal,
    optional: optional)
}

func numbers(_ minimum: Rational, _ maximum: Rational, step: Rational, unit: String = "")
  -> NumberRange
{
  NumberRange(minimum: minimum, maximum: maximum, step: step, unit: unit)
}

func measured(_ id: String, _ range: NumberRange) -> Item {
  Item(id: id, label: id, kind: .number(range))
}

/// A measure whose total is all that a test needs.
func instrument(
  _ id: String, _ measureClass: Measure.Class, _ reporter: Measure.Reporter,
  _ direction: Measure.Direction, _ range: ClosedRange<Rational>, items: [Item] = [],
  value: Item? = nil, scoring: Scoring = Scoring(rule: .entered), subscores: [Subscore] = [],
  comparison: Comparison = .total, variants: [VariantKey] = [], compatible: [String] = [],
  thresholds: [Threshold], composite: CompositeRule? = nil, isMuscleEnzyme: Bool = false
) -> Measure {
  Measure(
    id: Measure.ID(id), name: id, short: id, version: "1", compatibleVersions: compatible,
    measureClass: measureClass, reporter: reporter, direction: direction, unit: "points",
    range: range, items: items, value: value, scoring: scoring, subscores: subscores,
    comparison: comparison, variants: variants, thresholds: thresholds, composite: composite,
    isMuscleEnzyme: isMuscleEnzyme)
}

extension Measure {
  /// Answers by field id, each read as a file would be read.
  func answers(_ texts: [String: String]) throws -> Answers {
    var answers = Answers(of: self)
    for (id, text) in texts {
      let slot = try #require(fieldPositions[id])
      answers.slots[slot] = try answer(text, to: fields[slot])
    }
    return answers
  }
}
