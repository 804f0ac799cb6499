package import Measures
package import Outcomes

/// A definition by whatever names it: its id, its printed name or its abbreviation, in capitals or
/// not, with or without the signs between the letters.
extension Definitions {
  package func id<Kind: CalledDefinition>(
    called text: String
  ) throws -> Identifier<Kind> {
    let found = Called(text, things(Kind.self))
    return Identifier(try found.id { Kind.unknown(text, near: $0) })
  }

  /// The id of a definition of any kind, or of what else has a card.
  func id(called text: String, or others: [String]) throws -> String {
    let all =
      things(Measure.self) + things(Disease.self) + things(Therapy.self)
      + others.map { ($0, []) }
    return try Called(text, all).id { DeskRefusal.noSuchDefinition(text, near: $0) }
  }

  private func things<Kind: NamedDefinition>(_ kind: Kind.Type) -> [Called.Thing] {
    Kind.all(in: library).map { ($0.id.text, [$0.name, $0.short] + $0.alsoCalled) }
  }

  /// A definition by its id alone.
  func find<Kind: CalledDefinition>(_ id: Identifier<Kind>) throws -> Kind {
    if let found = Kind.find(id, in: library) { return found }
    let near = nearest(to: id.text, among: Kind.all(in: library).map(\.id.text))
    throw Kind.unknown(id.text, near: near)
  }
}

/// A definition that people name, with the refusal where there is none of the name.
package protocol CalledDefinition: NamedDefinition {
  static func unknown(_ text: String, near: String?) -> DeskRefusal
}

extension Measure: CalledDefinition {
  package static func unknown(_ text: String, near: String?) -> DeskRefusal {
    .unknownMeasure(text, near: near)
  }
}

extension Disease: CalledDefinition {
  package static func unknown(_ text: String, near: String?) -> DeskRefusal {
    .unknownDisease(text, near: near)
  }
}

extension Therapy: CalledDefinition {
  package static func unknown(_ text: String, near: String?) -> DeskRefusal {
    .unknownTherapy(text, near: near)
  }
}

/// What a text can name among things that have an id and other names.
private struct Called {
  typealias Thing = (id: String, names: [String])

  private let text: String
  private let things: [Thing]

  init(_ text: String, _ things: [Thing]) {
    self.text = text
    self.things = things
  }

  /// The id as it stands before any other name, an id in other letters before a printed name.
  func id(orRefuse refusal: (_ near: String?) -> DeskRefusal) throws -> String {
    if things.contains(where: { $0.id == text }) { return text }
    let wanted = Self.folded(text)
    guard !wanted.isEmpty else { throw refusal(nil) }
    for named in [
      things.filter { Self.folded($0.id) == wanted },
      things.filter { $0.names.contains { Self.folded($0) == wanted } },
    ] {
      let ids = Set(named.map(\.id)).sorted()
      if ids.count == 1 { return ids[0] }
      if ids.count > 1 { throw DeskRefusal.severalDefinitions(text, ids) }
    }
    throw refusal(near(wanted))
  }

  private func near(_ wanted: String) -> String? {
    if let id = nearest(to: text, among: things.map(\.id)) { return id }
    var owners: [String: String] = [:]
    for thing in things {
      for name in [thing.id] + thing.names { owners[Self.folded(name)] = thing.id }
    }
    return nearest(to: wanted, among: owners.keys.sorted()).flatMap { owners[$0] }
  }

  /// Small letters and figures alone: `MG ADL` is `mg-adl`.
  private static func folded(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
