import Measures
import Outcomes
import TestSupport
import Testing

/// Items that were taken over from another instrument.
@Suite struct `An item shared with another measure` {
  /// Two scales of pain; the second took over the first item of the first.
  private static func scale(
    _ id: String, _ items: String = own, shared: String = "", more: String = ""
  ) -> (path: String, text: String) {
    let values = ["rest", "walk"]
    func answers(_ all: [String]) -> String {
      "{" + zip(values, all).map { "\($0): \($1)" }.joined(separator: ", ") + "}"
    }
    let text = """
      id: \(id)
      name: Scale \(id)
      short: \(id)
      version: "1"
      class: functional
      reported-by: patient
      direction: higher-is-worse
      unit: points
      range: {min: 0, max: 4}
      decimals: 0
      about: Pain.
      licence: {terms: open, wording: own-labels, note: Ours.}
      sources: [{author: Toy, year: 2020, doi: 10.1/toy}]
      items:
      \(items)
      \(shared)scoring: {rule: sum}
      \(more)examples:
        - {name: least, answers: \(answers(["0", "0"])), total: 0, origin: derived}
        - {name: most, answers: \(answers(["2", "2"])), total: 4, origin: derived}
        - {name: middle, answers: \(answers(["1", "0"])), total: 1, origin: derived}
        - {name: missing, answers: \(answers(["unable", "0"])), total: none, origin: derived}
      """
    return ("measures/toy/\(id).yaml", text)
  }

  private static let options =
    "options: [{value: 0, text: none}, {value: 1, text: some}, {value: 2, text: much}]"
  private static let own =
    "  - {id: rest, label: At rest, \(options)}\n  - {id: walk, label: Walking, \(options)}"

  private static func line(_ original: String, item: String = "rest") -> String {
    "shared-items:\n  - {item: \(item), same-as: \(original), verified: seen,\n"
      + "     source: {author: Toy, year: 2020, doi: 10.1/toy}}\n"
  }

  @Test func `is read, with its source`() throws {
    let read = try Definitions.read(
      adding: [Self.scale("a"), Self.scale("b", shared: Self.line("a/rest"))], shipped: []
    ) { $0 }
    let (first, second) = (
      try #require(read.library.measure(.init("a"))), try #require(read.library.measure(.init("b")))
    )
    #expect(second.origin(of: "rest").description == "a/rest")
    #expect(second.origin(of: "walk").description == "b/walk")
    #expect(first.origin(of: "rest").description == "a/rest")
    #expect(second.sharedItems.map(\.evidence.verification) == [.seen])
    #expect(second.sharedItems.map(\.evidence.source.author) == ["Toy"])
  }

  /// Scores that were stored before it was said keep their definition.
  @Test func `leaves the hash of the definition as it was`() throws {
    func hash(_ shared: String) throws -> String? {
      try Definitions.read(
        adding: [Self.scale("a"), Self.scale("b", shared: shared)], shipped: []
      ) { $0 }.library.measure(.init("b"))?.hash
    }
    #expect(try hash("") == hash(Self.line("a/rest")))
  }

  @Test func `may have other scores`() {
    let weighed = Self.own.replacing(
      "{id: rest, label: At rest, \(Self.options)}",
      with: "{id: rest, label: Rest, options: [{value: 0, text: none}, {value: 1, score: 0, "
        + "text: some}, {value: 2, text: much}], shared-scores: true}")
    let found = messages([
      Self.scale("a"), Self.scale("b", weighed, shared: Self.line("a/rest")),
    ])
    // Only the example, which adds the values up.
    #expect(found.allSatisfy { $0.contains("the example says total 1, the rule gives 0") })
  }

  @Test(arguments: [
    ("c/rest", "no measure 'c' is defined; there are: a, b; did you mean 'a'?"),
    ("a/rests", "no item 'rests' is defined; there are: rest, walk; did you mean 'rest'?"),
    ("b/walk", "'same-as' cannot be 'b/walk'; allowed: an item of another measure"),
    ("rest", "'same-as' needs a measure and its item, such as mg-adl/talking; found 'rest'"),
    ("a/", "'same-as' needs a measure and its item, such as mg-adl/talking; found 'a/'"),
  ])
  func `is refused where there is no such item`(_ original: String, _ why: String) {
    let found = messages([Self.scale("a"), Self.scale("b", shared: Self.line(original))])
    #expect(found == ["measures/toy/b.yaml:18:27: \(why)"])
  }

  @Test func `is refused where the own item is none, or is named twice`() {
    let unknown = messages([
      Self.scale("a"), Self.scale("b", shared: Self.line("a/rest", item: "run")),
    ])
    #expect(
      unknown == ["measures/toy/b.yaml:18:12: no item 'run' is defined; there are: rest, walk"])
    let lines = Self.line("a/rest") + Self.line("a/rest").dropFirst("shared-items:\n".count)
    let twice = messages([Self.scale("a"), Self.scale("b", shared: lines)])
    #expect(
      twice == [
        "measures/toy/b.yaml:20:5: item 'rest' stands twice; remove or rename one",
        "measures/toy/b.yaml:20:5: item 'a/rest' stands twice; remove or rename one",
      ])
  }

  @Test(arguments: [
    ("{value: 1, text: some}", "{value: 1, text: few}", "found '1 few' where that has '1 some'"),
    (
      "{value: 2, text: much}", "{value: 3, score: 2, text: much}",
      "found '3 much' where that has '2 much'"
    ),
  ])
  func `is refused where an answer differs`(_ text: String, _ other: String, _ why: String) {
    let first = Self.own.components(separatedBy: "\n")
    let items = first[0].replacing(text, with: other) + "\n" + first[1]
    let found = messages([Self.scale("a"), Self.scale("b", items, shared: Self.line("a/rest"))])
    let said =
      "measures/toy/b.yaml:18:27: the item is not the same as a/rest: \(why); give both the same "
      + "values and texts, or remove the line"
    #expect(found.contains(said), "\(found)")
  }

  @Test func `is refused where the other took it over itself`() {
    let found = messages([
      Self.scale("a"), Self.scale("b", shared: Self.line("a/rest")),
      Self.scale("c", shared: Self.line("b/rest")),
    ])
    #expect(
      found == [
        "measures/toy/c.yaml:18:27: 'same-as' cannot be 'b/rest'; allowed: a/rest; did you mean 'a/rest'?"
      ])
  }

  @Test func `is refused where a measure has variants`() {
    let side = "variants: [{key: side, label: Side, values: [right, left], default: right}]\n"
    let found = messages([
      Self.scale("a", more: side), Self.scale("b", shared: Self.line("a/rest")),
    ])
    #expect(
      found == [
        "measures/toy/b.yaml:18:27: key 'shared-items' does not go with a measure with 'variants'; "
          + "remove the one or change the other"
      ])
  }

  /// A site may have its own words for the MG-ADL: what differs is then asked for each.
  @Test func `of the library is left out where a site's own words differ`() throws {
    func shared(_ files: [(path: String, text: String)]) throws -> [String]? {
      try Definitions.read(adding: files) { _ in "" }.library.measure(.init("mgc"))?.sharedItems
        .map(\.item)
    }
    #expect(try shared([]) == ["talking", "chewing"])
    let path = "measures/myasthenia/mg-adl.yaml"
    let text = try #require(FolderOnDisk.files.first { $0.path == path }?.text)
    let own = text.replacing("slurred or nasal at times", with: "manchmal undeutlich")
    #expect(try shared([(path, own)]) == ["chewing"])
    #expect(try shared([(path, text)]) == ["talking", "chewing"])
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
