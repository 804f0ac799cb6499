import Measures
import Outcomes
import TestSupport
import Testing

/// Other words for definitions: read, unique, and without effect on what is judged.
@Suite struct `Other words for a definition` {
  private static let therapy = """
    id: aza
    name: Azathioprine
    short: Azathioprine
    class: antimetabolite
    roles: [long-acting]
    immunotherapy: true
    route: oral
    regimen: daily
    effect-duration: {days: 90, verified: convention, source: {author: Us, year: 2026, where: here}}
    expectations: []
    """

  private static func read(_ lines: String) throws -> Therapy? {
    try Definitions.read(
      adding: [(path: "therapies/aza.yaml", text: therapy + "\n" + lines)], shipped: [],
      hash: { $0 }
    ).library.therapy(Therapy.ID("aza"))
  }

  @Test func `are read, brand names too`() throws {
    let found = try Self.read(
      """
      also-called: [AZA, Azathioprin]
      brand-names: {names: [Imuran], source: {author: A, year: 2020, where: x}, verified: seen}
      """)
    #expect(found?.alsoCalled == ["AZA", "Azathioprin", "Imuran"])
  }

  @Test func `leave the hash of the definition as it was`() throws {
    let plain = try Self.read("")
    let named = try Self.read("also-called: [AZA,\n  Azathioprin]\n")
    #expect(plain?.hash == named?.hash)
  }

  @Test(arguments: [
    ("also-called: [Azathioprin, Azathioprin]", "stands twice"),
    ("also-called: ['-']", "needs a word with a letter or figure"),
    ("brand-names: {names: [Imuran], verified: seen}", "source"),
  ])
  func `are refused where they are wrong`(_ lines: String, _ why: String) throws {
    let faults = #expect(throws: DefinitionFaults.self) { try Self.read(lines) }
    #expect(faults?.faults.contains { $0.description.contains(why) } == true)
  }

  @Test func `mean one definition only`() throws {
    let measure = FolderOnDisk.files.filter { $0.path == "therapies/rituximab.yaml" }
    let faults = #expect(throws: DefinitionFaults.self) {
      try Definitions.read(
        adding: [(path: "therapies/aza.yaml", text: Self.therapy + "\nalso-called: [RTX]")]
          + measure, shipped: FolderOnDisk.files.filter { $0.path.hasPrefix("diseases") },
        hash: { $0 })
    }
    #expect(
      faults?.faults.map(\.description).contains {
        $0.contains("'RTX' also means therapy rituximab")
      } == true)
  }

  @Test(arguments: [
    ("MGADL", "mg-adl"), ("CPK", "ck"), ("Creatinkinase", "ck"),
    ("vigorimètre", "grip-vigorimeter"),
    ("6-Minuten-Gehtest", "6mwt"),
  ])
  func `find a shipped measure`(_ word: String, _ id: String) throws {
    let library = try Definitions.read(hash: { _ in "" }).library
    #expect(CalledNames(Measure.self, in: library).id(word) == id)
  }

  /// Definitions of which no other word is certain, and why.
  static let withoutWords = [
    "measure cmap":
      "CMAP alone means one amplitude; the three together have no name but that of this library",
    "measure fi2": "known by its name and abbreviation alone",
    "measure fi3": "known by its name and abbreviation alone",
    "measure mrc-set": "its muscles are a site's own, and any MRC sum score would fit",
    "measure pass": "asked in the words of its name; PASS alone means other scales too",
    "measure tis-2016-juvenile": "TIS means the score of adults",
  ]

  @Test func `are lacking only where none is certain`() throws {
    let library = try Definitions.read(hash: { _ in "" }).library
    let lacking =
      library.measures.filter(\.alsoCalled.isEmpty).map { "measure \($0.id)" }
      + library.therapies.filter(\.alsoCalled.isEmpty).map { "therapy \($0.id)" }
    #expect(lacking.sorted() == Self.withoutWords.keys.sorted())
  }

  @Test(arguments: [
    ("MabThera", "rituximab"), ("Ciclosporina", "ciclosporin"), ("Orencia", "abatacept"),
    ("Infliximabe", "infliximab"), ("ARGX-117", "empasiprubart"),
  ])
  func `find a shipped therapy`(_ word: String, _ id: String) throws {
    let library = try Definitions.read(hash: { _ in "" }).library
    #expect(CalledNames(Therapy.self, in: library).id(word) == id)
  }
}
