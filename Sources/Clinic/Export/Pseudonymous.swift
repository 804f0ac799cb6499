import Outcomes
import Reporting

/// Replaces what tells who a row is about: a random study code in place of the identifier, days
/// since the patient's first record in place of dates, the age in place of the birth date; names
/// and free text are left out.
///
/// The result is pseudonymous, not anonymous: a course of scores is still one person's.
struct Pseudonymous {
  private enum Role { case code, leftOut, day, unit, kept }

  private let roles: [Role]
  /// The columns of the written table; `age` follows the study code.
  let columns: [Table.Column]
  private let ageColumn: Int?

  /// Units that say nothing but a unit.
  private static let units: Set<String> = [
    "mg", "g", "kg", "g/kg", "mg/kg", "mg/m2", "mg/d", "g/d", "IU", "U", "ml", "mL", "l", "L",
    "exchanges",
    "µg", "mcg",
  ]

  init(_ columns: [Table.Column]) {
    roles = columns.map { column in
      switch column.key {
      case "patient_id": .code
      case "birth_date": .leftOut
      case "unit": .unit
      default: column.identifies ? (column.kind == .date ? .day : .leftOut) : .kept  // not our enum
      }
    }
    ageColumn = columns.firstIndex { $0.kind == .date && $0.key != "birth_date" }
    var written: [Table.Column] = []
    for (column, role) in zip(columns, roles) {
      switch role {
      case .leftOut: continue
      case .code:
        written.append(
          .init("study_code", "Study code", meaning: "random code, stable between exports"))
        written.append(
          .init(
            "age", "Age", .number, unit: "years",
            meaning:
              "whole years at the date of the row, or at the first record; 90 and over as 90",
            allowed: "0 to 90"))
      case .day:
        written.append(
          .init(
            Self.dayKey(column.key), column.title, .number, unit: "days",
            meaning: "\(column.meaning): days since the patient's first record"))
      case .unit, .kept:
        var kept = column
        // An item may have the name of a column that is written in place of another one.
        if written.contains(where: { $0.key == column.key }) { kept.key = "item \(column.key)" }
        written.append(kept)
      }
    }
    self.columns = written
  }

  private static func dayKey(_ key: String) -> String {
    if key == "date" || key == "day" { return "day" }
    let stem =
      key.hasSuffix("_date")
      ? String(key.dropLast(5)) : key.hasSuffix("_on") ? String(key.dropLast(3)) : key
    return stem + "_day"
  }

  func row(_ row: [Cell], code: String, record: PatientRecord, first: Day?) -> [Cell] {
    var written: [Cell] = []
    for (cell, role) in zip(row, roles) {
      switch role {
      case .leftOut: continue
      case .code:
        written.append(.text(code))
        written.append(Cell(age(row, record, first)))
      case .day:
        if case .day(let day) = cell, let first {
          written.append(.integer(day - first))
        } else {
          written.append(.empty)
        }
      case .unit: written.append(Self.units.contains(cell.text) ? cell : .empty)
      case .kept: written.append(cell)
      }
    }
    return written
  }

  private func age(_ row: [Cell], _ record: PatientRecord, _ first: Day?) -> Int? {
    var day = first
    if let ageColumn, case .day(let own) = row[ageColumn] { day = own }
    guard let day, let born = record.patient.birthDate else { return nil }
    return min(90, max(0, born.completedYears(on: day)))
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
