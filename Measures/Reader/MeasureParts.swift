import Outcomes

/// The parts of an instrument beside its items.
extension YAMLValue {
  /// A name of at most 14 characters, for tables and charts.
  func shortName() -> String? {
    guard let text = text() else { return nil }
    if text.count > 14 { fault(.tooLong(name, found: text.count, limit: 14)) }
    return text
  }

  func licence() -> Licence? {
    guard let table = table("'licence'", allowed: ["terms", "wording", "note"]) else { return nil }
    let terms = table.required("terms")?.choice(Licence.Terms.self)
    let wording = table.required("wording")?.choice(Licence.Wording.self)
    let note = table.required("note")?.text()
    guard let terms, let wording, let note else { return nil }
    return Licence(terms: terms, wording: wording, note: note)
  }

  func subscores(of items: [Item]?) -> [Subscore]? {
    let parts = list { $0.subscore(of: items) }
    if let parts { noteDuplicates("sub-score", parts.map(\.id)) }
    return parts
  }

  private func subscore(of items: [Item]?) -> Subscore? {
    let keys = ["id", "name", "items", "rule", "range", "direction", "unit"]
    guard let table = table("a sub-score", allowed: keys) else { return nil }
    let id = table.required("id")?.id()
    let name = table.required("name")?.text()
    let rule = table.optional("rule", or: .sum) { $0.choice(Subscore.Rule.self) }
    let range = table.required("range")?.range()
    let own = table.required("items")?.list {
      $0.reference(to: "item", known: items?.map(\.id))
    }
    if let own { table.place(of: "items").noteDuplicates("item", own) }
    if own?.isEmpty == true || (rule == .entered && (own?.count ?? 1) > 1) {
      table.place(of: "items").wrongType(
        needed: rule == .entered ? "one item, taken as it is" : "at least one item")
    }
    guard let id, let name, let rule, let range, let own else { return nil }
    let part = Subscore(
      id: id, name: name, items: own, rule: rule, range: range,
      direction: table["direction"]?.choice(Measure.Direction.self), unit: table["unit"]?.text())
    if let items { table.place(of: "range").checkReach(part.reach(in: items), stated: range) }
    return part
  }

  func variants() -> [VariantKey]? {
    let keys = list { $0.variantKey() }
    if let keys { noteDuplicates("variant", keys.map(\.key)) }
    return keys
  }

  private func variantKey() -> VariantKey? {
    let keys = ["key", "label", "values", "default", "separate", "compare"]
    guard let table = table("a variant", allowed: keys) else { return nil }
    let key = table.required("key")?.id()
    let label = table.required("label")?.text()
    var values: [String]? = []
    if let given = table.required("values"), given.scalar != "any" {
      values = given.list { $0.variantValue() }
      if let values { given.noteDuplicates("variant value", values) }
    }
    let preset = table["default"]?.text()
    if let preset, let values, !values.isEmpty, !values.contains(preset) {
      table.place(of: "default").fault(.notAllowed("'default'", found: preset, allowed: values))
    }
    let separate = table["separate"]?.flag() ?? false
    if let compare = table["compare"], let text = compare.text(), text != "any" {
      compare.fault(.notAllowed("'compare'", found: text, allowed: ["any"]))
    }
    if separate { table["compare"]?.fault(.notWith(key: "compare", kind: "'separate: true'")) }
    guard let key, let label, let values else { return nil }
    let comparing: VariantKey.Comparing =
      separate ? .separate : table["compare"] == nil ? .match : .any
    return VariantKey(
      key: key, label: label, values: values, defaultValue: preset, comparing: comparing)
  }

  /// Variants are stored as `hand=right;distance=10`.
  private func variantValue() -> String? {
    guard let text = text() else { return nil }
    if text.contains(where: { ";=,".contains($0) }) {
      wrongType(needed: "a text without ';', '=' and ','")
    }
    return text
  }

  func thresholds(_ scale: ThresholdScale?) -> [Threshold]? {
    guard let rows = list() else { return nil }
    var thresholds: [Threshold] = []
    for row in rows {
      guard let threshold = row.threshold(scale: scale) else { continue }
      let judges = threshold.use == .judge
      if judges, thresholds.contains(where: { $0.use == .judge && $0.purpose == threshold.purpose })
      {
        row.fault(.twoJudges(threshold.purpose.rawValue))
      }
      thresholds.append(threshold)
    }
    return thresholds.count == rows.count ? thresholds : nil
  }

  func statuses(_ range: ClosedRange<Rational>?, _ parts: [Subscore]?) -> [ScoreStatus]? {
    let statuses = list { $0.status(range, parts) }
    if let statuses { noteDuplicates("status", statuses.map(\.id)) }
    return statuses
  }

  private func status(_ total: ClosedRange<Rational>?, _ parts: [Subscore]?) -> ScoreStatus? {
    let keys = ["id", "name", "subscore", "at-most", "at-least", "source", "verified"]
    guard let table = table("a status", allowed: keys) else { return nil }
    let id = table.required("id")?.id()
    let name = table.required("name")?.text()
    let subscore = table["subscore"]?.reference(to: "sub-score", known: parts?.map(\.id))
    let range = table["subscore"] == nil ? total : parts?.first { $0.id == subscore }?.range
    if table["at-most"] == nil, table["at-least"] == nil {
      fault(.neither(["at-most", "at-least"]))
    }
    let limits = ["at-most", "at-least"].map { key in
      let limit = table[key]?.decimal()
      if let limit, let range, !range.contains(limit) {
        table.place(of: key).fault(.outside("'\(key)'", value: limit, range: range))
      }
      return limit
    }
    guard let evidence = table.evidence(), let id, let name else { return nil }
    return ScoreStatus(
      id: id, name: name, subscore: subscore, atMost: limits[0], atLeast: limits[1],
      evidence: evidence)
  }
}
