/// The change of a measure that counts as one meaningful change, with its source.
package struct Threshold: Sendable {
  package enum Purpose: String, CaseIterable, Sendable { case improvement, worsening }
  package enum Use: String, CaseIterable, Sendable { case judge, shown, off }

  package enum Size: Hashable, Sendable {
    case points(Rational)
    /// A share of the baseline in percent, but at least `atLeast` units.
    case percentOfBaseline(Rational, atLeast: Rational?)
    case percentOfRange(Rational)
    case byBaseline([Band])
  }

  package struct Band: Hashable, Sendable {
    package var from: Rational
    package var to: Rational
    package var points: Rational?
    package var percent: Rational?

    package init(from: Rational, to: Rational, points: Rational?, percent: Rational?) {
      self.from = from
      self.to = to
      self.points = points
      self.percent = percent
    }
  }

  package var purpose: Purpose
  package var size: Size
  package var use: Use
  package var name: String?
  package var evidence: Evidence
  package var note: String?

  package init(
    purpose: Purpose, size: Size, use: Use, name: String? = nil, evidence: Evidence,
    note: String? = nil
  ) {
    self.purpose = purpose
    self.size = size
    self.use = use
    self.name = name
    self.evidence = evidence
    self.note = note
  }

  /// One meaningful change in the measure's units for that baseline; nil where the rule gives none
  /// (a share of zero, a baseline outside the bands).
  package func points(baseline: Rational, range: ClosedRange<Rational>) -> Rational? {
    let hundred = Rational(100)
    let points: Rational?
    switch size {
    case .points(let value): points = value
    case .percentOfBaseline(let share, let floor):
      points = max(baseline.magnitude * share / hundred, floor ?? .zero)
    case .percentOfRange(let share):
      points = (range.upperBound - range.lowerBound) * share / hundred
    case .byBaseline(let bands):
      let band = bands.first { $0.from <= baseline && baseline <= $0.to }
      points = band.flatMap { band in
        band.points ?? band.percent.map { baseline.magnitude * $0 / hundred }
      }
    }
    return points.flatMap { $0 > .zero ? $0 : nil }
  }

  /// The same change in the other direction, where no worsening threshold is published.
  package var mirrored: Threshold {
    var mirror = self
    mirror.purpose = .worsening
    mirror.evidence.verification = .convention
    mirror.note = "mirror of the improvement threshold"
    return mirror
  }

  /// `2 points`, `28 % of the baseline, at least 1 s`.
  package func wording(unit: String) -> String {
    switch size {
    case .points(let value): "\(value.plain(4)) \(unit)"
    case .percentOfBaseline(let share, let floor):
      "\(share.plain(4)) % of the baseline"
        + (floor.map { ", at least \($0.plain(4)) \(unit)" } ?? "")
    case .percentOfRange(let share): "\(share.plain(4)) % of the range"
    case .byBaseline(let bands):
      bands.map { band in
        let size =
          band.points.map { "\($0.plain(4)) \(unit)" }
          ?? band.percent.map { "\($0.plain(4)) %" } ?? ""
        return "\(size) from a baseline of \(band.from.plain(4)) to \(band.to.plain(4))"
      }.joined(separator: ", ")
    }
  }
}

extension Measure {
  /// The improvement threshold that judges.
  package var improvementThreshold: Threshold? {
    thresholds.first { $0.purpose == .improvement && $0.use == .judge }
  }

  /// The worsening threshold that judges: published, or the mirror of the improvement.
  package var worseningThreshold: Threshold? {
    thresholds.first { $0.purpose == .worsening && $0.use == .judge }
      ?? improvementThreshold?.mirrored
  }
}
