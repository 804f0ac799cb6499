import Reporting

/// Markup of this program with texts in it.
///
/// What stands in the source is written as it is; what is put in with `\(...)` is escaped. Literals
/// are static, so nothing that comes from outside can become markup.
///
///     html.add("<td class=\"number\"\(" hidden", if: isEmpty)>\(value)</td>")
struct Markup: ExpressibleByStringInterpolation {
  fileprivate enum Content {
    case literal(StaticString)
    case written([UInt8])
  }
  fileprivate let content: Content

  init(stringLiteral literal: StaticString) { content = .literal(literal) }

  init(stringInterpolation: StringInterpolation) {
    content = .written(stringInterpolation.bytes)
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: StaticString) { bytes.append(markup: literal) }

    mutating func appendInterpolation(_ text: String) { bytes.append(escaping: text) }

    mutating func appendInterpolation(_ number: some BinaryInteger) {
      bytes.append(escaping: String(number))
    }

    /// A part that is there only under a condition, such as an attribute without a value.
    mutating func appendInterpolation(_ literal: StaticString, if isThere: Bool) {
      if isThere { bytes.append(markup: literal) }
    }

    /// A part that is there only where there is something to say.
    mutating func appendInterpolation(_ part: Markup?) {
      if let part { bytes.append(part) }
    }

    /// Parts of the same kind, one after the other.
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
