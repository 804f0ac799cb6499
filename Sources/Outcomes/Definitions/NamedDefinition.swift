/// What a definition of any kind has: an id, a printed name and an abbreviation.
package protocol NamedDefinition: IdentifiedKind, SendableMetatype {
  var id: Identifier<Self> { get }
  var name: String { get }
  var short: String { get }
  /// Other words for it: abbreviations, brand names, names in other languages.
  var alsoCalled: [String] { get }

  static func all(in library: Library) -> [Self]
  static func find(_ id: Identifier<Self>, in library: Library) -> Self?
}

extension Measure: NamedDefinition {
  package static func all(in library: Library) -> [Measure] { library.measures }
  package static func find(_ id: ID, in library: Library) -> Measure? { library.measure(id) }
}

extension Disease: NamedDefinition {
  package static func all(in library: Library) -> [Disease] { library.diseases }
  package static func find(_ id: ID, in library: Library) -> Disease? { library.disease(id) }
}

extension Therapy: NamedDefinition {
  package static func all(in library: Library) -> [Therapy] { library.therapies }
  package static func find(_ id: ID, in library: Library) -> Therapy? { library.therapy(id) }
}

extension Library {
  /// `CIDP`, `IVIG`, `MMT-8 (150)`; the id of what is not defined here.
  package func short<Kind: NamedDefinition>(_ id: Identifier<Kind>) -> String {
    Kind.find(id, in: self)?.short ?? id.text
  }
}
