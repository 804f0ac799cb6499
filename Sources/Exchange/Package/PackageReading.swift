import Outcomes

extension PackageTable {
  /// A table as a resource of `datapackage.json` describes it; nil: it does not.
  package init?(resource: JSONValue) {
    guard let name = resource["name"]?.string, let schema = resource["schema"] else { return nil }
    let fields = schema["fields"]?.elements ?? []
    let columns = fields.compactMap(PackageColumn.init(field:))
    guard !fields.isEmpty, columns.count == fields.count else { return nil }
    self.init(
      name, resource["description"]?.string ?? "", columns: columns,
      key: schema["primaryKey"]?.elements.compactMap(\.string) ?? [],
      references: (schema["foreignKeys"]?.elements ?? []).compactMap { key in
        guard let table = key["reference"]?["resource"]?.string else { return nil }
        return Reference(key["fields"]?.elements.compactMap(\.string) ?? [], of: table)
      })
  }

  /// This table and one of the same name from another site as one: all columns of both.
  ///
  /// nil: they do not go together.
  package func joined(with other: PackageTable) -> PackageTable? {
    guard name == other.name, key == other.key else { return nil }
    var joined = self
    for column in other.columns {
      if let place = columns.firstIndex(where: { $0.name == column.name }) {
        guard let both = columns[place].joined(with: column) else { return nil }
        joined.columns[place] = both
      } else {
        joined.columns.append(column)
      }
    }
    for reference in other.references where !references.contains(reference) {
      joined.references.append(reference)
    }
    return joined
  }
}

extension PackageColumn {
  fileprivate init?(field: JSONValue) {
    guard let name = field["name"]?.string, let type = field["type"]?.string else { return nil }
    let constraints = field["constraints"]
    let values = constraints?["enum"]?.elements.compactMap(\.written) ?? []
    let labels = Dictionary(
      (field["categories"]?.elements ?? []).compactMap { one in
        one["value"]?.written.flatMap { value in one["label"]?.string.map { (value, $0) } }
      }, uniquingKeysWith: { first, _ in first })
    let kind: Kind
    switch type {
    case "integer": kind = .integer
    case "number": kind = .number
    case "date": kind = .date
    case "string": kind = values.isEmpty ? .text : .category
    default: return nil  // not our enum
    }
    self.init(
      name, kind, field["tag"]?.string.flatMap(Tag.init(rawValue:)),
      field["description"]?.string ?? "", unit: field["unit"]?.string,
      categories: values.map { Category($0, labels[$0]) })
    isOrdered = field["categoriesOrdered"] == .bool(true)
    isRequired = constraints?["required"] == .bool(true)
    reasonFor = field["reasonFor"]?.string
    source = field["source"]?.string
    if let least = constraints?["minimum"]?.written.flatMap({ Rational(decimal: $0) }),
      let most = constraints?["maximum"]?.written.flatMap({ Rational(decimal: $0) }), least <= most
    {
      range = least...most
    }
  }

  /// nil: what stands in one is no value of the other.
  fileprivate func joined(with other: PackageColumn) -> PackageColumn? {
    var joined = self
    if kind != other.kind {
      let kinds = Set([kind, other.kind])
      guard kinds == [.integer, .number] else { return nil }
      joined.kind = .number
    }
    // A column without a list takes every value.
    if categories.isEmpty || other.categories.isEmpty {
      joined.categories = []
    } else {
      joined.categories += other.categories.filter { one in
        !categories.contains { $0.value == one.value }
      }
    }
    if let own = range, let others = other.range {
      let least = min(own.lowerBound, others.lowerBound)
      joined.range = least...max(own.upperBound, others.upperBound)
    } else {
      joined.range = nil
    }
    joined.isRequired = isRequired && other.isRequired
    return joined
  }
}
