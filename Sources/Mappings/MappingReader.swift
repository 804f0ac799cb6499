package import Exchange
package import Measures
package import Outcomes

/// Reads a mapping, as definitions are read: every fault has its line, nothing is guessed.
package struct MappingReader {
  let library: Library
  let faults: FaultList

  /// - Parameter path: as faults show it.
  /// - Throws: all faults of the file.
  package static func read(
    _ text: String, path: String, library: Library
  ) throws(DefinitionFaults) -> Mapping {
    let faults = FaultList()
    let reader = MappingReader(library: library, faults: faults)
    let file = YAMLValue.file(text, path: path, faults: faults)
    // What is not decided would be a fault of its kind, and hide what there is to choose from.
    if file?.noteUndecided(text) == true { throw DefinitionFaults(faults: faults.sorted) }
    let mapping = file.flatMap(reader.mapping)
    guard faults.faults.isEmpty, let mapping else { throw DefinitionFaults(faults: faults.sorted) }
    return mapping
  }

  private static let parts = ["patient", "diagnoses", "visits", "long", "courses", "events"]
  private static let context = ["file", "dates", "missing"]

  private func mapping(_ value: YAMLValue) -> Mapping? {
    let keys = ["name"] + Self.context + Self.parts + ["tables"]
    guard let table = value.table("a mapping", allowed: keys) else { return nil }
    let name = table.required("name")?.text()
    let context = self.context(table, MappingContext())
    let tables: [MappedTable]
    if let list = table["tables"]?.list() {
      for key in Self.parts.dropFirst() {
        table[key]?.fault(.notWith(key: key, kind: "'tables', where it belongs to one of them"))
      }
      tables = list.compactMap { entry in
        entry.table("a table", allowed: Self.context + Self.parts).flatMap {
          self.table($0, self.context($0, context), patient: table["patient"])
        }
      }
    } else if let place = table["tables"] {
      _ = place
      return nil
    } else {
      tables = self.table(table, context, patient: nil).map { [$0] } ?? []
    }
    guard let name, !tables.isEmpty else { return nil }
    return Mapping(name: name, tables: tables)
  }

  /// What a table says of its file, days and missing words, on top of what holds for all.
  private func context(_ table: YAMLTable, _ outer: MappingContext) -> MappingContext {
    var context = outer
    if let file = table["file"] { self.file(file, &context) }
    if let dates = table["dates"].flatMap(self.dates) { context.dates = dates }
    if let missing = table["missing"] { context.missing = self.missing(missing) + context.missing }
    return context
  }

  private func table(
    _ table: YAMLTable, _ context: MappingContext, patient outer: YAMLValue?
  ) -> MappedTable? {
    var context = context
    guard let given = table["patient"] ?? outer else {
      table.place.fault(.missingKey("patient", in: table.name, why: "it says whose row it is"))
      return nil
    }
    let patient = self.patient(given, context)
    let diagnoses = table["diagnoses"].map { self.entries($0) { diagnosis($0, context) } } ?? []
    var visits: [VisitRule] = []
    for value in table["visits"].map(self.oneOrMany) ?? [] {
      if let visit = visit(value, &context) { visits.append(visit) }
    }
    for value in table["long"].map(self.oneOrMany) ?? [] {
      if let visit = long(value, context) { visits.append(visit) }
    }
    let courses = table["courses"].map { self.entries($0) { course($0, context) } } ?? []
    let events = (table["events"].map(self.oneOrMany) ?? []).compactMap { event($0, context) }
    guard let patient else { return nil }
    var mapped = MappedTable(line: table.place.line, file: context.file, patient: patient)
    mapped.diagnoses = diagnoses
    mapped.visits = visits
    mapped.courses = courses
    mapped.events = events
    return mapped
  }

  /// A list, each entry read; those that are wrong are left out after their faults.
  private func entries<Entry>(_ value: YAMLValue, _ read: (YAMLValue) -> Entry?) -> [Entry] {
    (value.list() ?? []).compactMap(read)
  }

  /// A list, or one entry without the list.
  func oneOrMany(_ value: YAMLValue) -> [YAMLValue] {
    value.isList ? value.list() ?? [] : [value]
  }
}

/// What holds for every field of a table.
struct MappingContext {
  var file = TableFile()
  var dates = DateForms()
  var missing: [MissingWord] = []
  var numbers = NumberForm()
  var below: CellSource.Censored?
  var above: CellSource.Censored?
}
