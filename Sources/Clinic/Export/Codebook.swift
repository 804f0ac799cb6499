import Outcomes
import Reporting

/// A row per column of every layout, from the same definitions that score.
enum Codebook {
  /// - Parameters:
  ///   - recorded: what the clinic records, for the columns that depend on it.
  ///   - pseudonymous: the columns of the pseudonymous layouts.
  static func rows(_ recorded: ExportRows, pseudonymous: Bool) -> [[Cell]] {
    var rows: [[Cell]] = []
    func add(_ layout: String, _ columns: [Table.Column]) {
      for column in pseudonymous ? Pseudonymous(columns).columns : columns {
        rows.append([
          .text(layout), .text(column.key), .text(column.kind.rawValue), Cell(column.unit),
          Cell(column.allowed), .text(column.meaning), Cell(column.source),
        ])
      }
    }
    let library = recorded.library
    for layout in ExportLayout.allCases {
      switch layout {
      case .codebook: continue
      case .scoresWide:
        add(
          layout.rawValue,
          layout.fixedColumns + recorded.series.map { $0.column(library, recorded.variants) })
      case .itemsWide:
        for measure in Set(recorded.series.map(\.measure)).sorted().compactMap(library.measure) {
          add("items-wide \(measure.id)", layout.fixedColumns + ExportRows.itemColumns(measure))
        }
      case .patients, .diagnoses, .treatments, .scores, .reviews, .considerations, .visits,
        .responses:
        add(layout.rawValue, layout.fixedColumns)
      }
    }
    if !pseudonymous {
      add("judge", JudgeTable.columns)
      add("review", ReviewTable.columns)
    }
    return rows
  }
}
