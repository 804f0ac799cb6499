import Outcomes
import Testing

@Suite struct VariantTests {
  @Test(
    arguments: [
      ("hand=right", "hand=right;device=martin;posture="),
      ("device=other;hand=left", "hand=left;device=other;posture="),
      ("posture=sitting;hand=left", "hand=left;device=martin;posture=sitting"),
    ])
  func `a variant is written in the definition's order with every default`(
    given: String, written: String
  ) throws {
    #expect(try grip.canonicalVariant(given) == written)
  }

  @Test(
    arguments: [
      "", "device=martin", "hand=middle", "hand", "hand=", "side=left", "hand=left;hand=right",
    ])
  func `an unknown, missing or doubled part is refused`(given: String) {
    #expect(throws: AnswerFault.self) { try grip.canonicalVariant(given) }
  }

  @Test func `a measure without variants takes none`() throws {
    #expect(try adl.canonicalVariant("") == "")
    #expect(throws: AnswerFault.self) { try adl.canonicalVariant("hand=left") }
  }

  @Test func `a missing key has its default`() {
    #expect(grip.variantValue("device", in: "hand=left") == "martin")
    #expect(grip.variantValue("device", in: "hand=left;device=other") == "other")
    #expect(grip.variantValue("hand", in: "") == nil)
  }

  @Test(
    arguments: [
      // An empty part has no words anyway.
      ("hand=right;device=martin;posture=", "hand=right;posture="),
      ("hand=left;device=other;posture=sitting", "hand=left;device=other;posture=sitting"),
      ("", ""), ("side=left", "side=left"),
    ])
  func `a short name leaves out what is as usual, never which series it is`(
    given: String, unusual: String
  ) {
    #expect(grip.unusual(in: given) == unusual)
  }
}
