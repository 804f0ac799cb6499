import CustomDump
import Outcomes
import Testing

@testable import Reporting

/// The bytes that are written, exactly.
@Suite struct SVGMarkupTests {
  private func written(_ draw: (inout SVGMarkup) -> Void) -> String {
    var svg = SVGMarkup()
    draw(&svg)
    return String(decoding: svg.bytes, as: UTF8.self)
  }

  private func written(_ number: Rational) -> String {
    String(written { $0.element("c", ["x": .number(number)]) }.dropFirst(6).dropLast(3))
  }

  @Test func attributesStandInTheirOrder() {
    let style = 2
    let text = written { svg in
      svg.open("svg", ["viewBox": .numbers([.zero, Rational(-4), Rational(960), .half])])
      svg.element("g", ["class": "mark s\(style)", "b": "", "a": .text("→ Łukasik")])
      svg.close("svg")
    }
    #expect(
      text == #"<svg viewBox="0 -4 960 0.5"><g class="mark s2" b="" a="→ Łukasik"/></svg>"#)
  }

  @Test func linesRectanglesAndWriting() {
    #expect(
      written { $0.line("axis", .one, .half, Rational(3), Rational(-1, over: 3)) }
        == #"<line class="axis" x1="1" y1="0.5" x2="3" y2="-0.33"/>"#)
    #expect(
      written { $0.rectangle("bar", x: .one, y: .zero, width: .half, height: Rational(16)) }
        == #"<rect class="bar" x="1" y="0" width="0.5" height="16"/>"#)
    #expect(
      written {
        $0.write("0–10", "tick", x: .one, y: .half, anchor: "end")
        $0.write("S", "note", x: .zero, y: .zero)
      }
        == #"<text class="tick" x="1" y="0.5" text-anchor="end">0–10</text>"#
        + #"<text class="note" x="0" y="0" text-anchor="start">S</text>"#)
  }

  @Test func aPathIsWrittenWithoutBlanksBetweenItsSteps() {
    #expect(
      written {
        $0.element(
          "path",
          ["d": .path([.move(.half, .zero), .line(Rational(-2), Rational(9, over: 4)), .close])]
        )
      } == #"<path d="M0.5 0L-2 2.25Z"/>"#)
  }

  @Test func everyTextIsEscaped() {
    let text = written { svg in
      svg.element("g", ["aria-label": .text("a<b>&\"'ü")])
      svg.title("<i>")
      svg.write("</text><script>", "\"", x: .zero, y: .zero)
    }
    #expect(
      text == "<g aria-label=\"a&lt;b&gt;&amp;&quot;&#39;ü\"/><title>&lt;i&gt;</title>"
        + "<text class=\"&quot;\" x=\"0\" y=\"0\" text-anchor=\"start\">&lt;/text&gt;&lt;script&gt;</text>"
    )
  }

  /// Halves are rounded away from zero; what is rounded to zero has no sign.
  @Test(arguments: [
    (0, 1, "0"), (7, 1, "7"), (-7, 1, "-7"), (1, 2, "0.5"), (-1, 2, "-0.5"), (1, 200, "0.01"),
    (-1, 200, "-0.01"), (1, 201, "0"), (-1, 201, "0"), (399, 200, "2"), (-399, 200, "-2"),
    (199, 200, "1"), (101, 10, "10.1"), (1_001, 100, "10.01"), (1_009, 100, "10.09"),
    (-100_001, 3, "-33333.67"), (Int64.max, 1, "9223372036854775807"),
    (Int64.min, 1, "-9223372036854775808"),
  ])
  func aNumberHasAtMostTwoDecimals(numerator: Int64, denominator: Int64, text: String) {
    #expect(written(Rational(numerator, over: denominator)) == text)
  }

  @Test func numbersAreWrittenAsInEveryReport() {
    for denominator in [1, 2, 3, 4, 7, 8, 40, 100, 200, 365, 400, 1_000] as [Int64] {
      for numerator in -1_500...1_500 as ClosedRange<Int64> {
        let number = Rational(numerator, over: denominator)
        #expect(written(number) == number.plain(2), "\(numerator)/\(denominator)")
      }
    }
  }

  @Test func aSmallChart() {
    let chart = SVGSmallChart(
      points: [("2024-01-01", 0), ("2024-01-31", 24), ("2024-02-10", 7)].map {
        (Fixture.day($0.0), Rational($0.1))
      }, range: Rational(0)...Rational(24), first: Fixture.day("2024-01-01"),
      last: Fixture.day("2024-02-20"), longestGap: 20)
    expectNoDifference(
      String(decoding: chart.markup.bytes, as: UTF8.self),
      #"<svg class="small-chart" viewBox="0 0 120 36" width="120" height="36" aria-hidden="true">"#
        + #"<line class="axis" x1="4" y1="4" x2="116" y2="4"/>"#
        + #"<line class="axis" x1="4" y1="32" x2="116" y2="32"/>"#
        + #"<line class="series s0" x1="71.2" y1="4" x2="93.6" y2="23.83"/>"#
        + #"<circle class="mark s0" cx="4" cy="32" r="1.5"/>"#
        + #"<circle class="mark s0" cx="71.2" cy="4" r="1.5"/>"#
        + #"<circle class="mark s0" cx="93.6" cy="23.83" r="3"/></svg>"#)
  }

  /// A marker for each series, around 10, 20.
  @Test(arguments: [
    (0, #"<circle class="mark s0" cx="10" cy="20" r="4"/>"#),
    (1, #"<path class="mark s1" d="M6 16L14 16L14 24L6 24Z"/>"#),
    (2, #"<path class="mark s2" d="M10 16L14 24L6 24Z"/>"#),
    (3, #"<path class="mark s3" d="M10 15L15 20L10 25L5 20Z"/>"#),
    (4, #"<path class="mark s4" d="M6 16L14 24M14 16L6 24"/>"#),
  ])
  func aMarker(style: Int, text: String) {
    #expect(written { SVGMarker.draw(style, x: Rational(10), y: Rational(20), &$0) } == text)
  }
}
