import Clinic
import CustomDump
import Demonstration
import Exchange
import Foundation
import Outcomes
import Testing

/// What must not matter to any verdict of a whole clinic.
@Suite struct `No verdict depends on` {
  private static let seeds = 1...3 as ClosedRange<UInt64>

  private func random(_ seed: UInt64, until today: Day = TestClinic.day) throws -> RandomClinic {
    RandomClinic(
      patients: 15, seed: seed, library: try TestClinic.definitions.get().library, until: today,
      everyMeasure: false)
  }

  /// The judgements as rows, and that they say something.
  private func rows(_ clinic: TestClinic) throws -> [[String]] {
    let table = try CSVText(clinic.judgements())
    let verdicts = Set(table.records.map { $0[5] })
    #expect(verdicts.count >= 3, "\(verdicts)")
    return table.records
  }

  @Test(arguments: seeds, [-400, -1, 7, 365])
  func `the calendar: all dates moved`(seed: UInt64, days: Int) throws {
    let clinic = try random(seed).clinic()
    // The generator counts from its last day, so another last day moves every date of it.
    let moved = try random(seed, until: TestClinic.day + days).clinic(today: TestClinic.day + days)
    let shifted = try rows(clinic).map { row in
      row.map { cell in Day(iso: cell).map { ($0 + days).iso } ?? cell }
    }
    expectNoDifference(try rows(moved), shifted)
  }

  @Test(arguments: seeds) func `names, birth dates or identifiers`(seed: UInt64) throws {
    let plain = try random(seed)
    var renamed = plain
    renamed.patients = plain.patients.map { row in
      var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      // The last three are given name, birth date and sex; a quoted name may hold a comma.
      // Families of their own, so that nobody seems to be registered twice.
      cells = [cells[0], "Zz\(cells[0])", "Yy", "1950-01-01", cells[cells.count - 1]]
      return cells.joined(separator: ",")
    }
    func prefixed(_ rows: [String]) -> [String] { rows.map { "x-" + $0 } }
    renamed.patients = prefixed(renamed.patients)
    renamed.diagnoses = prefixed(plain.diagnoses)
    renamed.treatments = prefixed(plain.treatments)
    renamed.scores = prefixed(plain.scores)
    expectNoDifference(
      try rows(renamed.clinic()), try rows(plain.clinic()).map { ["x-" + $0[0]] + $0.dropFirst() })
  }

  @Test(arguments: seeds) func `a measure that is not counted`(seed: UInt64) throws {
    let library = try TestClinic.definitions.get().library
    let plain = try random(seed)
    let counted = Set(library.diseases.flatMap { $0.counted.map(\.measure) })
    let components = Set(
      library.measures.flatMap { $0.composite?.components.flatMap(\.anyOf) ?? [] })
    let others = library.measures.filter {
      !counted.contains($0.id) && !components.contains($0.id) && $0.scoring.rule != .composite
    }
    #expect(others.count > 20)
    var more = plain
    var generator = SeededGenerator(seed: seed)
    for row in plain.patients {
      let id = row.prefix { $0 != "," }
      for measure in others {
        let variant = measure.variants.map {
          "\($0.key)=\($0.values.randomElement(using: &generator) ?? "own")"
        }
        .joined(separator: ";")
        for back in [10, 100, 200] {
          more.scores += Self.row(id, measure, variant, TestClinic.day - back, &generator)
        }
      }
    }
    #expect(more.scores.count > plain.scores.count + 1000)
    expectNoDifference(try rows(more.clinic()), try rows(plain.clinic()))
  }

  private static func row(
    _ id: Substring, _ measure: Measure, _ variant: String, _ day: Day,
    _ random: inout SeededGenerator
  ) -> [String] {
    measure.fields.compactMap { field in
      switch field.role {
      case .raw, .aid: return nil
      case .value: if !measure.items.isEmpty { return nil }
      case .item: break
      }
      let value =
        switch field.kind {
        case .options(let options): options.randomElement(using: &random)?.value ?? ""
        case .number(let range):
          (Bool.random(using: &random) ? range.minimum : range.maximum).plain(4)
        }
      return
        "\(id),\(day),\(measure.id),\(measure.items.isEmpty ? "" : field.id),\(value),\(variant),,"
    }
  }
}
