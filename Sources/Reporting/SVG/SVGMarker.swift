internal import Outcomes

/// Series differ in marker and dash, so that they can be told apart in a grey print.
enum SVGMarker {
  static let count = 5
  /// The markers as they stand in a sentence.
  static let signs = ["\u{25CF}", "\u{25A0}", "\u{25B2}", "\u{25C6}", "\u{2715}"]

  static func draw(_ style: Int, x: Rational, y: Rational, _ svg: inout SVGMarkup) {
    let r = Rational(4)
    guard style > 0 else {
      svg.element(
        "circle", ["class": "mark s0", "cx": .number(x), "cy": .number(y), "r": .number(r)])
      return
    }
    let (left, right, top, bottom) = (x - r, x + r, y - r, y + r)
    let path: [SVGMarkup.Step]
    switch style {
    case 1:
      path = [
        .move(left, top), .line(right, top), .line(right, bottom), .line(left, bottom), .close,
      ]
    case 2: path = [.move(x, top), .line(right, bottom), .line(left, bottom), .close]
    case 3:
      let d = r + .one
      path = [.move(x, y - d), .line(x + d, y), .line(x, y + d), .line(x - d, y), .close]
    default:  // not our enum
      path = [.move(left, top), .line(right, bottom), .move(right, top), .line(left, bottom)]
    }
    svg.element("path", ["class": "mark s\(style)", "d": .path(path)])
  }
}
