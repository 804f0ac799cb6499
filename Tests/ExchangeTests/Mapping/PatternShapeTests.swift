import Testing

@testable import Exchange

@Suite("A pattern of a mapping")
struct PatternShapeTests {
  @Test(
    "that repeats what repeats, or what has alternatives, is told apart from one that ends on any text",
    arguments: [
      ("(a+)+$", true), ("(a*)*", true), ("(?:a|aa)+b", true), ("((ab+)c)*", true),
      ("(x{2,9}){2,9}", true),
      ("([a-z]+ ?)+", true), ("(a|b)*", true),
      ("([0-9]+) (mg/kg|mg|g)", false), ("^([0-9,.]+)$", false), ("([0-9.]+) ?%?", false),
      ("(ab)+", false),
      ("[(+|]+(a)?", false), ("\\(a+\\)+", false), ("[]+]+", false), ("([1-3]) - .*", false),
      ("(a|b)?", false),
    ])
  func mayNeverEnd(pattern: String, expected: Bool) {
    #expect(CellPattern(pattern).mayNeverEnd == expected)
  }
}
