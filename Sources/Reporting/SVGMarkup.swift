internal import Outcomes

/// Finished SVG text.
///
/// Only this module makes it, and every text in it is escaped.
package struct SVGMarkup: Hashable, Sendable {
  package private(set) var text = ""

  package init() {}

  /// An element without content.
  mutating func element(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    open(name, attributes, closing: "/>")
  }

  mutating func open(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    open(name, attributes, closing: ">")
  }

  mutating func close(_ name: StaticString) {
    text += "</\(name)>"
  }

  /// A line of writing.
  mutating func write(
    _ content: String, _ kind: String, x: Rational, y: Rational, anchor: String = "start"
  ) {
    open("text", [("class", kind), ("x", x.px), ("y", y.px), ("text-anchor", anchor)])
    text += Self.escaped(content)
    close("text")
  }

  mutating func line(
    _ kind: String, _ x1: Rational, _ y1: Rational, _ x2: Rational, _ y2: Rational
  ) {
    element("line", [("class", kind), ("x1", x1.px), ("y1", y1.px), ("x2", x2.px), ("y2", y2.px)])
  }

  mutating func rectangle(
    _ kind: String, x: Rational, y: Rational, width: Rational, height: Rational
  ) {
    element(
      "rect",
      [("class", kind), ("x", x.px), ("y", y.px), ("width", width.px), ("height", height.px)])
  }

  mutating func title(_ content: String) {
    text += "<title>\(Self.escaped(content))</title>"
  }

  private mutating func open(
    _ name: StaticString, _ attributes: [(StaticString, String)], closing: String
  ) {
    text += "<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
    text += closing
  }

  static func escaped(_ content: String) -> String {
    var escaped = ""
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension Rational {
  /// As a coordinate: at most two decimals.
  var px: String { plain(2) }
}
