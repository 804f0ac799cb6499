import Outcomes
import Reporting

/// A row per column of every layout, from the same definitions that score.
enum Codebook {
  static func rows(library: Library, series: [ExportRows.WideSeries]) -> [[Cell]] {
    var rows: [[Cell]] = []
    func add(_ layout: String, _ columns: [Table.Column]) {
      for column in columns {
        rows.append([
          .text(layout), .text(column.key), .text(column.kind.rawValue), Cell(column.unit),
          Cell(column.allowed), .text(column.meaning), Cell(column.source),
        ])
      }
    }
    for layout in ExportLayout.allCases where layout != .codebook {
      add(layout.rawValue, layout.fixedColumns)
      if layout == .scoresWide {
        add(layout.rawValue, series.map { ExportRows.column($0, library) })
      }
      if layout == .itemsWide {
        for id in Set(series.map(\.measure)).sorted() {
          if let measure = library.measure(id) {
            add("items-wide \(id)", ExportRows.itemColumns(measure))
          }
        }
      }
    }
    add("judge", JudgeTable.columns)
    add("review", ReviewTable.columns)
    return rows
  }
}
