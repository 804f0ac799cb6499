import Outcomes

/// Published response criteria of a disease.
extension YAMLValue {
  func criteria(_ context: MeasureContext) -> [Criterion]? {
    let criteria = list { $0.criterion(context) }
    if let criteria { noteDuplicates("criterion", criteria.map(\.id)) }
    return criteria
  }

  private func criterion(_ context: MeasureContext) -> Criterion? {
    let keys = ["id", "name", "rule", "flag", "source", "verified"]
    guard let table = table("a criterion", allowed: keys) else { return nil }
    let id = table.required("id")?.id()
    let name = table.required("name")?.text()
    let rule = table.required("rule")?.criterionRule(context)
    let flag = table.optional("flag", or: nil) { $0.criterionFlag().map(Optional.some) }
    guard let evidence = table.evidence(), let id, let name, let rule, let flag else { return nil }
    return Criterion(id: id, name: name, rule: rule, flag: flag, evidence: evidence)
  }

  private func criterionFlag() -> FlagKind? {
    guard let text = text() else { return nil }
    let allowed = FlagKind.ofCriteria
    if let kind = allowed.first(where: { $0.rawValue == text }) { return kind }
    fault(.notAllowed("'flag'", found: text, allowed: allowed.map(\.rawValue)))
    return nil
  }

  private func criterionRule(_ context: MeasureContext) -> Criterion.Rule? {
    guard let given = value(of: "kind") else {
      if entries() != nil { fault(.missingKey("kind", in: "a rule", why: nil)) }
      return nil
    }
    guard let kind = given.choice(RuleKind.self),
      let table = table("a rule of kind '\(kind.rawValue)'", allowed: ["kind"] + kind.keys)
    else { return nil }
    func week(_ key: String) -> Int? { table.required(key)?.whole(from: 1, to: 520) }
    func improvement() -> Rational? { table.required("improvement")?.positive() }
    func measure() -> Measure.ID? { table.required("measure")?.measure(context) }

    switch kind {
    case .atMost, .atLeast:
      let id = measure()
      let parts = context.measure(id?.text)?.subscores.map(\.id)
      let subscore = table["subscore"]?.reference(to: "sub-score", known: parts)
      guard let limit = table.required("value")?.decimal(), let id else { return nil }
      return kind == .atMost
        ? .atMost(id, subscore: subscore, limit) : .atLeast(id, subscore: subscore, limit)
    case .run:
      let (id, size, weeks, first) = (
        measure(), improvement(), week("weeks"), week("first-by-week")
      )
      guard let id, let size, let weeks, let first else { return nil }
      return .run(id, improvement: size, weeks: weeks, firstByWeek: first)
    case .count:
      let atLeast = table.required("at-least")?.whole(from: 1, to: 100)
      let byWeek = week("by-week")
      let parts = table.required("of")?.list { $0.criterionPart(context) }
      guard let atLeast, let byWeek, let parts else { return nil }
      if atLeast > parts.count {
        table.place(of: "at-least").wrongType(needed: "at most \(parts.count), the scales of 'of'")
      }
      return .count(atLeast: atLeast, byWeek: byWeek, of: parts)
    case .items:
      let (id, size, byWeek) = (measure(), improvement(), week("by-week"))
      let items = table.required("items")?.whole(from: 1, to: 100)
      guard let id, let size, let items, let byWeek else { return nil }
      return .items(id, improvement: size, items: items, byWeek: byWeek)
    case .levels:
      let id = table.required("measure")?.compositeReference(context)
      let levels = table.required("levels")?.levels()
      guard let id, let levels else { return nil }
      return .levels(id, levels)
    case .decline:
      let id = measure()
      guard let size = table.required("worsening")?.positive(), let id else { return nil }
      return .decline(id, worsening: size)
    case .coreSet: return table.coreSet(context)
    case .coreSetDecline: return table.coreSetDecline(context)
    case .fluctuation: return table.fluctuation(context)
    }
  }

  private func criterionPart(_ context: MeasureContext) -> Criterion.Part? {
    guard let table = table("a scale of the rule", allowed: ["measure", "improvement"]) else {
      return nil
    }
    let id = table.required("measure")?.measure(context)
    let improvement = table.required("improvement")?.positive()
    guard let id, let improvement else { return nil }
    return Criterion.Part(measure: id, improvement: improvement)
  }

  func measure(_ context: MeasureContext) -> Measure.ID? {
    reference(to: "measure", known: context.known).map(Measure.ID.init)
  }
}

private enum RuleKind: String, CaseIterable {
  case atMost = "at-most"
  case atLeast = "at-least"
  case run, count, items, levels, decline
  case coreSet = "core-set"
  case coreSetDecline = "core-set-decline"
  case fluctuation

  /// The keys of the rule beside `kind`.
  var keys: [String] {
    switch self {
    case .atMost, .atLeast: ["measure", "subscore", "value"]
    case .run: ["measure", "improvement", "weeks", "first-by-week"]
    case .count: ["at-least", "by-week", "of"]
    case .items: ["measure", "improvement", "items", "by-week"]
    case .levels: ["measure", "levels"]
    case .decline: ["measure", "worsening"]
    case .coreSet: ["composite", "also", "better", "worse"]
    case .coreSetDecline: ["composite", "also", "without", "visits", "any-of"]
    case .fluctuation:
      ["grade", "rise", "strength", "fall-above", "within-weeks", "after-weeks", "or-count"]
    }
  }
}
