import Outcomes

/// Reads an instrument's file.
///
/// Parts that are wrong are faults in the list; the measure is nil where
/// it cannot be without them.
struct MeasureReader {
  static let keys =
    ["id", "name", "short", "version", "compatible", "class", "reported-by", "direction", "unit"]
    + ["range", "decimals", "recall", "about", "licence", "sources", "codes", "items", "value"]
    + ["scoring", "subscores", "comparison", "variants", "thresholds", "statuses"]
    + ["unusual-change", "composite", "muscle-enzyme", "examples", "sdtm", YAMLValue.namesKey]
    + [YAMLValue.sharedItemsKey]

  let table: YAMLTable
  /// Ids of all measures, for the parts of a composite.
  let known: Set<String>

  init?(_ file: YAMLValue, known: Set<String>) {
    guard let table = file.table("a measure", allowed: Self.keys) else { return nil }
    self.table = table
    self.known = known
  }

  func read(hash: String) -> Measure? {
    let id = table.required("id")?.id()
    let name = table.required("name")?.text()
    let short = table.required("short")?.shortName()
    let version = table.required("version")?.text()
    let compatible = table.optional("compatible", or: []) { $0.list { $0.text() } }
    let measureClass = table.required("class")?.choice(Measure.Class.self)
    let reporter = table.required("reported-by")?.choice(Measure.Reporter.self)
    let studyDomain = table.optional("sdtm", or: nil) {
      $0.choice(Measure.StudyDomain.self).map(Optional.some)
    }
    let direction = table.required("direction")?.choice(Measure.Direction.self)
    let unit = table.required("unit")?.text()
    let range = table.required("range")?.range()
    let decimals = table.required("decimals")?.whole(to: 4)
    let recall = table["recall"]?.text()
    let about = table.required("about")?.text()
    let licence = table.required("licence")?.licence()
    let sources = table.required("sources")?.list { $0.source() }
    if sources?.isEmpty == true { table.place(of: "sources").wrongType(needed: "a source") }
    let codes = table.optional("codes", or: []) { $0.list { $0.code() } }
    let items = table.optional("items", or: []) { $0.list { $0.item() } }
    let shared = table.optional(YAMLValue.sharedItemsKey, or: []) { $0.sharedItems(of: items) }
    let value = table.optional("value", or: nil) {
      $0.valueAlone(of: name ?? "").map(Optional.some)
    }
    let scoring = table.required("scoring")?.scoring(items: items)
    table.checkParts(items: items)
    let subscores = table.optional("subscores", or: []) { $0.subscores(of: items) }
    let variants = table.optional("variants", or: []) { $0.variants() }
    let comparison = comparison(items: items, subscores: subscores)
    let scale = scale(range, subscores, comparison, decimals, direction)
    let thresholds = table.optional("thresholds", or: []) { $0.thresholds(scale) }
    let statuses = table.optional("statuses", or: []) { $0.statuses(range, subscores) }
    let composite = table.optional("composite", or: nil) {
      $0.composite(known: known).map(Optional.some)
    }
    let unusualChange = table["unusual-change"]?.positive()
    let isMuscleEnzyme = table.optional("muscle-enzyme", or: false) { $0.flag() }
    if isMuscleEnzyme == true, let measureClass, measureClass != .laboratory {
      table["muscle-enzyme"]?.fault(
        .notWith(key: "muscle-enzyme", kind: "the class '\(measureClass.rawValue)'"))
    }

    guard let id, let name, let short, let version, let compatible, let measureClass, let reporter,
      let direction, let unit, let range, let decimals, let about, let licence, let sources,
      let codes, let items, let value, let scoring, let subscores, let variants, let comparison,
      let thresholds, let statuses, let composite, let isMuscleEnzyme, let studyDomain, let shared
    else { return nil }
    var measure = Measure(
      id: Measure.ID(id), name: name, short: short, version: version,
      compatibleVersions: compatible, hash: hash, measureClass: measureClass, reporter: reporter,
      direction: direction, unit: unit, range: range, decimals: decimals, recall: recall,
      about: about, licence: licence, sources: sources, codes: codes, items: items, value: value,
      scoring: scoring, subscores: subscores, comparison: comparison, variants: variants,
      thresholds: thresholds, statuses: statuses, unusualChange: unusualChange,
      composite: composite, isMuscleEnzyme: isMuscleEnzyme, studyDomain: studyDomain)
    measure.sharedItems = shared
    return measure
  }

  private func comparison(items: [Item]?, subscores: [Subscore]?) -> Comparison? {
    guard let value = table["comparison"] else { return .total }
    guard let table = value.table("'comparison'", allowed: ["by", "subscore"]),
      let by = table.required("by")?.choice(ComparisonWord.self)
    else { return nil }
    if by != .subscore {
      table["subscore"]?.fault(.notWith(key: "subscore", kind: "'by: \(by.rawValue)'"))
    }
    switch by {
    case .total: return .total
    case .subscore:
      guard let part = table.required("subscore") else { return nil }
      return part.reference(to: "sub-score", known: subscores?.map(\.id)).map(Comparison.subscore)
    case .adjustedINCAT:
      for id in ["arms", "legs"] where items?.contains(where: { $0.id == id }) == false {
        value.fault(.undefined(kind: "item", id: id, known: items?.map(\.id) ?? []))
      }
      return .adjustedINCAT
    }
  }

  private enum ComparisonWord: String, CaseIterable {
    case total, subscore
    case adjustedINCAT = "adjusted-incat"
  }

  /// The scale of what is compared; nil while a part of it is wrong.
  private func scale(
    _ range: ClosedRange<Rational>?, _ subscores: [Subscore]?, _ comparison: Comparison?,
    _ decimals: Int?, _ direction: Measure.Direction?
  ) -> ThresholdScale? {
    guard let range, let comparison, let decimals, let direction else { return nil }
    var scale = ThresholdScale(range: range, step: .one, direction: direction)
    for _ in 0..<decimals { scale.step = scale.step / 10 }
    if case .subscore(let id) = comparison {
      guard let part = subscores?.first(where: { $0.id == id }) else { return nil }
      scale.range = part.range
      scale.direction = part.direction ?? direction
    }
    return scale
  }
}
