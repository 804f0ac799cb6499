import Measures
import Outcomes
import Testing

/// What a site sets for its desk, and what its file may not say.
@Suite struct DeskFaultTests {
  private static let toy = Toy.files.map { (path: $0.key, text: $0.value) }

  private func faults(_ text: String) -> [String] { messages(Self.toy + [("desk.yaml", text)]) }

  @Test func whatAGoodFileSays() throws {
    let text = """
      note-templates:
        - {name: Stable, text: "Stable. Goes on as it is.", for: visit}
        - name: To wait
          text: |
            Decision waits for the laboratory.
            Seen with the patient.
      visits:
        ache: [arm, walk]

      """
    let read = try Definitions.read(adding: Self.toy + [("desk.yaml", text)], shipped: []) { _ in ""
    }
    let desk = read.desk
    #expect(desk.templates.map(\.name) == ["Stable", "To wait"])
    #expect(desk.templates(for: .visit).map(\.name) == ["Stable", "To wait"])
    #expect(
      desk.templates(for: .decision).map(\.text) == [
        "Decision waits for the laboratory.\nSeen with the patient."
      ])
    let (ache, mild, fracture) = (
      try #require(read.library.disease(.init("ache"))),
      try #require(read.library.disease(.init("ache-mild"))),
      try #require(read.library.disease(.init("fracture")))
    )
    #expect(desk.visit(of: ache)?.map(\.text) == ["arm", "walk"])
    // A variant has the set of its parent.
    #expect(desk.visit(of: mild)?.map(\.text) == ["arm", "walk"])
    #expect(desk.visit(of: fracture) == nil)
    #expect(read.replaced == [])
  }

  /// Text of the file, what is said of it.
  private static let cases: [(String, [String])] = [
    ("", ["desk.yaml:1:1: the file is empty; it needs the keys of a definition"]),
    ("{}", ["desk.yaml:1:1: one of note-templates, visits must be given"]),
    (
      "visit:\n  ache: [walk]\n",
      [
        "desk.yaml:1:1: unknown key 'visit' in the file; allowed: note-templates, visits; did you mean 'visits'?"
      ]
    ),
    (
      "visits:\n  ached: [walk]\n  ache: [wark, change, arm, arm]\n  fracture: []\n",
      [
        "desk.yaml:2:3: no disease 'ached' is defined; there are: ache, ache-mild, fracture; did you mean 'ache'?",
        "desk.yaml:3:10: no measure 'wark' is defined; there are: arm, change, walk; did you mean 'walk'?",
        "desk.yaml:3:16: measure 'change' is computed from others and never entered; name its parts",
        "desk.yaml:4:13: 'fracture' needs at least one measure; found an empty list",
      ]
    ),
    (
      "visits:\n  ache: [arm, walk, arm]\n",
      ["desk.yaml:2:21: measure 'arm' stands twice; remove or rename one"]
    ),
    (
      "visits: [ache]\n", ["desk.yaml:1:9: 'visits' needs keys and values; found a list of 1"]
    ),
    (
      """
      note-templates:
        - {name: A, text: one, for: visits}
        - {name: A, text: two, at: visit}
        - {text: three}
        - {name: B, text: ""}
        - {name: C, text: "bell \\a"}
        - {name: \(String(repeating: "n", count: 41)), text: long}
        - {name: D, text: \(String(repeating: "t", count: 1001))}

      """,
      [
        "desk.yaml:2:31: 'for' cannot be 'visits'; allowed: visit, decision, reevaluation; did you mean 'visit'?",
        "desk.yaml:3:26: unknown key 'at' in a note template; allowed: name, text, for",
        "desk.yaml:4:5: missing key 'name' in a note template",
        "desk.yaml:5:21: 'text' needs a text; found the text \"\"",
        "desk.yaml:6:21: 'text' has a character that nobody sees; remove it",
        "desk.yaml:7:12: 'name' has 41 characters; at most 40 fit the tables, shorten it",
        "desk.yaml:8:21: 'text' has 1001 characters; at most 1000 fit the tables, shorten it",
      ]
    ),
    (
      "note-templates:\n  - {name: A, text: one}\n  - {name: A, text: two}\n",
      ["desk.yaml:3:5: template 'A' stands twice; remove or rename one"]
    ),
  ]

  @Test(arguments: cases.indices) func everyFaultIsNamedWithItsPlace(index: Int) {
    #expect(faults(Self.cases[index].0) == Self.cases[index].1)
  }

  /// A command on one patient needs nothing of the desk, so its faults stop none.
  @Test func aSelectionReadsNothingOfIt() throws {
    let read = try Definitions.read(
      adding: Self.toy + [("desk.yaml", "nonsense: yes")], only: DefinitionSelection(), shipped: []
    ) { _ in "" }
    #expect(read.desk == SiteDesk())
  }
}
