import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import TestSupport
import Testing

@testable import Command

@Suite struct `Scores without a clinic` {
  private func csv(_ table: DrawnTable) throws -> String {
    var bytes: [UInt8] = []
    try table.writeCSV { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `every worked example of the library comes out the same`() throws {
    let calculator = try ScoreCalculator(definitions: nil)
    var count = 0
    for measure in try FolderOnDisk.library().measures
    where measure.scoring.rule != .composite {
      for example in measure.examples {
        var pairs = example.answers.sorted { $0.key < $1.key }.map {
          (item: $0.key, value: $0.value)
        }
        if let sex = example.sex { pairs.append((item: "sex", value: sex.rawValue)) }
        if !example.variant.isEmpty { pairs.append((item: "variant", value: example.variant)) }
        let rows = try CSVText(
          csv(try calculator.score(called: measure.id.text, pairs: pairs).table))
        expectNoDifference(rows.header, ["name", "value"])
        #expect(
          rows.records.first == ["total", example.total?.plain(4) ?? ""],
          "\(measure.id): \(example.name)")
        count += 1
      }
    }
    #expect(count > 200)
  }

  @Test func `lines of a batch are answered each for itself`() throws {
    let table = try ScoreCalculator(definitions: nil).batch(
      "incat arms=2 legs=3\nincat arms=9\n\nincta arms=1\nincat arms=1 legs=unable\nmg-adl talking\n"
    ) { RefusalWords.text($0) ?? "" }
    let records = try CSVText(csv(table)).records
    expectNoDifference(
      records.map { "\($0[0]) \($0[1])" }, ["1 total", "2 error", "4 error", "5 total", "6 error"])
    expectNoDifference(records[0][2], "5")
    #expect(records[1][2].hasPrefix("incat, arms: found '9': arms of incat is one of"))
    #expect(records[2][2].hasPrefix("No measure has the id or name 'incta'. Did you mean 'incat'?"))
    expectNoDifference(records[3][2], "")
  }
}
