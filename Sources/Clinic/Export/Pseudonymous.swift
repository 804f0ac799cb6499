import Exchange
import Outcomes
import Reporting

/// Replaces what tells who a row is about: a random study code in place of the identifier, days
/// since the patient's first record in place of dates, the age in place of the birth date; names
/// and free text are left out.
///
/// The result is pseudonymous, not anonymous: a course of scores is still one person's.
struct Pseudonymous {
  private enum Role { case code, leftOut, day, unit, onceStopped, kept }

  private let roles: [Role]
  /// The columns of the written table; `age` follows the study code.
  let columns: [Table.Column]
  /// What a row is dated by.
  private let dayColumn: Int?
  private let stopColumn: Int?
  /// Goes before every study code, where several sites put their files together.
  private let site: String?

  /// Units that say nothing but a unit.
  static let units = PlainUnits.all

  /// - Parameter site: letters and digits.
  init(_ columns: [Table.Column], site: String? = nil) {
    self.site = site
    roles = columns.map { column in
      switch column.key {
      case "patient_id": .code
      case "birth_date": .leftOut
      case "unit": .unit
      // Until the day of judging, which is known, it would give away when the course began.
      case "weeks_on_treatment": .onceStopped
      default: column.identifies ? (column.kind == .date ? .day : .leftOut) : .kept  // not our enum
      }
    }
    dayColumn =
      columns.firstIndex { ["date", "day"].contains($0.key) }
      ?? columns.firstIndex { $0.kind == .date && $0.key != "birth_date" }
    stopColumn = columns.firstIndex { $0.key == "stop" }
    var written: [Table.Column] = []
    for (column, role) in zip(columns, roles) {
      switch role {
      case .leftOut: continue
      case .code:
        written.append(
          .init(
            "study_code", "Study code",
            meaning: "random code, stable between exports; rows stand in its order"))
        written.append(
          .init(
            "age", "Age", .number, unit: "years",
            meaning:
              "whole years at the first record, and more for every 365.25 days since then, so that "
              + "no birthday shows; 90 and over as 90",
            allowed: "0 to 90"))
      case .day:
        written.append(
          .init(
            Self.dayKey(column.key), column.title, .number, unit: "days",
            meaning: "\(column.meaning): days since the patient's first record"))
      case .unit, .onceStopped, .kept:
        var kept = column
        if role == .onceStopped {
          kept.meaning = "from the first dose to the stop; empty while it runs"
        }
        // An item may have the name of a column that is written in place of another one.
        if written.contains(where: { $0.key == column.key }) { kept.key = "item \(column.key)" }
        written.append(kept)
      }
    }
    self.columns = written
  }

  static func dayKey(_ key: String) -> String {
    if key == "date" || key == "day" { return "day" }
    let stem =
      key.hasSuffix("_date")
      ? String(key.dropLast(5)) : key.hasSuffix("_on") ? String(key.dropLast(3)) : key
    return stem + "_day"
  }

  /// The rows of one patient, by day.
  func rows(_ rows: [[Cell]], code: String, record: PatientRecord) -> [[Cell]] {
    let first = record.firstDay
    let age = record.patient.birthDate.flatMap { born in first.map { born.completedYears(on: $0) } }
    return rows.enumerated().sorted {
      let (a, b) = (day($0.element)?.number ?? .min, day($1.element)?.number ?? .min)
      return (a, $0.offset) < (b, $1.offset)
    }.map { row($0.element, code: code, age: age, first: first) }
  }

  private func day(_ row: [Cell]) -> Day? {
    if let dayColumn, case .day(let day) = row[dayColumn] { day } else { nil }
  }

  private func row(_ row: [Cell], code: String, age: Int?, first: Day?) -> [Cell] {
    var written: [Cell] = []
    for (cell, role) in zip(row, roles) {
      switch role {
      case .leftOut: continue
      case .code:
        written.append(.text(site.map { "\($0)-\(code)" } ?? code))
        written.append(Cell(age.map { Self.age($0, after: day(row), first) }))
      case .day:
        if case .day(let day) = cell, let first {
          written.append(.integer(day - first))
        } else {
          written.append(.empty)
        }
      case .unit: written.append(Self.units.contains(cell.text) ? cell : .empty)
      case .onceStopped:
        written.append(stopColumn.map { row[$0] == .empty } ?? false ? .empty : cell)
      case .kept: written.append(cell)
      }
    }
    return written
  }

  /// The age at the first record and whole days make the age at a row: it changes on the same days in
  /// everyone of that age, so no birthday shows.
  static func age(_ atFirst: Int, after day: Day?, _ first: Day?) -> Int {
    let days = day.flatMap { day in first.map { day - $0 } } ?? 0
    // 1461 days are four years.
    let quarters = 1_461 * atFirst + 4 * days
    return min(90, max(0, quarters >= 0 ? quarters / 1_461 : 0))
  }
}

extension PatientRecord {
  /// The day of the first diagnosis, course or score, or of the first thing that was noted.
  var firstDay: Day? {
    let dated = diagnoses.filter { $0.diagnosedPrecision != .unknown }.map(\.diagnosedOn)
    let noted = reviews.map(\.day) + considerations.map(\.day) + visits.map(\.day)
    return (dated + courses.map(\.start) + scores.map(\.day) + noted).min()
  }
}
