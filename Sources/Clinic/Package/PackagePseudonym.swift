import Exchange
import Outcomes
import Reporting

/// Makes one table of a package pseudonymous by the tags of its columns: a study code in place of the
/// patient's identifier, days since the first record in place of dates, no other identifier, no free
/// text.
struct PackagePseudonym {
  private enum Role { case code, leftOut, day, kept }

  private let roles: [Role]
  let table: PackageTable

  /// The columns that are written, as positions of the table as it was.
  var kept: [Int] { roles.indices.filter { roles[$0] != .leftOut } }

  /// Throws ``PackageRefusal`` where nobody has said what a column tells.
  init(_ table: PackageTable) throws {
    if let column = table.untagged.first {
      throw PackageRefusal.untagged(table: table.name, column: column)
    }
    var roles: [Role] = []
    var written = table
    written.columns = []
    var names: [String: String] = [:]
    for column in table.columns {
      var own = column
      let role: Role
      switch column.tag {
      case .identifier, nil:
        role = column.name == PackageSheet.patient.name ? .code : .leftOut
        own.name = "study_code"
        own.meaning = "random code in place of the patient, stable between exports"
      case .freeText: role = .leftOut
      case .date:
        role = .day
        own.name = Pseudonymous.dayKey(column.name)
        own.kind = .integer
        own.unit = "days"
        own.meaning = "\(column.meaning): days since the patient's first record"
      case .quasiIdentifier, .value: role = .kept
      }
      roles.append(role)
      if role == .leftOut { continue }
      names[column.name] = own.name
      written.columns.append(own)
    }
    written.key = table.key.compactMap { names[$0] }
    written.references = table.references.map { reference in
      .init(reference.columns.compactMap { names[$0] }, of: reference.table)
    }
    self.roles = roles
    self.table = written
  }

  /// - Parameter first: the day of the patient's first record.
  func row(_ row: [Cell], code: String, first: Day?) -> [Cell] {
    zip(row, roles).compactMap { cell, role in
      switch role {
      case .leftOut: return nil
      case .code: return .text(code)
      case .day:
        if case .day(let day) = cell, let first { return .integer(day - first) }
        return .empty
      case .kept: return cell
      }
    }
  }
}
