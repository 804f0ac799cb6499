import Outcomes
import Testing

@testable import Exchange

@Suite struct `A text of JSON` {
  private func fault(_ text: [UInt8]) -> JSONFault? {
    var tape = JSONTape()
    return text.withUnsafeBufferPointer { bytes in
      do throws(JSONFault) {
        try tape.read(bytes)
        return nil
      } catch {
        return error
      }
    }
  }

  /// Every text in it, in its order; names too.
  private func texts(_ text: String) throws -> [String] {
    var tape = JSONTape()
    return try Array(text.utf8).withUnsafeBufferPointer { bytes in
      try tape.read(bytes)
      return tape.nodes.indices.filter { [.text, .number].contains(tape.nodes[$0].kind) }
        .map { tape.string($0, in: bytes) }
    }
  }

  @Test(arguments: [
    (#"{"a":1"#, 7, JSONFault.Kind.ended), (#"{"a""#, 5, .ended), (#""\"#, 3, .ended),
    (#"{"a":}"#, 6, .noValue), ("[1,]", 4, .noValue), ("[trUe]", 4, .noValue),
    ("{a:1}", 2, .noName), (#"{"a":1,}"#, 8, .noValue), (#"{"a" 1}"#, 6, .noSign(":")),
    ("[1 2]", 4, .noSign(",")), ("01", 2, .number), ("1.", 3, .ended), ("[1.]", 4, .number),
    ("[-]", 3, .number), ("+1", 1, .noValue), (".5", 1, .noValue), ("NaN", 1, .noValue),
    (#""\x""#, 2, .escape), (#""\u12""#, 2, .escape), (#""\ud800""#, 2, .escape),
    (#""\udc00""#, 2, .escape), ("\"a\nb\"", 3, .controlCharacter), ("1 2", 3, .moreAfterTheEnd),
    ("", 1, .ended), (String(repeating: "[", count: 17), 17, .tooDeep),
  ])
  func `that is none is refused at its byte`(text: String, byte: Int, kind: JSONFault.Kind) {
    #expect(fault(Array(text.utf8)) == JSONFault(byte: byte, kind: kind))
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xE2, 0x82, 0x22],
    ] as [[UInt8]])
  func `that is no UTF-8 is refused at its byte`(bytes: [UInt8]) {
    #expect(fault(bytes) == JSONFault(byte: 2, kind: .notUTF8))
  }

  @Test func `keeps numbers as they are written, and texts as they are meant`() throws {
    #expect(
      try texts(#"{"a":0.10,"b":[1e400,-0,12345678901234567890],"c":"","d":"x"}"#)
        == ["a", "0.10", "b", "1e400", "-0", "12345678901234567890", "c", "", "d", "x"])
    #expect(
      try texts(#"["\"\\\/\b\f\n\r\t","\u00e9Ł\ud83d\ude00","a\u0000"]"#)
        == ["\"\\/\u{8}\u{C}\n\r\t", "éŁ😀", "a\0"])
  }

  @Test func `is read back as it was written`() throws {
    let hard = "a\"b\\c\n\r\t\u{1}\u{1F}é😀/"
    var line = JSONLine()
    line.object { line in
      line.text(hard, hard)
      line.text("nothing", "")
      line.array("list", [Rational(1, over: 8), Rational(-3)]) { line, value in
        line.object { $0.number("n", value) }
      }
      line.object("empty") { _ in }
    }
    line.end()
    #expect(line.bytes.last == 10)
    #expect(
      try texts(String(decoding: line.bytes, as: UTF8.self))
        == [hard, hard, "list", "n", "0.125", "n", "-3", "empty"])
  }
}
