import Foundation
import Measures
import Outcomes
import Testing

/// The definitions that the program carries.
@Suite struct ShippedDefinitionTests {
  /// The repository's folder of definitions.
  private let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Measures")

  @Test func embeddedFilesEqualThoseOnDisk() throws {
    let all = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let paths = all.filter { $0.hasSuffix(".yaml") }.sorted()
    #expect(Definitions.shippedFiles.map(\.path) == paths)
    for file in Definitions.shippedFiles {
      let text = try String(contentsOf: folder.appending(path: file.path), encoding: .utf8)
      #expect(file.text == text, "\(file.path)")
    }
  }

  @Test func noFault() {
    do throws(DefinitionFaults) {
      let read = try Definitions.read { "\($0.count)" }
      let count =
        read.library.measures.count + read.library.diseases.count + read.library.therapies.count
      #expect(count == Definitions.shippedFiles.count)
      #expect(read.replaced == [])
    } catch {
      for fault in error.faults { Issue.record("\(fault)") }
    }
  }

  /// The loader compares each example with the rule; here its totals are computed once more, through
  /// the texts a clinic would store.
  @Test func workedExamples() throws {
    var checked = 0
    for measure in try Definitions.read(hash: { _ in "" }).library.measures {
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
    for measure in try Definitions.read(hash: { _ in "" }).library.measures
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
      #expect(Definitions.shippedFiles.contains { $0.path == path }, "\(path)")
    }
  }
}
