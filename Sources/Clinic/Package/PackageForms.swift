import Exchange
import Outcomes
import Reporting
import TableFiles

/// What is written of a package beside its tables in CSV.
package struct PackageForms: Hashable, Sendable {
  /// All tables and the codebook as one workbook.
  package var workbook: Bool
  /// An SPSS file per table.
  package var spss: Bool

  package static let workbookFile = "package.xlsx"

  package init(workbook: Bool = false, spss: Bool = false) {
    self.workbook = workbook
    self.spss = spss
  }

  /// Whether a name asks for the workbook and nothing beside it.
  package func isWorkbookAlone(_ name: String) -> Bool { workbook && Self.isWorkbook(name) }

  package static func isWorkbook(_ name: String) -> Bool { name.lowercased().hasSuffix(".xlsx") }

  /// What the trail says of it.
  var inTrail: String { (workbook ? ", workbook" : "") + (spss ? ", SPSS" : "") }
}

extension WorkbookFile {
  /// A sheet for a table of a package.
  func sheet(_ table: PackageTable) throws -> WorkbookSheet {
    try sheet(table.name, table.columns.map { WorkbookColumn($0.name, .init($0.kind)) })
  }

  /// The codebook of these tables as a sheet.
  func codebook(of tables: [PackageTable]) throws {
    let sheet = try sheet(
      PackageCodebook.table, PackageCodebook.columns.map { WorkbookColumn($0, .text) })
    for row in PackageCodebook.rows(tables) { try sheet.add(row.map(WorkbookCell.text)) }
  }
}

extension WorkbookColumn.Form {
  init(_ kind: PackageColumn.Kind) {
    switch kind {
    case .text, .category: self = .text
    case .integer, .number: self = .number
    case .date: self = .date
    }
  }
}

extension WorkbookCell {
  init(_ cell: Cell) {
    switch cell {
    case .text(let text): self = .text(text)
    case .integer, .decimal, .plain: self = .number(cell.text)
    case .day(let day): self = .day(day)
    case .empty: self = .empty
    }
  }
}
