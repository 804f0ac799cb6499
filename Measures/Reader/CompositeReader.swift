import Outcomes

/// The table of a composite of change.
extension YAMLValue {
  func composite(known: Set<String>) -> CompositeRule? {
    guard
      let table = table(
        "'composite'", allowed: ["within-days", "measures", "levels", "judged-level"])
    else {
      return nil
    }
    let days = table.required("within-days")?.whole(to: 365)
    let components = table.required("measures")?.list { $0.component(known: known) }
    let levels = table.required("levels")?.levels()
    if let components {
      table.place(of: "measures").noteDuplicates("role", components.map(\.role))
    }
    let judged = table.optional("judged-level", or: nil) { value -> Rational?? in
      guard let levels, let name = value.text() else { return nil }
      guard let level = levels.first(where: { $0.name == name }) else {
        value.fault(.notAllowed("'judged-level'", found: name, allowed: levels.map(\.name)))
        return nil
      }
      return .some(level.atLeast)
    }
    guard let days, let components, let levels, let judged else { return nil }
    return CompositeRule(
      withinDays: days, components: components, levels: levels, judgedLevel: judged)
  }

  /// `[{name, at-least}]`, ascending.
  func levels() -> [CompositeRule.Level]? {
    let levels: [CompositeRule.Level]? = list { row in
      guard let table = row.table("a level", allowed: ["name", "at-least"]) else { return nil }
      let name = table.required("name")?.text()
      let limit = table.required("at-least")?.decimal()
      guard let name, let limit else { return nil }
      return CompositeRule.Level(name: name, atLeast: limit)
    }
    if let levels { checkAscending(levels.map(\.atLeast), "the levels") }
    return levels
  }

  /// Reports a list that does not ascend.
  func checkAscending(_ numbers: [Rational], _ what: String) {
    if zip(numbers, numbers.dropFirst()).contains(where: { $0 >= $1 }) {
      fault(.notAscending(what))
    }
  }

  private func component(known: Set<String>) -> CompositeRule.Component? {
    let keys = ["role", "label", "any-of", "range", "range-in-upper-limits", "bands"]
    guard let table = table("a measure of the composite", allowed: keys) else { return nil }
    let role = table.required("role")?.id()
    let label = table.required("label")?.text()
    let anyOf = table.required("any-of")?.list { $0.reference(to: "measure", known: known) }
    if let anyOf { table.place(of: "any-of").noteDuplicates("measure", anyOf) }
    let range = table.optional("range", or: nil) { $0.positive().map(Optional.some) }
    var limits: [Measure.ID: Rational] = [:]
    if let given = table["range-in-upper-limits"], let entries = given.entries() {
      if table["range"] != nil { given.fault(.eitherOr(["range", "range-in-upper-limits"])) }
      for (id, place, value) in entries {
        if let anyOf, !anyOf.contains(id) {
          place.fault(.notAllowed("'range-in-upper-limits'", found: id, allowed: anyOf))
        }
        limits[Measure.ID(id)] = value.positive()
      }
      for id in anyOf ?? [] where !entries.contains(where: { $0.key == id }) {
        given.fault(.missingKey(id, in: "'range-in-upper-limits'", why: "'any-of' names it"))
      }
    }
    let bands: [CompositeRule.Band]? = table.required("bands")?.list { row in
      guard let table = row.table("a band", allowed: ["above", "points"]) else { return nil }
      let above = table.required("above")?.decimal()
      let points = table.required("points")?.positive()
      guard let above, let points else { return nil }
      return CompositeRule.Band(above: above, points: points)
    }
    if let bands { table.place(of: "bands").checkAscending(bands.map(\.above), "the bands") }
    guard let role, let label, let anyOf, let range, let bands else { return nil }
    return CompositeRule.Component(
      role: role, label: label, anyOf: anyOf.map(Measure.ID.init), range: range,
      rangeInUpperLimits: limits, bands: bands)
  }
}
