import Exchange
import Outcomes
import Reporting

/// Tables that judging makes.
extension PackageContext {
  var responses: PackageSheet {
    let hides = isPseudonymous
    let stop = ResponsesTable.columns.firstIndex { $0.key == "stop" }
    let weeks = ResponsesTable.columns.firstIndex { $0.key == "weeks_on_treatment" }
    return judged(
      "responses", "a course, or a series of courses of one therapy", ResponsesTable.columns
    ) { package, asOf in
      var rows = ResponsesTable.rows(
        for: package.courses, patient: package.record.patient.id, asOf: asOf)
      // Until the day of judging, which is known, the weeks would give away the first dose.
      if hides, let stop, let weeks {
        for row in rows.indices where rows[row][stop] == .empty { rows[row][weeks] = .empty }
      }
      return rows
    }
  }

  var verdicts: PackageSheet {
    judged("verdicts", "a course and counted measure", JudgeTable.columns) { package, _ in
      JudgeTable.rows(for: package.courses, patient: package.record.patient.id)
    }
  }

  private func judged(
    _ name: String, _ meaning: String, _ columns: [Table.Column],
    rows: @escaping (PackageRecord, Day) -> [[Cell]]
  ) -> PackageSheet {
    typealias Row = (number: Int, cells: [Cell])
    var fields: [PackageField<Row>] = [
      .init(
        PackageColumn("number", .integer, .value, "number of the row within the patient").required()
      ) { .integer($0.number) }
    ]
    for (position, column) in columns.enumerated() where column.key != PackageSheet.patient.name {
      fields.append(.init(PackageColumn(column)) { $0.cells[position] })
    }
    let (asOf, program, definitions) = (asOf, program, definitions)
    if !isPseudonymous {
      fields.append(.init(.init("as_of", .date, .date, "day of judging")) { _ in .day(asOf) })
    }
    fields += [
      .init(.init("program", .text, .value, "program and version that judged")) { _ in
        .text(program)
      },
      .init(
        .init(
          "definitions", .text, .value,
          "first \(Self.digits) digits of a SHA-256 over all definitions")
      ) { _ in .text(definitions) },
    ]
    return PackageSheet(name, meaning, key: ["number"], references: [.patients], fields) {
      package in rows(package, asOf).enumerated().map { ($0 + 1, $1) }
    }
  }
}

extension PackageColumn {
  /// A column of a table that the program prints.
  init(_ column: Table.Column) {
    let kind: Kind =
      switch column.kind {
      case .number: .number
      case .date: .date
      case .text: column.choices.isEmpty ? .text : .category
      }
    let tag: Tag = column.identifies ? (column.kind == .date ? .date : .identifier) : .value
    self.init(
      column.key, kind, tag, column.meaning, unit: column.unit,
      categories: column.choices.map { Category($0) })
    source = column.source
  }
}
