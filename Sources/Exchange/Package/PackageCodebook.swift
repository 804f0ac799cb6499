/// `codebook.csv`: a row per column of every table, for people.
package enum PackageCodebook {
  /// Its name without an ending.
  package static let table = "codebook"
  package static let file = "codebook.csv"
  package static let columns = [
    "table", "column", "type", "tag", "unit", "minimum", "maximum", "values", "reason_for",
    "required", "meaning", "source",
  ]

  package static func rows(_ tables: [PackageTable]) -> [[String]] {
    tables.flatMap { table in
      table.columns.map { column in
        [
          table.name, column.name, type(column.kind), column.tag?.rawValue ?? "",
          column.unit ?? "", column.range?.lowerBound.plain(4) ?? "",
          column.range?.upperBound.plain(4) ?? "", column.categoryList ?? "",
          column.reasonFor ?? "", column.isRequired ? "yes" : "no", column.meaning,
          column.source ?? "",
        ]
      }
    }
  }

  private static func type(_ kind: PackageColumn.Kind) -> String {
    switch kind {
    case .text: "text"
    case .integer: "integer"
    case .number: "number"
    case .date: "date"
    case .category: "category"
    }
  }
}
