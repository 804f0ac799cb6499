import Outcomes

/// The tables of a package as rows of our own layouts.
///
/// What it makes from other tables (wide, items, responses, verdicts) is made again when it is asked for;
/// corrections tell what was before and cannot be entered.
struct PackageRows {
  private var parts: [OwnSheetKind.PackagePart: [OwnRow]] = [:]

  mutating func add(_ part: OwnSheetKind.PackagePart, _ rows: [OwnRow]) {
    parts[part, default: []] += rows
  }

  func finish(_ mapped: inout MappedTables, _ library: Library) {
    for part in OwnSheetKind.PackagePart.allCases {
      guard let rows = parts[part] else { continue }
      switch part {
      case .patients:
        for row in rows {
          add(row, .patients, partial: ["birth_date": "birth_precision"], &mapped)
        }
      case .diagnoses:
        let partial = ["diagnosed_on": "diagnosed_precision", "onset_on": "onset_precision"]
        for row in rows { add(row, .diagnoses, partial: partial, &mapped) }
      case .courses:
        let partial = ["start": "start_precision", "stop": "stop_precision"]
        for row in rows { add(row, .treatments, partial: partial, &mapped) }
      case .visits:
        let asked = ["illness", "missed_doses", "days_since_dose", "note"]
        for row in rows where asked.contains(where: { row[$0] != nil }) {
          add(row, .visits, &mapped)
        }
      case .reviews: for row in rows { add(row, .reviews, &mapped) }
      case .considerations: for row in rows { add(row, .considerations, &mapped) }
      case .scores:
        var scores = PackageScoreRows(rows, library, &mapped)
        scores.finish(parts[.answers] ?? [], &mapped)
      case .answers: continue
      }
    }
  }

  /// A row whose columns are called as in the layout.
  private func add(
    _ row: OwnRow, _ layout: ImportLayout, partial: [String: String] = [:],
    _ mapped: inout MappedTables
  ) {
    var fields: [String] = []
    for column in layout.layout.columns {
      guard column.kind == .date else {
        fields.append(row.text(column.key, &mapped))
        continue
      }
      let day = row.day(column.key, mayBePartial: false, &mapped)
      let precision = partial[column.key].map { row.text($0, &mapped) } ?? ""
      switch PartialDay.Precision(rawValue: precision) {
      case .month: fields.append(String(day.prefix(7)))
      case .year: fields.append(String(day.prefix(4)))
      case .unknown: fields.append("")
      case nil: fields.append(day)
      }
    }
    mapped.add(
      MappedRow(
        layout: layout, fields: fields, cells: layout.columns.map { row[$0] },
        group: MappedGroup(cell: row.place("patient_id"))))
  }
}
