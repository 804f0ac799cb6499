internal import Foundation
package import Outcomes

/// The share of courses with a response by a day, where a stop without one competes: the estimator of
/// Aalen and Johansen.
///
/// Its variance is that of Greenwood's type (Allignol 2010, doi 10.1002/bimj.200900039, who show that
/// it equals the estimator of Gaynor 1993 and of Marubini and Valsecchi 1995):
///
///     Σ (F(t) - F(tⱼ))² dⱼ / (nⱼ(nⱼ - dⱼ)) + Σ S(tⱼ₋₁)² rⱼ(nⱼ - rⱼ) / nⱼ³ - 2 Σ (F(t) - F(tⱼ)) S(tⱼ₋₁) rⱼ / nⱼ²
///
/// over the days tⱼ up to t with dⱼ ends, rⱼ of them responses, of nⱼ courses at risk. Without courses
/// that are still open it is F(1 - F) / n. The interval of 95 % is made on the scale of log(-log F)
/// (Choudhury 2002, doi 10.1002/sim.1070), so that it stays between 0 and 1.
package struct CumulativeIncidence: Sendable {
  /// The estimate from that day on.
  package struct Point: Sendable {
    package let day: Int
    package let share: Double
    package let variance: Double
  }

  package let times: ResponseTimes
  /// Ascending; one for each day with an end.
  package let points: [Point]

  package static let weeks = [4, 8, 12, 26, 52]
  /// The 97.5 % point of the normal distribution.
  private static let quantile = 1.959963984540054

  package init(_ times: ResponseTimes) {
    self.times = times
    var (survival, share) = (1.0, 0.0)
    // Before each day, and with it.
    var known: [(survival: Double, share: Double)] = []
    var points: [Point] = []
    for step in times.steps {
      let (atRisk, responses) = (Double(step.atRisk), Double(step.responses))
      let before = survival
      share += before * responses / atRisk
      survival *= 1 - (responses + Double(step.others)) / atRisk
      known.append((before, share))
      var variance = 0.0
      for (earlier, at) in zip(times.steps, known) {
        let (n, r) = (Double(earlier.atRisk), Double(earlier.responses))
        let d = r + Double(earlier.others)
        let gap = share - at.share
        // Where all that were at risk have ended, nothing can follow: the gap is 0.
        if n > d { variance += gap * gap * d / (n * (n - d)) }
        variance += at.survival * at.survival * r * (n - r) / (n * n * n)
        variance -= 2 * gap * at.survival * r / (n * n)
      }
      points.append(Point(day: step.day, share: share, variance: max(0, variance)))
    }
    self.points = points
  }

  /// The share by a day; nil where nothing is known of that day.
  package func share(by day: Int) -> Double? {
    times.isKnown(on: day) ? points.last { $0.day <= day }?.share ?? 0 : nil
  }

  /// Its interval of 95 %; nil where there is none: at 0, at 1, or where nothing is known.
  package func interval(by day: Int) -> ClosedRange<Double>? {
    guard times.isKnown(on: day), let point = points.last(where: { $0.day <= day }),
      point.share > 0, point.share < 1, point.variance > 0
    else { return nil }
    let error = point.variance.squareRoot() / (point.share * abs(log(point.share)))
    let middle = log(-log(point.share))
    let ends = [-1.0, 1.0].map { exp(-exp(middle + $0 * Self.quantile * error)) }
    return min(ends[0], ends[1])...max(ends[0], ends[1])
  }
}

extension Rational {
  /// A share of 1 as per cent with one decimal.
  init(percentOf share: Double) {
    self.init(Int64((share * 1_000).rounded()), over: 10)
  }
}
