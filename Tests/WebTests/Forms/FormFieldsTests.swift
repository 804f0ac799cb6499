import Testing

@testable import Web

@Suite struct FormFieldsTests {
  @Test func readsNamesAndValues() throws {
    let fields = try FormFields(urlEncoded: "a=1&b=x+y%2Bz&c=&d=%C3%A9&e=%0D%0A+in+".utf8)
    #expect(fields["a"] == "1")
    #expect(fields["b"] == "x y+z")
    #expect(fields["c"] == "")
    #expect(fields["d"] == "é")
    #expect(fields["e"] == "in")
    #expect(fields.exact("e") == "\r\n in ")
    #expect(fields["missing"] == "")
    #expect(fields.order == ["a", "b", "c", "d", "e"])
    #expect(try FormFields(urlEncoded: "".utf8).isEmpty)
  }

  @Test(arguments: [
    "a=1&a=2", "a=%", "a=%4", "a=%GG", "a=%FF", "a=%C0%AE", "=1", "&", "a=1&", "a=%00", "a=%1B",
    "a=%7F",
  ])
  func refusesWhatIsMalformed(text: String) {
    #expect { try FormFields(urlEncoded: text.utf8) } throws: { error in
      (error as? WebFault)?.status == .badRequest
    }
  }

  @Test func takesAThousandFieldsAndNoMore() throws {
    func form(_ count: Int) -> String { (0..<count).map { "f\($0)=1" }.joined(separator: "&") }
    #expect(try FormFields(urlEncoded: form(1_000).utf8).order.count == 1_000)
    #expect(throws: WebFault.self) { try FormFields(urlEncoded: form(1_001).utf8) }
  }

  @Test func writesWhatItReads() throws {
    let fields = try FormFields(urlEncoded: "a=%26%3D%25+%C3%A9&nonce=x&b=%0A".utf8)
    let text = fields.encoded(without: ["nonce"])
    let again = try FormFields(urlEncoded: text.utf8)
    #expect(again.order == ["a", "b"])
    #expect(again.exact("a") == "&=% é")
    #expect(again.exact("b") == "\n")
  }
}
