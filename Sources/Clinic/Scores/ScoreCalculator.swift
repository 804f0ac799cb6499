import Outcomes
import Reporting

/// Computes scores without storing them.
package struct ScoreCalculator {
  private let definitions: Definitions

  package init(definitions folder: String?) throws {
    definitions = try Definitions.load(folder)
  }

  package struct Result {
    package let text: String
    package let table: DrawnTable
    let rows: [(name: String, value: String)]
  }

  /// - Parameters:
  ///   - name: the measure, by its id or a name.
  ///   - pairs: answers, and `sex` and `variant` where the instrument needs them.
  package func score(
    called name: String, pairs: [(item: String, value: String)]
  ) throws -> Result {
    let measure = try definitions.measure(definitions.id(called: name))
    let own = pairs.filter { pair in
      measure.fieldPositions[pair.item] != nil || (pair.item != "sex" && pair.item != "variant")
    }
    let sex = pairs.first { $0.item == "sex" }?.value
    let variants = pairs.filter { $0.item == "variant" }.map(\.value)
    let variant = variants.isEmpty ? nil : variants.joined(separator: ";")
    let entry = try ScoreEntry(
      measure: measure, pairs: own, variant: variant ?? defaultVariant(measure),
      sex: sex.flatMap(Sex.init(rawValue:)), mayBePartial: true)
    let rows =
      [("total", entry.scored.total?.plain(4) ?? "")]
      + entry.scored.subscores.map { ($0.id, $0.value?.plain(4) ?? "") }
    let table = Table(
      columns: [.init("name", "Name"), .init("value", "Value", .number)],
      rows: rows.map { [.text($0.0), $0.1.isEmpty ? .empty : .text($0.1)] })
    return Result(
      text: ScoreText.line(measure, entry.scored), table: DrawnTable(table), rows: rows)
  }

  /// A variant does not change a total, so the first value stands for those that must be given.
  private func defaultVariant(_ measure: Measure) -> String {
    measure.variants.filter { $0.defaultValue == nil }
      .map { "\($0.key)=\($0.values.first ?? "any")" }.joined(separator: ";")
  }

  /// One answer set per line: `MEASURE ITEM=VALUE ...`.
  ///
  /// Columns line,name,value; a refused line has one row named `error`.
  ///
  /// - Parameter words: a shell's words for a refusal.
  package func batch(_ text: String, words: (any Error) -> String) -> DrawnTable {
    var rows: [[Cell]] = []
    for (position, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let parts = line.split(separator: " ")
      guard let measure = parts.first else { continue }
      let pairs = parts.dropFirst().map { word -> (item: String, value: String) in
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
      }
      do {
        let result = try score(called: String(measure), pairs: pairs)
        rows += result.rows.map {
          [.integer(position + 1), .text($0.name), $0.value.isEmpty ? .empty : .text($0.value)]
        }
      } catch {
        rows.append([.integer(position + 1), .text("error"), .text(words(error))])
      }
    }
    return DrawnTable(
      Table(
        columns: [
          .init("line", "Line", .number), .init("name", "Name"), .init("value", "Value", .number),
        ],
        rows: rows))
  }
}
