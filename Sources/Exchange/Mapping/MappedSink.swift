import Outcomes

/// Collects what tables become.
final class MappedSink {
  private(set) var mapped = MappedTables()
  private var refused: Set<RefusedCell> = []
  private var faults: Set<MappingTableFault> = []
  private var patterns: [String: Regex<AnyRegexOutput>] = [:]
  /// The patient of a number that the tables use among themselves.
  var patientOfKey: [String: String] = [:]
  private var patients: [String: Int] = [:]
  private var diagnoses: [String: [Int]] = [:]
  private var courses: Set<[String]> = []
  private var scores: [String: Int] = [:]
  private var groups: [String: MappedGroup] = [:]
  var events = EventCourses()

  func refuse(_ cell: SourceCell, _ reason: RefusedCell.Reason) {
    let found = RefusedCell(cell, reason)
    if refused.insert(found).inserted { mapped.refused.append(found) }
  }

  func fault(_ fault: MappingTableFault) {
    if faults.insert(fault).inserted { mapped.faults.append(fault) }
  }

  func passOver(_ why: MappedTables.PassedOver, _ count: Int = 1) {
    if count > 0 { mapped.passedOver[why, default: 0] += count }
  }

  func countRow() { mapped.rowsRead += 1 }

  /// Notes a word and what it became.
  func use(_ cell: SourceCell?, _ word: String, _ becomes: String) {
    mapped.words[
      .init(heading: cell?.heading ?? "", word: word, becomes: becomes), default: 0] += 1
  }

  /// What the groups of a pattern took out of a text, or all of it; nil: it does not fit.
  func groups(_ text: String, _ pattern: CellPattern) -> [String]? {
    guard text.count <= CellPattern.longestText else { return nil }
    if patterns[pattern.text] == nil { patterns[pattern.text] = try? Regex(pattern.text) }
    guard let regex = patterns[pattern.text] else { return nil }
    let found = pattern.isAnywhere ? text.firstMatch(of: regex) : text.wholeMatch(of: regex)
    guard let output = found?.output else { return nil }
    let groups = (1..<max(1, output.count)).map { output[$0].substring.map(String.init) ?? "" }
    return groups.isEmpty ? output[0].substring.map { [String($0)] } : groups
  }
}

extension MappedSink {
  func add(_ row: MappedRow) { mapped.add(row) }

  /// A patient's particulars, which may stand in many rows: what one leaves empty another may say.
  func addPatient(_ row: MappedRow) {
    guard let known = patients[row.patient], var first = mapped.rows[.patients]?[known] else {
      patients[row.patient] = mapped.rows[.patients]?.count ?? 0
      return add(row)
    }
    for (field, text) in row.fields.enumerated() where field > 0 && !text.isEmpty {
      if first.fields[field].isEmpty {
        first.fields[field] = text
        first.cells[field] = row.cells[field]
      } else if first.fields[field] != text, let cell = row.cells[field] {
        refuse(
          cell,
          .differs(
            field: ImportLayout.patients.columns[field], first: first.fields[field],
            row: first.cells[field]?.row ?? 0))
      }
    }
    mapped.rows[.patients]?[known] = first
  }

  /// A diagnosis, which may stand in many rows; one that names no day is the one that does.
  func addDiagnosis(_ row: MappedRow) {
    let key = row.fields[0] + "\u{1F}" + row.fields[1]
    for place in diagnoses[key] ?? [] {
      guard var first = mapped.rows[.diagnoses]?[place],
        zip(first.fields, row.fields).allSatisfy({ $0 == $1 || $0.isEmpty || $1.isEmpty })
      else { continue }
      for (field, text) in row.fields.enumerated() where first.fields[field].isEmpty {
        first.fields[field] = text
        first.cells[field] = row.cells[field]
      }
      mapped.rows[.diagnoses]?[place] = first
      return
    }
    diagnoses[key, default: []].append(mapped.rows[.diagnoses]?.count ?? 0)
    add(row)
  }

  /// A course, which may stand in many rows with the same content.
  func addCourse(_ row: MappedRow) {
    if courses.insert(row.fields).inserted { add(row) }
  }

  /// Where the same instrument of a patient and day stood before, in another row.
  ///
  /// - Returns: the number of that row; nil: this is the first.
  func earlierScore(_ key: String, row: Int) -> Int? {
    if let known = scores[key] { return known }
    scores[key] = row
    return nil
  }

  /// The group of a score whose items stand in several rows.
  func group(_ key: String, _ make: () -> MappedGroup) -> MappedGroup {
    if let known = groups[key] { return known }
    let group = make()
    groups[key] = group
    return group
  }
}

extension MappedSink {
  /// What was collected; who is named only in rows of which nothing is left is not registered.
  func tidied() -> MappedTables {
    var mapped = mapped
    mapped.dropEmptyPatients()
    return mapped
  }
}

extension MappedTables {
  /// Takes out patients of whom nothing but the identifier is left because cells of their row were
  /// refused.
  package mutating func dropEmptyPatients() {
    guard !refused.isEmpty else { return }
    let lines = Set(refused.map(\.cell.rowKey))
    var named: Set<String> = []
    for (layout, rows) in rows where layout != .patients { named.formUnion(rows.map(\.patient)) }
    let empty = Set(
      (rows[.patients] ?? []).filter { row in
        !named.contains(row.patient) && row.fields.dropFirst().allSatisfy(\.isEmpty)
          && row.cells[0].map { lines.contains($0.rowKey) } == true
      }.map(\.patient))
    rows[.patients]?.removeAll { empty.contains($0.patient) }
    emptyPatients.formUnion(empty)
  }
}

extension SourceCell {
  /// The row that it stands in.
  fileprivate var rowKey: [String] { [file, sheet ?? "", String(row)] }
}
