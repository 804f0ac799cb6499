import CustomDump
import Exchange
import Testing

@Suite struct `What stands in a REDCap dictionary` {
  static let codes: [(values: [String], codes: [String])] = [
    (["0", "1", "-1", "0.5"], ["0", "1", "-1", "0.5"]),
    (["I", "IIa", "anti-mag", "U/L"], ["I", "IIa", "anti_mag", "U_L"]),
    // No code twice, in capitals or not, and none of a missing answer.
    (["a-b", "a b", "A/B"], ["a_b", "a_b_2", "A_B_3"]),
    (["refused", "UNABLE", "+"], ["refused_2", "UNABLE_2", "_"]),
    (["1,5", "3-4"], ["1_5", "3_4"]),
  ]

  @Test(arguments: codes.indices)
  func `are codes of digits, letters and underscores`(_ index: Int) {
    let (values, codes) = Self.codes[index]
    expectNoDifference(REDCapCodes(values).all.map(\.code), codes)
  }

  @Test func `are labels without signs of REDCap's own`() {
    let field = REDCapField(
      "grip", form: "grip", label: "Grip [kPa],\n <5 is low",
      kind: .radio([
        .init(code: "0", label: "none | few"), .init(code: "1", label: "a lot, <3 s <= 4"),
      ]))
    expectNoDifference(field.row[4], "Grip (kPa), < 5 is low")
    expectNoDifference(field.row[5], "0, none / few | 1, a lot, < 3 s <= 4")
    #expect(field.row.count == 18)
  }
}
