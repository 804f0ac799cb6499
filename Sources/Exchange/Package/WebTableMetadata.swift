/// `TABLE.csv-metadata.json`: the same claims by CSV on the Web (w3.org/TR/tabular-metadata).
package enum WebTableMetadata {
  package static func file(of table: PackageTable) -> String { table.file + "-metadata.json" }

  package static func json(_ table: PackageTable) -> JSONValue {
    .members([
      "@context": .string("http://www.w3.org/ns/csvw"), "url": .string(table.file),
      "dc:description": .string(table.meaning),
      "tableSchema": .members([
        "columns": .array(table.columns.map(column)), "primaryKey": .strings(table.key),
      ]),
    ])
  }

  private static func column(_ column: PackageColumn) -> JSONValue {
    .members([
      "name": .string(column.name), "titles": .string(column.name),
      "dc:description": .string(column.meaning), "datatype": datatype(column),
      "required": column.isRequired ? .bool(true) : nil,
    ])
  }

  private static func datatype(_ column: PackageColumn) -> JSONValue {
    let base =
      switch column.kind {
      case .text, .category: "string"
      case .integer: "integer"
      case .number: "decimal"
      case .date: "date"
      }
    // Words have no range: theirs is the list of them.
    let pattern =
      column.kind == .category && !column.categories.isEmpty
      ? column.categories.map { escaped($0.value) }.joined(separator: "|") : nil
    guard column.range != nil || pattern != nil else { return .string(base) }
    return .members([
      "base": .string(base),
      "minimum": column.range.map { .number($0.lowerBound.plain(4)) },
      "maximum": column.range.map { .number($0.upperBound.plain(4)) },
      "format": pattern.map(JSONValue.string),
    ])
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      if #"\.^$*+?()[]{}|/"#.contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
  }
}
