/// `datapackage.json`: the tables by Data Package v2 and Table Schema (datapackage.org).
package enum DataPackage {
  package static let file = "datapackage.json"

  /// - Parameter written: the tables' files, by name.
  package static func json(
    name: String, title: String, _ tables: [PackageTable], _ written: [String: WrittenFile]
  ) -> JSONValue {
    .members([
      "$schema": .string("https://datapackage.org/profiles/2.0/datapackage.json"),
      "name": .string(name), "title": .string(title),
      "resources": .array(tables.map { resource($0, written[$0.file]) }),
    ])
  }

  private static func resource(_ table: PackageTable, _ written: WrittenFile?) -> JSONValue {
    .members([
      "name": .string(table.name), "type": .string("table"), "path": .string(table.file),
      "description": .string(table.meaning), "format": .string("csv"),
      "mediatype": .string("text/csv"), "encoding": .string("utf-8"),
      "bytes": written.map { .integer($0.bytes) },
      "hash": written.map { .string("sha256:" + $0.hash) }, "schema": schema(table),
    ])
  }

  private static func schema(_ table: PackageTable) -> JSONValue {
    .members([
      "$schema": .string("https://datapackage.org/profiles/2.0/tableschema.json"),
      "fields": .array(table.columns.map(field)), "missingValues": .strings([""]),
      "primaryKey": .strings(table.key),
      "foreignKeys": table.references.isEmpty
        ? nil
        : .array(
          table.references.map { reference in
            .members([
              "fields": .strings(reference.columns),
              "reference": .members([
                "resource": .string(reference.table), "fields": .strings(reference.columns),
              ]),
            ])
          }),
    ])
  }

  private static func field(_ column: PackageColumn) -> JSONValue {
    let type =
      switch column.kind {
      case .text, .category: "string"
      case .integer: "integer"
      case .number: "number"
      case .date: "date"
      }
    let values = column.categories.map { value($0.value, column.kind) }
    // Table Schema knows categories of strings and of integers.
    let takesCategories = column.kind == .category || column.kind == .integer
    return .members([
      "name": .string(column.name), "type": .string(type),
      "description": .string(column.meaning), "unit": column.unit.map(JSONValue.string),
      "tag": column.tag.map { .string($0.rawValue) },
      "reasonFor": column.reasonFor.map(JSONValue.string),
      "source": column.source.map(JSONValue.string),
      "categories": takesCategories && !values.isEmpty
        ? .array(
          zip(values, column.categories).map {
            .members(["value": $0, "label": .string($1.label)])
          }) : nil,
      "categoriesOrdered": takesCategories && column.isOrdered ? .bool(true) : nil,
      "constraints": constraints(column, values),
    ])
  }

  private static func constraints(_ column: PackageColumn, _ values: [JSONValue]) -> JSONValue? {
    let constraints = JSONValue.members([
      "required": column.isRequired ? .bool(true) : nil,
      "minimum": column.range.map { .number($0.lowerBound.plain(4)) },
      "maximum": column.range.map { .number($0.upperBound.plain(4)) },
      "enum": values.isEmpty ? nil : .array(values),
    ])
    return constraints == .object([]) ? nil : constraints
  }

  private static func value(_ text: String, _ kind: PackageColumn.Kind) -> JSONValue {
    switch kind {
    case .integer, .number: .number(text)
    case .text, .category, .date: .string(text)
    }
  }
}
