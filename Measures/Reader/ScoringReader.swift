import Outcomes

/// The scoring rules as they are written.
enum RuleWord: String, CaseIterable {
  case sum, mean, entered
  case sumOrEntered = "sum-or-entered"
  case haqDI = "haq-di"
  case ratio
  case fractionOfMaximum = "fraction-of-maximum"
  case tis2016 = "tis-2016"
  case none

  /// The rule where it has no parts of its own.
  var simple: ScoringRule? {
    switch self {
    case .sum: .sum
    case .mean: .mean
    case .entered: .entered
    case .sumOrEntered: .sumOrEntered
    case .haqDI: .haqDI
    case .ratio: nil
    case .fractionOfMaximum: .fractionOfMaximum
    case .tis2016: .composite
    case .none: ScoringRule.none
    }
  }

  /// A sum over fewer items would be too small without anyone seeing it.
  var mayMiss: Bool { self == .mean || self == .haqDI || self == .fractionOfMaximum }
  var needsItems: Bool { self != .entered && self != .tis2016 }
  var needsValue: Bool { self == .entered || self == .sumOrEntered }
}

extension YAMLTable {
  /// Keys that say nothing under that rule.
  func refuse(_ keys: [String], with rule: RuleWord) {
    for key in keys { self[key]?.fault(.notWith(key: key, kind: "the rule '\(rule.rawValue)'")) }
  }

  /// Reports what the rule works on and the measure does not have.
  func checkParts(items: [Item]?) {
    guard let rule = self["scoring"]?.value(of: "rule")?.scalar.flatMap(RuleWord.init(rawValue:))
    else { return }
    let why = "the rule '\(rule.rawValue)' works on it"
    if rule.needsItems { _ = required("items", why: why) }
    if rule.needsValue { _ = required("value", why: why) } else { refuse(["value"], with: rule) }
    if rule == .tis2016 {
      _ = required("composite", why: why)
      refuse(["items", "examples"].filter { self[$0]?.isEmptyList == false }, with: rule)
    } else {
      refuse(["composite"], with: rule)
      _ = required("examples", why: "they prove that the definition scores as its source does")
    }
    if rule.needsItems, rule != .none, rule != .ratio, self["items"] != nil,
      items?.contains(where: { $0.inTotal && !$0.optional }) == false
    {
      place(of: "items").wrongType(needed: "at least one item in the total")
    }
  }
}

extension YAMLValue {
  func scoring(items: [Item]?) -> Scoring? {
    let keys = ["rule", "of", "to", "missing", "missing-source"]
    guard let table = table("'scoring'", allowed: keys),
      let rule = table.required("rule")?.choice(RuleWord.self)
    else { return nil }
    let missing = table.optional("missing", or: 0) { $0.whole(from: 1) }
    if rule != .ratio { table.refuse(["of", "to"], with: rule) }
    if rule.mayMiss {
      if let value = table["missing"] {
        _ = table.required("missing-source", why: "a rule for missing items needs its source")?
          .source()
        let count = items?.count { $0.inTotal && !$0.optional }
        if let count, let missing, missing >= count {
          value.fault(.tooManyMissing(allowed: missing, items: count))
        }
      }
    } else {
      table.refuse(["missing", "missing-source"], with: rule)
    }
    guard let missing else { return nil }
    if rule == .ratio {
      let of = table.required("of")?.reference(to: "item", known: items?.map(\.id))
      let to = table.required("to")?.reference(to: "item", known: items?.map(\.id))
      guard let of, let to else { return nil }
      if let bottom = items?.first(where: { $0.id == to })?.minimum, bottom <= .zero {
        table.place(of: "to").fault(.divisorMayBeZero(to))
      }
      return Scoring(rule: .ratio(of: of, to: to))
    }
    return rule.simple.map { Scoring(rule: $0, missingAllowed: missing) }
  }
}
