import Measures
import Outcomes
import Testing

/// Several files together: paths, ids, all faults at once, and files of a site beside the shipped ones.
@Suite struct FolderFaultTests {
  private let toy = Toy.files.map { (path: $0.key, text: $0.value) }

  @Test func toyHasNoFault() {
    #expect(messages(toy) == [])
  }

  @Test(arguments: [
    "walk.yaml", "scales/walk.yaml", "measures/walk.yml", "diseases/toy/ache.yaml",
    "measures/a/b/walk.yaml",
  ])
  func misplaced(path: String) {
    #expect(
      messages(toy + [(path, Toy.walk)]) == [
        "\(path):1:1: no definition is expected here; allowed: measures/<group>/<id>.yaml, "
          + "diseases/<id>.yaml, diseases/not-judged/<id>.yaml, therapies/<id>.yaml, desk.yaml"
      ])
  }

  @Test func oneIDInTwoFiles() {
    #expect(
      messages(toy + [("measures/walk.yaml", Toy.walk)]) == [
        "measures/walk.yaml:1:1: measure 'walk' is also defined in measures/toy/walk.yaml; rename "
          + "or remove one"
      ])
  }

  @Test func allFaultsOfAllFiles() {
    var files = Toy.files
    files["measures/toy/walk.yaml"] = Toy.walk.replacing("unit: points", with: "unit: [points]")
      .replacing("class: functional", with: "class: function")
    files["measures/toy/arm.yaml"] = "id: arm"
    files["therapies/rest.yaml"] = Toy.rest.replacing(
      "immunotherapy: false", with: "immunotherapy: no")
    let found = messages(files.map { ($0.key, $0.value) })
    #expect(found.map { $0.split(separator: " ")[0] }.first == "measures/toy/arm.yaml:1:1:")
    #expect(found.count { $0.hasPrefix("measures/toy/arm.yaml:1:1: missing key '") } == 13)
    #expect(
      found.suffix(3) == [
        "measures/toy/walk.yaml:6:8: 'class' cannot be 'function'; allowed: objective, functional, "
          + "quality-of-life, symptom, status, laboratory, prognostic, composite; did you mean "
          + "'functional'?",
        "measures/toy/walk.yaml:9:7: 'unit' needs a text; found a list of 1",
        "therapies/rest.yaml:6:16: 'immunotherapy' needs true or false; found 'no'",
      ])
  }

  @Test func aSitesFileReplacesAShippedOne() throws {
    let site = Toy.walk.replacing("name: Toy walking scale", with: "name: Our walking scale")
    let read = try Definitions.read(
      adding: [("measures/ours/walk.yaml", site)], shipped: toy.sorted { $0.path < $1.path }
    ) { "\($0.count)" }
    #expect(read.replaced == ["measure walk"])
    let measure = try #require(read.library.measure(Measure.ID("walk")))
    #expect(measure.name == "Our walking scale")
    #expect(measure.hash == "\(site.count)")
  }

  @Test func aSitesFileMayBreakAShippedOne() {
    let site = Toy.walk.replacing("class: functional", with: "class: symptom")
    do throws(DefinitionFaults) {
      _ = try Definitions.read(
        adding: [("measures/ours/walk.yaml", site)], shipped: toy.sorted { $0.path < $1.path }
      ) { _ in "" }
      Issue.record("a symptom was counted")
    } catch {
      #expect(
        error.faults.map(\.description) == [
          "Measures/diseases/ache.yaml:9:15: measure 'walk' is of class symptom and may not be "
            + "counted; allowed classes: objective, functional, composite; list it under 'watched'"
        ])
    }
  }

  @Test func aSelectionBringsWhatItNeeds() throws {
    let only = DefinitionSelection(diseases: [Disease.ID("ache-mild")])
    let read = try Definitions.read(only: only, shipped: toy.sorted { $0.path < $1.path }) { _ in ""
    }
    #expect(read.library.diseases.map(\.id.text) == ["ache", "ache-mild"])
    #expect(read.library.measures.map(\.id.text) == ["arm", "change", "walk"])
    #expect(read.library.therapies.isEmpty)
    let arm = DefinitionSelection(
      measures: [Measure.ID("arm")], therapies: [Therapy.ID("rest")])
    let small = try Definitions.read(only: arm, shipped: toy) { _ in "" }
    #expect(small.library.measures.map(\.id.text) == ["arm"])
    #expect(small.library.therapies.map(\.id.text) == ["rest"])
  }
}
