import Outcomes
import YAMLTree

/// Items that were taken over from other instruments.
extension YAMLValue {
  /// The key of these items.
  static let sharedItemsKey = JudgingText.sharedItemsKey

  func sharedItems(of items: [Item]?) -> [SharedItem]? {
    let shared = list { $0.sharedItem(of: items) }
    if let shared {
      noteDuplicates("item", shared.map(\.item))
      noteDuplicates("item", shared.map(\.original.description))
    }
    return shared
  }

  private func sharedItem(of items: [Item]?) -> SharedItem? {
    let keys = ["item", "same-as", "source", "verified"]
    guard let table = table("a shared item", allowed: keys) else { return nil }
    let item = table.required("item")?.reference(to: "item", known: items?.map(\.id))
    let original = table.required("same-as")?.itemPlace()
    guard let evidence = table.evidence(), let item, let original else { return nil }
    return SharedItem(item: item, original: original, evidence: evidence)
  }

  /// `mg-adl/talking`.
  private func itemPlace() -> ItemPlace? {
    guard let text = text() else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      wrongType(needed: "a measure and its item, such as mg-adl/talking")
      return nil
    }
    return ItemPlace(measure: Measure.ID(parts[0]), item: parts[1])
  }
}

/// What only all measures together can show of an item that was taken over.
struct SharedItemCheck {
  let context: MeasureContext

  /// Reports items that are not the same, or leaves them out where the program carries the file: a site
  /// that put its own definition in the place of the other cannot change it.
  func check(_ measure: inout Measure, _ list: YAMLValue) {
    var kept: [SharedItem] = []
    for (shared, entry) in zip(measure.sharedItems, list.contents) {
      let problem = problem(shared, of: measure)
      if problem == nil { kept.append(shared) }
      if let problem, list.document.isNew {
        (entry.value(of: "same-as") ?? entry).fault(problem)
      }
    }
    measure.sharedItems = kept
  }

  private func problem(_ shared: SharedItem, of measure: Measure) -> DefinitionProblem? {
    let place = shared.original
    if place.measure == measure.id {
      return .notAllowed(
        "'same-as'", found: place.description, allowed: ["an item of another measure"])
    }
    guard context.known.contains(place.measure.text) else {
      return .undefined(kind: "measure", id: place.measure.text, known: context.known.sorted())
    }
    // Not among those that are needed now, or with faults of its own.
    guard let other = context.measures[place.measure.text] else { return nil }
    let own = measure.items.first { $0.id == shared.item }
    guard let original = other.items.first(where: { $0.id == place.item }) else {
      return .undefined(kind: "item", id: place.item, known: other.items.map(\.id))
    }
    if other.origin(of: place.item) != place {
      return .notAllowed(
        "'same-as'", found: place.description, allowed: [other.origin(of: place.item).description])
    }
    if !measure.variants.isEmpty || !other.variants.isEmpty {
      return .notWith(key: YAMLValue.sharedItemsKey, kind: "a measure with 'variants'")
    }
    return own.flatMap { difference($0, original, place) }
  }

  private func difference(
    _ own: Item, _ original: Item, _ place: ItemPlace
  ) -> DefinitionProblem? {
    for item in [own, original] where item.raw != nil || item.aid != nil {
      return .notWith(key: "same-as", kind: "an item with 'raw' or 'aid'")
    }
    let (found, allowed) = (own.answersAsked, original.answersAsked)
    guard found != allowed else { return nil }
    let differing = (0..<max(found.count, allowed.count)).first { position in
      found.dropFirst(position).first != allowed.dropFirst(position).first
    }
    guard let differing else { return nil }
    return .sharedItemDiffers(
      other: place.description, found: found.dropFirst(differing).first ?? "nothing",
      allowed: allowed.dropFirst(differing).first ?? "nothing")
  }
}

extension Item {
  /// Every answer as it is asked for; scores may differ.
  fileprivate var answersAsked: [String] {
    switch kind {
    case .options(let options): options.map { "\($0.value) \($0.text)" }
    case .number(let range):
      [
        "\(range.minimum.plain(4)) to \(range.maximum.plain(4)) \(range.unit) in steps of \(range.step.plain(4))"
      ]
    }
  }
}
