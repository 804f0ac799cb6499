internal import Outcomes

/// Finished SVG, as bytes in UTF-8.
///
/// Only this module makes it, and every text in it is escaped.
package struct SVGMarkup: Hashable, Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// The value of an attribute; a literal is a text.
  enum Value: ExpressibleByStringInterpolation {
    case text(String)
    case number(Rational)
    /// Separated by blanks.
    case numbers([Rational])
    case path([Step])

    init(stringLiteral text: String) { self = .text(text) }
  }

  /// A step of the pen: to a point, or back to where the line began.
  enum Step {
    case move(Rational, Rational)
    case line(Rational, Rational)
    case close
  }

  /// In the order in which they are written.
  typealias Attributes = KeyValuePairs<StaticString, Value>

  /// An element without content.
  mutating func element(_ name: StaticString, _ attributes: Attributes) {
    open(name, attributes, closing: "/>")
  }

  mutating func open(_ name: StaticString, _ attributes: Attributes) {
    open(name, attributes, closing: ">")
  }

  mutating func close(_ name: StaticString) {
    bytes.append(markup: "</")
    bytes.append(markup: name)
    bytes.append(markup: ">")
  }

  /// A line of text.
  mutating func write(
    _ content: String, _ kind: String, x: Rational, y: Rational, anchor: String = "start"
  ) {
    open(
      "text",
      ["class": .text(kind), "x": .number(x), "y": .number(y), "text-anchor": .text(anchor)])
    bytes.append(escaping: content)
    close("text")
  }

  mutating func line(
    _ kind: String, _ x1: Rational, _ y1: Rational, _ x2: Rational, _ y2: Rational
  ) {
    element(
      "line",
      [
        "class": .text(kind), "x1": .number(x1), "y1": .number(y1), "x2": .number(x2),
        "y2": .number(y2),
      ])
  }

  mutating func rectangle(
    _ kind: String, x: Rational, y: Rational, width: Rational, height: Rational
  ) {
    element(
      "rect",
      [
        "class": .text(kind), "x": .number(x), "y": .number(y), "width": .number(width),
        "height": .number(height),
      ])
  }

  mutating func title(_ content: String) {
    bytes.append(markup: "<title>")
    bytes.append(escaping: content)
    bytes.append(markup: "</title>")
  }

  private mutating func open(
    _ name: StaticString, _ attributes: Attributes, closing: StaticString
  ) {
    bytes.append(markup: "<")
    bytes.append(markup: name)
    for (key, value) in attributes {
      bytes.append(markup: " ")
      bytes.append(markup: key)
      bytes.append(markup: "=\"")
      append(value)
      bytes.append(markup: "\"")
    }
    bytes.append(markup: closing)
  }

  private mutating func append(_ value: Value) {
    switch value {
    case .text(let text): bytes.append(escaping: text)
    case .number(let number): append(number)
    case .numbers(let numbers):
      for (position, number) in numbers.enumerated() {
        if position > 0 { bytes.append(markup: " ") }
        append(number)
      }
    case .path(let steps): for step in steps { append(step) }
    }
  }

  private mutating func append(_ step: Step) {
    switch step {
    case .move(let x, let y): append("M", x, y)
    case .line(let x, let y): append("L", x, y)
    case .close: bytes.append(markup: "Z")
    }
  }

  private mutating func append(_ letter: StaticString, _ x: Rational, _ y: Rational) {
    bytes.append(markup: letter)
    append(x)
    bytes.append(markup: " ")
    append(y)
  }

  /// At most two decimals, rounded half away from zero, without trailing zeros: `2`, `1.5`, `-0.33`.
  private mutating func append(_ number: Rational) {
    guard number.denominator != 1 else {
      if number.isNegative { bytes.append(markup: "-") }
      append(digits: number.numerator.magnitude)
      return
    }
    let hundredths = number.scaled(2)
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    if hundredths < 0 { bytes.append(markup: "-") }
    append(digits: whole)
    guard rest > 0 else { return }
    bytes.append(markup: ".")
    append(digits: rest / 10)
    if rest % 10 > 0 { append(digits: rest % 10) }
  }

  private mutating func append(digits number: UInt64) {
    if number > 9 { append(digits: number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
