import Reporting

/// Markup written in the source, with texts inserted.
///
/// Literals are written as they are; everything inserted with `\(...)` is escaped. Literals are
/// static, so nothing from outside can become markup.
///
///     html.markup("<td class=\"number\"\(" hidden", if: isEmpty)>\(value)</td>")
struct Markup: ExpressibleByStringInterpolation, Sendable {
  fileprivate enum Content {
    case literal(StaticString)
    case written([UInt8])
  }
  fileprivate let content: Content

  init(stringLiteral literal: StaticString) { content = .literal(literal) }

  init(stringInterpolation: StringInterpolation) {
    content = .written(stringInterpolation.bytes)
  }

  /// A drawn chart inside other markup.
  init(_ chart: SVGMarkup) { content = .written(chart.bytes) }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: StaticString) { bytes.append(markup: literal) }

    mutating func appendInterpolation(_ text: String) { bytes.append(escaping: text) }

    /// A text in which no date is broken across lines.
    mutating func appendInterpolation(sentence text: String) {
      let letters = Array(text.utf8)
      var (written, place) = (0, 0)
      func append(upTo end: Int) {
        bytes.append(escaping: String(decoding: letters[written..<end], as: UTF8.self))
        written = end
      }
      while place + 10 <= letters.count {
        guard Self.isDate(letters, at: place) else {
          place += 1
          continue
        }
        append(upTo: place)
        bytes.append(markup: "<time>")
        place += 10
        append(upTo: place)
        bytes.append(markup: "</time>")
      }
      append(upTo: letters.count)
    }

    /// A text of several lines, each in a line of its own.
    mutating func appendInterpolation(lines text: String) {
      for (place, line) in text.split(separator: "\n").enumerated() {
        if place > 0 { bytes.append(markup: "<br>") }
        appendInterpolation(sentence: String(line))
      }
    }

    /// Whether ten bytes look like `2026-03-12`.
    private static func isDate(_ letters: [UInt8], at place: Int) -> Bool {
      let hyphen = UInt8(ascii: "-")
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      guard letters[place + 4] == hyphen, letters[place + 7] == hyphen else { return false }
      return [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy { digits.contains(letters[place + $0]) }
    }

    mutating func appendInterpolation(_ number: some BinaryInteger) {
      bytes.append(escaping: String(number))
    }

    /// A part that is written only if a condition holds, such as an attribute without a value.
    mutating func appendInterpolation(_ literal: StaticString, if isThere: Bool) {
      if isThere { bytes.append(markup: literal) }
    }

    /// A part that is written only if there is a value for it.
    mutating func appendInterpolation(_ part: Markup?) {
      if let part { bytes.append(part) }
    }

    /// Parts of one kind, one after the other.
    mutating func appendInterpolation(_ parts: [Markup]) {
      for part in parts { bytes.append(part) }
    }
  }
}

extension [UInt8] {
  mutating func append(_ markup: Markup) {
    switch markup.content {
    case .literal(let literal): append(markup: literal)
    case .written(let bytes): append(contentsOf: bytes)
    }
  }
}
