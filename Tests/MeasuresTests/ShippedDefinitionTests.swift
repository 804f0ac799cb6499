import Outcomes
import TestSupport
import Testing
import YAMLTree

@testable import Measures

/// The definitions that the program carries.
@Suite struct ShippedDefinitionTests {
  @Test func theFilesOfTheFolderAreCarried() {
    #expect(Definitions.shippedPaths == FolderOnDisk.files.map(\.path))
  }

  /// Here, and with it whenever the program is built and tested, everything is checked that no start
  /// checks again: keys, ranges, worked examples, words that mean two definitions.
  @Test func noFault() {
    do throws(DefinitionFaults) {
      let read = try Definitions.read(shipped: FolderOnDisk.files, hash: FolderOnDisk.hash)
      let count =
        read.library.measures.count + read.library.diseases.count + read.library.therapies.count
      #expect(count == FolderOnDisk.files.count)
      #expect(read.replaced == [])
    } catch {
      for fault in error.faults { Issue.record("\(fault)") }
    }
  }

  /// The readers walk the same trees, whether they come from a file or with the program.
  @Test func whatIsCarriedIsWhatTheFilesSay() throws {
    #expect(Embedded.files.count == FolderOnDisk.files.count)
    for (carried, file) in zip(Embedded.files, FolderOnDisk.files) {
      let tree = try YAMLTree.encoded(yaml: file.text)
      let hash = FolderOnDisk.hash(JudgingText.of(file.text))
      #expect(carried.text == "\(hash)\n\(tree)", "\(file.path)")
    }
  }

  /// What is carried is not checked again, and read as what is checked; of worked examples, which
  /// are only there to check by, nothing is kept.
  @Test func aSelectionReadWithoutChecksIsTheSame() throws {
    let only = DefinitionSelection(
      measures: [Measure.ID("ck"), Measure.ID("haq-di")], diseases: [Disease.ID("cidp-motor")],
      therapies: [Therapy.ID("ivig")])
    let read = try Definitions.read(
      only: only, shipped: FolderOnDisk.files, hash: FolderOnDisk.hash
    ).library
    let carried = try Definitions.read(only: only, hash: { _ in "not asked for" }).library
    let measures = read.measures.map { measure in
      var measure = measure
      measure.examples = []
      return parts(measure)
    }
    let isSame = [
      carried.measures.map(parts) == measures,
      carried.diseases.map(parts) == read.diseases.map(parts),
      carried.therapies.map(parts) == read.therapies.map(parts),
    ]
    #expect(isSame == [true, true, true])
    #expect(carried.measures.count > 4)
    #expect(carried.measures.flatMap(parts).count > 500)
  }

  /// All that a value holds, in an order that does not hang on that of its dictionaries.
  private func parts(_ value: some Sendable) -> [String] {
    "\(value)".split { "[](), ".contains($0) }.map(String.init).sorted()
  }

  /// The loader compares each example with the rule; here its totals are computed once more, through
  /// the texts a clinic would store.
  @Test func workedExamples() throws {
    var checked = 0
    for measure in try FolderOnDisk.library().measures {
      for example in measure.examples {
        var answers = Answers(of: measure)
        for (id, text) in example.answers {
          let slot = try #require(measure.fieldPositions[id], "\(measure.id) \(example.name)")
          answers.slots[slot] = try measure.answer(text, to: measure.fields[slot])
        }
        let stored = Answers(compact: answers.compact, of: measure)
        #expect(stored == answers, "\(measure.id) \(example.name)")
        let total = measure.score(stored, sex: example.sex).total
        #expect(
          total?.decimal(4) == example.total?.decimal(4), "\(measure.id) \(example.name)")
        checked += 1
      }
    }
    #expect(checked >= 4 * 60)
  }

  @Test func everyMeasureButACompositeHasFourExamples() throws {
    for measure in try FolderOnDisk.library().measures
    where measure.scoring.rule != .composite {
      #expect(measure.examples.count >= 4, "\(measure.id)")
    }
  }

  @Test func everyDiseaseCanBeJudged() throws {
    let library = try Definitions.read(hash: { _ in "" }).library
    for disease in library.diseases where disease.isJudged {
      #expect(!disease.counted.isEmpty, "\(disease.id)")
      for counted in disease.counted {
        let measure = try #require(library.measure(counted.measure))
        #expect(
          counted.improvement != nil || measure.improvementThreshold != nil,
          "\(disease.id) \(measure.id)")
      }
    }
  }

  @Test func nothingIsExpectedInADiseaseThatIsNotJudged() throws {
    let library = try Definitions.read(hash: { _ in "" }).library
    let notJudged = Set(library.diseases.filter { !$0.isJudged }.map(\.id))
    #expect(notJudged.contains(Disease.ID("other")))
    for disease in library.diseases {
      #expect(disease.variantOf.map(notJudged.contains) != true, "\(disease.id)")
    }
    for therapy in library.therapies {
      #expect(!therapy.expectations.contains { notJudged.contains($0.disease) }, "\(therapy.id)")
    }
  }

  /// What a clinic noted about an alternative is found again under a revised diagnosis.
  @Test func oneAlternativeInWordsHasOneID() throws {
    var ids: [String: Set<String>] = [:]
    for disease in try Definitions.read(hash: { _ in "" }).library.diseases {
      for row in disease.reconsider {
        // One antibody is not another: the words are those of the disease.
        guard row.consider != "a falsely positive antibody" else { continue }
        ids[row.consider, default: []].insert(row.id)
      }
    }
    #expect(ids.filter { $0.value.count > 1 } == [:])
  }

  /// The folder says what a reader of the file finds in it.
  @Test func notJudgedIsWhatStandsInItsFolder() throws {
    let library = try Definitions.read(hash: { _ in "" }).library
    for disease in library.diseases {
      let path = "diseases/\(disease.isJudged ? "" : "not-judged/")\(disease.id).yaml"
      #expect(Definitions.shippedPaths.contains(path), "\(path)")
    }
  }
}
