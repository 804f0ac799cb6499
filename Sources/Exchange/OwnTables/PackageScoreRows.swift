package import Outcomes

/// Scores of a package with their answers, put together by patient and number.
struct PackageScoreRows {
  private struct Head {
    let row: OwnRow
    let measure: Measure
    let fields: [String]
    let group: MappedGroup
    /// Recorded without its items.
    let isTotalOnly: Bool
    var isAnswered = false
  }

  private var heads: [[String]: Head] = [:]
  private var order: [[String]] = []
  private let library: Library

  init(_ rows: [OwnRow], _ library: Library, _ mapped: inout MappedTables) {
    self.library = library
    let recorded = Set(rows.map { $0.text("measure", &mapped) }).sorted()
      .compactMap { library.measure(.init($0)) }
    let variants = PackageVariantColumns(recorded)
    for row in rows {
      let key = [row.text("patient_id", &mapped), row.text("score", &mapped)]
      let id = row.text("measure", &mapped)
      guard let measure = library.measure(.init(id)) else {
        mapped.refuse(
          row.place("measure"),
          .row(.unknownMeasure(near: nearest(to: id, among: library.measures.map(\.id.text)))))
        continue
      }
      let version = row.text("version", &mapped)
      guard version == measure.version else {
        mapped.refuse(
          row.place("version"), .otherVersion(measure: id, here: measure.version))
        continue
      }
      let variant = measure.variants.compactMap { key -> String? in
        let text = row.text(variants.name(of: key.key), &mapped)
        return text.isEmpty ? nil : "\(key.key)=\(text)"
      }.joined(separator: ";")
      if heads[key] == nil { order.append(key) }
      heads[key] = Head(
        row: row, measure: measure,
        fields: [key[0], row.day("date", mayBePartial: false, &mapped), id, variant],
        group: MappedGroup(cell: row.place("score")),
        isTotalOnly: row.text("total_only", &mapped) == "yes")
    }
  }

  mutating func finish(_ answers: [OwnRow], _ mapped: inout MappedTables) {
    for row in answers {
      let key = [row.text("patient_id", &mapped), row.text("score", &mapped)]
      guard let head = heads[key] else {
        mapped.refuse(row.place("score"), .noScore)
        continue
      }
      heads[key]?.isAnswered = true
      let item = row.text("item", &mapped)
      let field = head.measure.fieldPositions[item].map { head.measure.fields[$0] }
      let isAlone = if case .value? = field?.role { true } else { false }
      let (text, cell) = answer(row, field, &mapped)
      if text.isEmpty { mapped.refuse(row.place("value"), .needed) }
      add(head, isAlone ? "" : item, text, row["item"], cell, &mapped)
    }
    for key in order {
      guard let head = heads[key] else { continue }
      let total = head.row.text("total", &mapped)
      // The total stands in for its items, or is compared with them.
      guard
        head.isTotalOnly || (head.isAnswered && head.measure.adds && !head.measure.items.isEmpty)
      else {
        if !head.isAnswered { mapped.refuse(head.row.place("score"), .noAnswers) }
        continue
      }
      if total.isEmpty {
        if head.isTotalOnly { mapped.refuse(head.row.place("total"), .needed) }
      } else {
        add(head, "total", total, head.row["total"], head.row["total"], &mapped)
      }
    }
  }

  /// What was answered, as it is entered: an option is found by what it means.
  private func answer(
    _ row: OwnRow, _ field: Field?, _ mapped: inout MappedTables
  ) -> (text: String, cell: SourceCell?) {
    let missing = row.text("missing", &mapped)
    if !missing.isEmpty { return (missing, row["missing"]) }
    let (value, text) = (row.text("value", &mapped), row.text("text", &mapped))
    guard case .options(let options)? = field?.kind, !text.isEmpty else {
      return (value, row["value"])
    }
    let number = Rational(decimal: value)
    let found = options.filter { $0.text == text }
    guard let option = found.first(where: { $0.score == number }) ?? found.first else {
      mapped.refuse(row.place("text"), .unknownWord(known: options.map(\.text)))
      return (value, row["value"])
    }
    return (option.value, row["text"])
  }

  private func add(
    _ head: Head, _ item: String, _ text: String, _ itemCell: SourceCell?, _ cell: SourceCell?,
    _ mapped: inout MappedTables
  ) {
    let own = head.row
    mapped.add(
      MappedRow(
        layout: .scores,
        fields: [
          head.fields[0], head.fields[1], head.fields[2], item, text, head.fields[3],
          own.text("rater", &mapped), own.text("note", &mapped),
        ],
        cells: [
          own["patient_id"], own["date"], own["measure"], itemCell, cell, own["measure"],
          own["rater"], own["note"],
        ], group: head.group))
  }
}

/// The columns of `scores` for the keys of variants.
package struct PackageVariantColumns: Sendable {
  package let keys: [String]
  private var names: [String: String] = [:]

  /// Columns of `scores` that are there whatever is recorded.
  package static let taken = [
    "patient_id", "study_code", "day", "score", "date", "measure", "version", "definition", "total",
    "total_missing", "total_unit", "total_text", "compared", "compared_missing", "total_only",
    "rater", "note",
  ]

  /// - Parameter recorded: the measures that there are scores of.
  package init(_ recorded: [Measure]) {
    keys = Set(recorded.flatMap(\.variants).map(\.key)).sorted()
    var free = PackageNames(taken: Self.taken)
    for key in keys { names[key] = free.name([key]) }
  }

  package func name(of key: String) -> String { names[key] ?? key }
}
