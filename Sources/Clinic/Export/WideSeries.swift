import Outcomes
import Reporting

/// A column of `scores-wide`: the totals of one measure and variant.
struct WideSeries: Hashable, Comparable {
  var measure: Measure.ID
  var variant: String
  /// In place of the total the value that comes from a table, such as the centile of the I-RODS.
  var part: String?
  /// In place of the total whether it was recorded without its items; only where one was.
  var marksTotalOnly = false

  static func < (a: WideSeries, b: WideSeries) -> Bool {
    (a.measure.text, a.variant, a.part ?? "", a.marksTotalOnly ? 1 : 0)
      < (b.measure.text, b.variant, b.part ?? "", b.marksTotalOnly ? 1 : 0)
  }

  func column(_ library: Library, _ variants: NumberedVariants?) -> Table.Column {
    let measure = library.measure(self.measure)
    let variant = variants?.written(self.variant, of: self.measure) ?? self.variant
    let mark = marksTotalOnly ? Wording.totalOnly : nil
    let words = [part, variant.isEmpty ? nil : variant, mark].compactMap(\.self)
    var kind = Table.Column.Kind.number
    let scale = part == nil ? measure?.totalScale : measure?.scale
    var allowed = scale.map { Self.range($0.range) }
    // Of an instrument that is one choice, the option's own value is written.
    if case .options(let options)? = measure?.value?.kind, measure?.scoring.rule == .entered {
      allowed = ExportRows.optionList(options)
      if options.contains(where: { Rational(decimal: $0.value) == nil }) { kind = .text }
    }
    if marksTotalOnly {
      let key = ([self.measure.text] + words).joined(separator: " ")
      return Table.Column(
        key, key, .text,
        meaning: ([measure?.name ?? self.measure.text] + words).joined(separator: ", ")
          + ": whether the total was recorded without its items", allowed: "yes; else empty")
    }
    let key = ([self.measure.text] + words).joined(separator: " ")
    return Table.Column(
      key, key, kind, unit: scale?.unit,
      meaning: ([measure?.name ?? self.measure.text] + words).joined(separator: ", "),
      allowed: allowed, source: measure?.sources.first?.citation)
  }

  private static func range(_ range: ClosedRange<Rational>) -> String {
    "\(range.lowerBound.plain()) to \(range.upperBound.plain())"
  }
}

/// Numbers in place of variant values that a clinic wrote freely, for exports without free text.
struct NumberedVariants {
  private var written: [WideSeries: String] = [:]

  /// - Parameter series: all that are recorded; the numbers follow their order.
  init(_ series: [WideSeries], _ library: Library) {
    var numbers: [String: [String: Int]] = [:]
    for one in series.sorted() where one.part == nil && !one.marksTotalOnly {
      guard let measure = library.measure(one.measure) else { continue }
      let free = Set(measure.variants.filter(\.values.isEmpty).map(\.key))
      guard !free.isEmpty else { continue }
      let pairs = one.variant.split(separator: ";").map { pair -> String in
        let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, free.contains(parts[0]) else { return String(pair) }
        let place = "\(measure.id) \(parts[0])"
        let number = numbers[place]?[parts[1]] ?? (numbers[place]?.count ?? 0) + 1
        numbers[place, default: [:]][parts[1]] = number
        return "\(parts[0])=\(number)"
      }
      written[one] = pairs.joined(separator: ";")
    }
  }

  func written(_ variant: String, of measure: Measure.ID) -> String {
    written[WideSeries(measure: measure, variant: variant)] ?? variant
  }
}
