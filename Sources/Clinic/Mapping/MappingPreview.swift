package import Exchange
package import Outcomes
import Reporting

/// What tables would become, before anything is stored.
package struct MappingPreview {
  let outcome: MappedOutcome
  let library: Library
  let why: (RefusedCell) -> String

  package init(
    _ outcome: MappedOutcome, _ library: Library, why: @escaping (RefusedCell) -> String
  ) {
    self.outcome = outcome
    self.library = library
    self.why = why
  }

  /// The first scores are shown in full, as many as fit a screen.
  private static let shownScores = 10

  var rowLines: [(what: String, count: Int, text: String)] {
    let read = outcome.tables.rowsRead
    return [("rows read", read, Wording.counted(read, "row") + " read")]
      + MappedTables.PassedOver.allCases.compactMap { why in
        outcome.tables.passedOver[why].map {
          ("\(why.rawValue), passed over", $0, "\(why.counted($0)), passed over")
        }
      }
  }

  /// Per patient and instrument the number of scores, the first and the last day.
  var series: [(patient: String, measure: String, count: Int, first: String, last: String)] {
    var days: [[String]: Set<String>] = [:]
    var counts: [[String]: Set<ObjectIdentifier>] = [:]
    var order: [[String]] = []
    for row in outcome.tables.rows[.scores] ?? [] {
      let key = [row.fields[0], row.fields[2]]
      if counts[key] == nil { order.append(key) }
      counts[key, default: []].insert(ObjectIdentifier(row.group))
      days[key, default: []].insert(row.fields[1])
    }
    return order.map {
      ($0[0], $0[1], counts[$0]?.count ?? 0, days[$0]?.min() ?? "", days[$0]?.max() ?? "")
    }
  }

  var shownRows: ArraySlice<MappedRow> {
    (outcome.tables.rows[.scores] ?? []).prefix(Self.shownScores)
  }

  var words: [(use: MappedTables.WordUse, count: Int)] {
    outcome.tables.words.map { ($0.key, $0.value) }.sorted {
      ($0.0.heading, $0.0.word, $0.0.becomes) < ($1.0.heading, $1.0.word, $1.0.becomes)
    }
  }

  var totals: [RefusedCell] {
    outcome.leftOut.filter {
      if case .row(.answer(.totalDiffers, _, _)) = $0.reason { true } else { false }
    }
  }

  /// For people.
  package func text(width: Int = TextTable.usualWidth) -> String {
    var parts: [String] = [
      "ROWS\n" + rowLines.map { "  \($0.text)" }.joined(separator: "\n")
    ]
    func table(_ title: String, _ columns: [Table.Column], _ rows: [[Cell]]) {
      guard !rows.isEmpty else { return }
      parts.append(
        title + "\n"
          + TextTable.draw(Table(columns: columns, rows: rows), width: width).withoutOuterBlanks)
    }
    table(
      "SCORES OF EACH PATIENT",
      [
        .init("patient", "Patient"), .init("measure", "Measure"),
        .init("scores", "Scores", .number), .init("first", "First"), .init("last", "Last"),
      ],
      series.map {
        [.text($0.patient), .text($0.measure), .integer($0.count), .text($0.first), .text($0.last)]
      })
    table(
      "THE FIRST SCORES, BESIDE THEIR CELLS",
      [
        .init("patient", "Patient"), .init("date", "Date"), .init("measure", "Measure"),
        .init("item", "Item"), .init("value", "Stored"), .init("cell", "Cell"),
        .init("shown", "Shows"),
      ],
      shownRows.map { row in
        [
          .text(row.fields[0]), .text(row.fields[1]), .text(row.fields[2]), .text(row.fields[3]),
          .text(row.fields[4]), .text(row.cells[4].map { "\($0.letters)\($0.row)" } ?? ""),
          .text(row.cells[4]?.shown ?? ""),
        ]
      })
    table(
      "WORDS AND WHAT THEY BECOME",
      [
        .init("column", "Column"), .init("word", "Word"), .init("becomes", "Becomes"),
        .init("count", "Cells", .number),
      ],
      words.map {
        [
          .text($0.use.heading), .text($0.use.word.isEmpty ? "(empty)" : $0.use.word),
          .text($0.use.becomes.isEmpty ? "(nothing)" : $0.use.becomes), .integer($0.count),
        ]
      })
    func cells(_ title: String, _ cells: [RefusedCell]) {
      guard !cells.isEmpty else { return }
      let lines = cells.map {
        "  \($0.cell.place): found '\($0.cell.shown)': \(why($0))"
      }
      parts.append(title + "\n" + lines.joined(separator: "\n"))
    }
    cells("TOTALS THAT DIFFER FROM THEIR ITEMS", totals)
    cells("CELLS REFUSED", outcome.leftOut)
    if !outcome.vanished.isEmpty { parts.append(outcome.vanishedText) }
    parts.append(outcome.stored.summary(isRefused: !outcome.leftOut.isEmpty))
    return parts.joined(separator: "\n\n")
  }

  /// One row per finding, with the same columns for all.
  package func writeCSV(to sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
    var writer = CSVWriter(sink: sink)
    try writer.row([
      "part", "patient_id", "measure", "item", "date", "last_date", "file", "sheet", "row",
      "column", "value", "becomes", "count", "why",
    ])
    func row(_ part: String, _ values: [String: String]) throws {
      let keys = [
        "patient_id", "measure", "item", "date", "last_date", "file", "sheet", "row", "column",
        "value", "becomes", "count", "why",
      ]
      try writer.row([part] + keys.map { values[$0] ?? "" })
    }
    for line in rowLines { try row("rows", ["count": "\(line.count)", "why": line.what]) }
    for one in series {
      try row(
        "series",
        [
          "patient_id": one.patient, "measure": one.measure, "date": one.first,
          "last_date": one.last, "count": "\(one.count)",
        ])
    }
    for score in outcome.tables.rows[.scores] ?? [] {
      var values = [
        "patient_id": score.fields[0], "date": score.fields[1], "measure": score.fields[2],
        "item": score.fields[3], "becomes": score.fields[4],
      ]
      if let cell = score.cells[4] { values.merge(place(cell)) { first, _ in first } }
      try row("score", values)
    }
    for word in words {
      try row(
        "word",
        [
          "column": word.use.heading, "value": word.use.word, "becomes": word.use.becomes,
          "count": "\(word.count)",
        ])
    }
    for cell in outcome.leftOut {
      var values = place(cell.cell)
      values["why"] = why(cell)
      try row("refused", values)
    }
    for fact in outcome.vanished {
      try row(
        "vanished",
        ["patient_id": fact.patient.text, "measure": fact.what, "date": fact.day])
    }
    try writer.finish()
  }

  private func place(_ cell: SourceCell) -> [String: String] {
    [
      "file": cell.file, "sheet": cell.sheet ?? "", "row": "\(cell.row)",
      "column": cell.heading.isEmpty ? cell.letters : cell.heading, "value": cell.shown,
    ]
  }
}

extension MappedOutcome {
  /// What was stored, left out, and what vanished.
  package var summary: String {
    var text = stored.summary
    let passed = MappedTables.PassedOver.allCases.compactMap { why in
      tables.passedOver[why].map(why.counted)
    }
    if !passed.isEmpty { text += "\nPassed over: \(passed.joined(separator: ", "))." }
    if !leftOut.isEmpty {
      text +=
        "\nLeft out: \(Wording.counted(leftOut.count, "cell")), listed beside each file as NAME.left-out.csv."
    }
    if !vanished.isEmpty { text += "\n" + vanishedText }
    return text
  }

  /// Which patients, scores, diagnoses and treatments the files brought before and do not bring any more.
  var vanishedText: String {
    let lines = vanished.map { fact in
      let variant = fact.variant.isEmpty ? "" : " (\(fact.variant))"
      let day = fact.day.isEmpty ? "" : " of \(fact.day)"
      return "  \(fact.patient): \(fact.what)\(variant)\(day)"
    }
    return
      "Recorded from an earlier file of the same name, and in it no more; nothing was withdrawn:\n"
      + lines.joined(separator: "\n")
  }
}
