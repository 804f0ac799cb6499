import Outcomes

/// The rules over a core set, and that of fluctuations.
extension YAMLTable {
  func coreSet(_ context: MeasureContext) -> Criterion.Rule? {
    let roles = coreSetRoles(context)
    let known = roles?.known
    var rule: CoreSetImprovement?
    let better = required("better")?.table("'better'", allowed: ["at-least", "percent"])
    let worse = required("worse")?.table("'worse'", allowed: ["at-most", "percent", "never"])
    if let better, let worse {
      let atLeast = better.required("at-least")?.count(of: known)
      let gain = better.required("percent")?.positive()
      let atMost = worse.required("at-most")?.whole(to: 100)
      let loss = worse.required("percent")?.positive()
      let never = worse.optional("never", or: []) { $0.list { $0.role(known) } }
      if let atLeast, let gain, let atMost, let loss, let never {
        rule = CoreSetImprovement(
          better: gain, atLeast: atLeast, worse: loss, atMost: atMost, never: never)
      }
    }
    guard let roles, let rule else { return nil }
    return .coreSet(roles.roles, rule)
  }

  func coreSetDecline(_ context: MeasureContext) -> Criterion.Rule? {
    let roles = coreSetRoles(context)
    let without = optional("without", or: []) { $0.list { $0.role(roles?.known) } }
    let left = roles?.known?.filter { without?.contains($0) != true }
    let visits = required("visits")?.whole(from: 1, to: 10)
    let ways = required("any-of")?.list { $0.wayOfDecline(left) }
    guard let roles, let without, let visits, let ways else { return nil }
    return .coreSetDecline(
      roles.roles, CoreSetDecline(without: without, visits: visits, ways: ways))
  }

  /// - Returns: with the names of the roles; nil where the composite could not be read.
  private func coreSetRoles(
    _ context: MeasureContext
  ) -> (roles: CoreSetRoles, known: [String]?)? {
    let id = required("composite")?.compositeReference(context)
    let known = context.measure(id?.text)?.composite?.components.map(\.role)
    var also: [String: [Measure.ID]] = [:]
    for (role, place, value) in self["also"]?.entries() ?? [] {
      if let known, !known.contains(role) {
        place.fault(.undefined(kind: "role", id: role, known: known.sorted()))
      }
      let measures = value.list { $0.measure(context) }
      if let measures { value.noteDuplicates("measure", measures.map(\.text)) }
      also[role] = measures
    }
    guard let id else { return nil }
    return (CoreSetRoles(composite: id, also: also), known)
  }

  func fluctuation(_ context: MeasureContext) -> Criterion.Rule? {
    let grade = required("grade")?.measure(context)
    let rise = required("rise")?.positive()
    let strength = required("strength")?.measure(context)
    let fall = required("fall-above")?.positive()
    guard let time = fluctuationTime(), let grade, let rise, let strength, let fall else {
      return nil
    }
    return .fluctuation(
      Fluctuation(grade: grade, rise: rise, strength: strength, fallAbove: fall, time: time))
  }

  private func fluctuationTime() -> Fluctuation.Time? {
    switch (self["within-weeks"], self["after-weeks"]) {
    case (let within?, nil):
      self["or-count"]?.fault(.notWith(key: "or-count", kind: "'within-weeks'"))
      return within.whole(from: 1, to: 520).map { .within(weeks: $0) }
    case (nil, let after?):
      let weeks = after.whole(from: 1, to: 520)
      let count = required("or-count")?.whole(from: 1, to: 100)
      guard let weeks, let count else { return nil }
      return .after(weeks: weeks, orCount: count)
    case (nil, nil), (_?, _?):
      place.fault(.eitherOr(["within-weeks", "after-weeks"]))
      return nil
    }
  }
}

extension YAMLValue {
  fileprivate func role(_ known: [String]?) -> String? { reference(to: "role", known: known) }

  /// How many of the roles; not more than there are.
  fileprivate func count(of roles: [String]?) -> Int? {
    let count = whole(from: 1, to: 100)
    if let count, let roles, count > roles.count {
      wrongType(needed: "at most \(roles.count), the roles of the core set")
    }
    return count
  }

  /// `{all: [{role, points or percent}, ...]}` or `{at-least, percent}`.
  fileprivate func wayOfDecline(_ roles: [String]?) -> CoreSetDecline.Way? {
    if value(of: "all") != nil {
      return table("a way of 'any-of'", allowed: ["all"])?["all"]?
        .list { $0.fall(roles) }.map(CoreSetDecline.Way.all)
    }
    guard let table = table("a way of 'any-of'", allowed: ["all", "at-least", "percent"]) else {
      return nil
    }
    let atLeast = table.required("at-least")?.count(of: roles)
    let percent = table.required("percent")?.positive()
    guard let atLeast, let percent else { return nil }
    return .any(atLeast: atLeast, percent: percent)
  }

  private func fall(_ roles: [String]?) -> CoreSetDecline.Fall? {
    guard let table = table("a role of 'all'", allowed: ["role", "points", "percent"]) else {
      return nil
    }
    let role = table.required("role")?.role(roles)
    let amount: CoreSetDecline.Amount?
    switch (table["points"], table["percent"]) {
    case (let points?, nil): amount = points.positive().map { .points($0) }
    case (nil, let percent?): amount = percent.positive().map { .percent($0) }
    case (nil, nil), (_?, _?):
      fault(.eitherOr(["points", "percent"]))
      amount = nil
    }
    guard let role, let amount else { return nil }
    return CoreSetDecline.Fall(role: role, by: amount)
  }
}
