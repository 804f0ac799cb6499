package import Clinic
package import Reporting

/// A sorted table of a test, small enough to be looked at as a whole.
extension SortedTable {
  package var table: Table {
    get throws {
      var table = Table(columns: columns)
      try forEachRow { table.rows.append($0) }
      return table
    }
  }

  package func text(width: Int = TextTable.usualWidth) throws -> String {
    try written { try writeText(width: width, to: $0) }
  }

  package func written(
    _ write: (@escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> String {
    var bytes: [UInt8] = []
    try write { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
