import Outcomes

/// Both ends of a band, which belong to it, and where it stands.
struct BandEnds {
  var from: Rational
  var to: Rational
  var place: YAMLTable
}

extension YAMLValue {
  /// Bands ascend, each begins one step after the one before ended, and together they cover the range.
  func checkBands(_ bands: [BandEnds], cover range: ClosedRange<Rational>, step: Rational) {
    guard document.isNew else { return }
    let number = NumberRange(
      minimum: range.lowerBound, maximum: range.upperBound, step: step, unit: "")
    var previous: Rational?
    for band in bands {
      for (key, end) in [("from", band.from), ("to", band.to)] {
        if end < range.lowerBound || range.upperBound < end {
          band.place.place(of: key).fault(.outside("'\(key)'", value: end, range: range))
        } else if !number.isOnStep(end) {
          band.place.place(of: key).fault(.offStep(end, of: number))
        }
      }
      if band.to < band.from {
        band.place.place.fault(.upsideDown(from: band.from.plain(4), to: band.to.plain(4)))
      } else if let previous, band.from > previous + step {
        band.place.place(of: "from").fault(
          .bandGap(from: previous.plain(4), to: band.from.plain(4), step: step.plain(4)))
      } else if let previous, band.from <= previous {
        band.place.place(of: "from").fault(
          .bandOverlap(end: previous.plain(4), start: band.from.plain(4)))
      } else if previous == nil, band.from > range.lowerBound {
        band.place.place(of: "from").fault(
          .bandsBeginLate(start: band.from.plain(4), needed: range.lowerBound.plain(4)))
      }
      previous = band.to
    }
    if let last = bands.last, last.to < range.upperBound {
      last.place.place(of: "to").fault(
        .bandsEndShort(end: last.to.plain(4), needed: range.upperBound.plain(4)))
    }
    if bands.isEmpty { wrongType(needed: "at least one band") }
  }
}

extension NumberRange {
  func isOnStep(_ value: Rational) -> Bool { ((value - minimum) / step).denominator == 1 }
}

extension DefinitionProblem {
  static func offStep(_ value: Rational, of number: NumberRange) -> DefinitionProblem {
    .offStep(value: value.plain(4), step: number.step.plain(4), start: number.minimum.plain(4))
  }

  static func outside(
    _ what: String, value: Rational, range: ClosedRange<Rational>
  ) -> DefinitionProblem {
    .outside(what, value: value.plain(4), range: range.text)
  }
}

extension ClosedRange<Rational> {
  /// `0 to 24`.
  var text: String { "\(lowerBound.plain(4)) to \(upperBound.plain(4))" }
}
