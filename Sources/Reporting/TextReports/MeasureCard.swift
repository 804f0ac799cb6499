package import Outcomes

/// The view of `text/measure.mustache`: all that a definition of an instrument says.
package struct MeasureCard: Sendable {
  package struct ItemLines: Sendable {
    package var label: ReportLine
    package var options: [ReportLine]
  }

  package var title: ReportLine
  package var about: ReportLine?
  /// Class, reporter, direction, range, scoring, missing answers, what is compared.
  package var facts: [ReportLine]
  package var items: [ItemLines]
  package var hasItems: Bool
  package var thresholds: ReportSection?
  package var statuses: ReportSection?
  package var composite: ReportSection?
  package var unverified: ReportSection?
  package var licence: ReportLine
  package var sources: ReportSection?
  package var codes: ReportSection?

  package init(_ measure: Measure) {
    title = .paragraph("\(measure.name) (\(measure.id), version \(measure.version))")
    about = measure.about.isEmpty ? nil : .paragraph(measure.about)
    facts = (Self.facts(measure) + measure.alsoCalledLine).map { .point($0) }
    items = measure.fields.map { field in
      ItemLines(
        label: .point("\(field.id): \(field.label)"),
        options: (Self.options(field.kind) + Self.bands(field, measure)
          + Self.shared(field, measure)).map { .point($0, indent: 6) })
    }
    hasItems = !items.isEmpty
    thresholds = ReportSection(points: measure.thresholds.map { Self.threshold($0, measure) })
    statuses = ReportSection(
      points: measure.statuses.map { status in
        let part = status.subscore.map { "\($0) " } ?? ""
        let bounds = [
          status.atMost.map { "\($0.plain()) or less" },
          status.atLeast.map { "\($0.plain()) or more" },
        ].compactMap(\.self).joined(separator: " and ")
        return "\(status.name): \(part)\(bounds). \(Wording.source(status.evidence))."
      })
    composite = ReportSection(points: measure.composite.map(Self.composite) ?? [])
    unverified = ReportSection(points: Self.unverified(measure))
    licence = .point(
      [Self.terms(measure.licence), measure.licence.note].filter { !$0.isEmpty }.joined(
        separator: ". "))
    sources = ReportSection(points: measure.sources.map(\.citation))
    codes = ReportSection(
      points: measure.codes.map {
        "\($0.system) \($0.code), \($0.meaning). \(Wording.source($0.evidence))."
      })
  }

  private static func facts(_ measure: Measure) -> [String] {
    let range =
      "\(measure.range.lowerBound.plain()) to \(measure.range.upperBound.plain()) \(measure.unit)"
    return [
      "\(measure.measureClass.rawValue), reported by: \(measure.reporter.rawValue)",
      "\(range), \(Wording.direction(measure.direction))",
      "total: \(rule(measure.scoring))",
      comparison(measure),
      measure.recall.map { "recall: \($0)" },
      measure.subscores.isEmpty
        ? nil
        : "parts: "
          + measure.subscores.map {
            "\($0.name) \($0.range.lowerBound.plain()) to \($0.range.upperBound.plain())"
          }.joined(separator: ", "),
      measure.variants.isEmpty
        ? nil : "variants: " + measure.variants.map(variant).joined(separator: "; "),
      measure.hash.isEmpty ? nil : "definition \(measure.hash.prefix(12))",
    ].compactMap(\.self)
  }

  private static func rule(_ scoring: Scoring) -> String {
    let rule =
      switch scoring.rule {
      case .sum: "sum of the items"
      case .mean: "mean of the items"
      case .entered: "the value as entered"
      case .sumOrEntered: "sum of the items, or the value as entered"
      case .haqDI: "mean of the categories, an aid or help raises 0 and 1 to 2"
      case .ratio(let of, let to): "\(of) divided by \(to)"
      case .fractionOfMaximum: "sum of the answered items divided by their joint maximum"
      case .composite: "computed from the change of other measures, never entered"
      case .none: "none, items only"
      }
    switch scoring.rule {
    case .sum, .mean, .haqDI, .fractionOfMaximum:
      return rule + "; "
        + (scoring.missingAllowed == 0
          ? "none when an item is missing"
          : "up to \(Wording.counted(scoring.missingAllowed, "item")) may be missing")
    case .entered, .sumOrEntered, .ratio, .composite, .none: return rule
    }
  }

  private static func comparison(_ measure: Measure) -> String? {
    switch measure.comparison {
    case .total: nil
    case .subscore(let id): "two scores are compared by: \(id)"
    case .adjustedINCAT:
      "two scores are compared by legs plus arms; a change of the arms between 0 and 1 is not counted"
    }
  }

  private static func variant(_ key: VariantKey) -> String {
    let values = key.values.isEmpty ? "any text" : key.values.joined(separator: ", ")
    let rule =
      switch key.comparing {
      case .match: "must match the baseline"
      case .separate: "each followed for itself"
      case .any: "need not match"
      }
    return "\(key.key) (\(values); \(rule)" + (key.defaultValue.map { "; default \($0)" } ?? "")
      + ")"
  }

  private static func options(_ kind: Item.Kind) -> [String] {
    switch kind {
    case .options(let options):
      return options.map { option in
        let scored = Rational(decimal: option.value) == option.score
        return "\(option.value)\(scored ? "" : " (scores \(option.score.plain()))") \(option.text)"
      }
    case .number(let range):
      return [
        "\(range.minimum.plain()) to \(range.maximum.plain()) \(range.unit) in steps of \(range.step.plain(4))"
      ]
    }
  }

  /// How a measured value is graded.
  private static func bands(_ field: Field, _ measure: Measure) -> [String] {
    guard case .raw(let position) = field.role, let raw = measure.items[position].raw else {
      return []
    }
    func text(_ bands: [RawValue.Band]) -> String {
      bands.map { "\($0.from.plain()) to \($0.to.plain()) is \($0.value.plain())" }.joined(
        separator: ", ")
    }
    return switch raw.bands {
    case .all(let bands): ["grade: \(text(bands))"]
    case .bySex(let female, let male):
      ["grade, female: \(text(female))", "grade, male: \(text(male))"]
    }
  }

  /// Where an item was taken over from.
  private static func shared(_ field: Field, _ measure: Measure) -> [String] {
    measure.sharedItems.filter { $0.item == field.id }.map { shared in
      "the same item as \(shared.original), asked once at a visit. \(Wording.source(shared.evidence))."
    }
  }

  private static func threshold(_ threshold: Threshold, _ measure: Measure) -> String {
    let use =
      switch threshold.use {
      case .judge: "judges"
      case .shown: "shown only"
      case .off: "not used"
      }
    let name = threshold.name.map { "\($0), " } ?? ""
    return
      "\(threshold.purpose.rawValue): \(Wording.size(threshold, unit: measure.scale.unit)) "
      + "(\(name)\(use)). \(Wording.source(threshold.evidence))."
      + (threshold.note.map { " \($0.firstLetterRaised.withoutFinalStop)." } ?? "")
  }

  private static func composite(_ rule: CompositeRule) -> [String] {
    let components = rule.components.map { component in
      let bands = component.bands.map { "above \($0.above.plain()) % \($0.points.plain())" }
      return "\(component.label), by \(component.anyOf.map(\.text).joined(separator: " or ")): "
        + bands.joined(separator: ", ")
    }
    let levels = rule.levels.map { "\($0.name) \($0.atLeast.plain()) or more" }.joined(
      separator: ", ")
    let judged = rule.levels.first { $0.atLeast == rule.judgedLevel }.map {
      "one meaningful change when a response is judged: \($0.name)"
    }
    return components
      + [
        "levels: \(levels)", judged, "the scores of one set lie within \(rule.withinDays) days",
      ].compactMap(\.self)
  }

  private static func unverified(_ measure: Measure) -> [String] {
    var lines: [String] = []
    for threshold in measure.thresholds {
      guard let mark = Wording.mark(threshold.evidence.verification) else { continue }
      let name = threshold.name.map { " (\($0))" } ?? ""
      lines.append("\(threshold.purpose.rawValue) threshold\(name): \(mark)")
    }
    for status in measure.statuses {
      guard let mark = Wording.mark(status.evidence.verification) else { continue }
      lines.append("status \(status.name): \(mark)")
    }
    for shared in measure.sharedItems {
      guard let mark = Wording.mark(shared.evidence.verification) else { continue }
      lines.append("item \(shared.item), the same as \(shared.original): \(mark)")
    }
    if measure.composite?.components.contains(where: { !$0.rangeInUpperLimits.isEmpty }) == true {
      lines.append("the range of muscle enzymes: not verified against any source")
    }
    return lines
  }

  private static func terms(_ licence: Licence) -> String {
    let terms =
      switch licence.terms {
      case .publicDomain: "public domain"
      case .open: "open licence"
      case .permissionNeeded: "permission of the owner is needed"
      case .unknown: "terms not known"
      case .notApplicable: "a measurement, no licence applies"
      }
    let wording = licence.wording == .ownLabels ? "labels in our own words" : "the total only"
    return "\(terms); \(wording)"
  }
}
