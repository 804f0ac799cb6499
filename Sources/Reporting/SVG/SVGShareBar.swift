package import Outcomes

/// How the courses of a group stand, as one bar; the counts stand below it in words.
package struct SVGShareBar: Sendable {
  package let counts: [(share: CohortCourse.Share, count: Int)]

  package static let width = 300
  private static let height = 16

  package init(_ group: CohortGroup) {
    counts = CohortCourse.Share.allCases.map { ($0, group.count($0)) }
  }

  /// `38 responding, 6 stable`; what there is none of is left out.
  package var words: String {
    counts.filter { $0.count > 0 }.map { "\($0.count) \(CohortWords.share($0.share))" }
      .joined(separator: ", ")
  }

  package var markup: SVGMarkup {
    var svg = SVGMarkup()
    svg.open(
      "svg",
      [
        "class": "shares", "viewBox": "0 0 \(Self.width) \(Self.height)", "aria-hidden": "true",
        "preserveAspectRatio": "none",
      ])
    let all = counts.reduce(0) { $0 + $1.count }
    var before = 0
    for (share, count) in counts where count > 0 {
      svg.rectangle(
        share.rawValue, x: x(before, of: all), y: .zero, width: x(count, of: all),
        height: Rational(Self.height))
      before += count
    }
    svg.close("svg")
    return svg
  }

  private func x(_ count: Int, of all: Int) -> Rational {
    Rational(Int64(count * Self.width), over: Int64(all))
  }
}
