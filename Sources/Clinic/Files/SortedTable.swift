import Exchange
import Registry
package import Reporting

/// A table of any length whose rows stand in an order of their own, with every way to draw it.
///
/// Its rows lie in a temporary file without a name, so that memory does not grow with them; for text
/// they are read back twice, to be measured and to be drawn.
package final class SortedTable {
  package let columns: [Table.Column]
  /// Keys of the columns that fit a screen.
  private let textKeys: [String]
  /// Keys of further columns where a screen is wide and any row has something there.
  private let roomyKeys: [String]
  private let sorter: RowSorter
  package private(set) var count = 0

  package var isEmpty: Bool { count == 0 }

  /// - Parameter fill: hands on the rows with what they are ordered by, byte by byte.
  package init(
    columns: [Table.Column], textKeys: [String], roomyKeys: [String] = [],
    _ fill: (_ add: @escaping (_ key: String, _ row: [Cell]) throws -> Void) throws -> Void
  ) throws {
    self.columns = columns
    self.textKeys = textKeys
    self.roomyKeys = roomyKeys
    sorter = try RowSorter()
    try sorter.fill { add in
      try fill { key, row in
        self.count += 1
        try add(key, self.count, KeptRow.bytes(row))
      }
    }
  }

  /// The rows in their order.
  package func forEachRow(_ body: (_ row: [Cell]) throws -> Void) throws {
    try sorter.forEach { _, bytes in
      guard let row = KeptRow.row(bytes) else { throw TemporaryFileDamaged() }
      try body(row)
    }
  }
}

extension SortedTable {
  package typealias Sink = (UnsafeRawBufferPointer) throws -> Void

  /// - Parameter width: how many columns a terminal shows.
  package func writeText(
    width: Int = TextTable.usualWidth, look: TextTable.Look? = nil, to sink: @escaping Sink
  ) throws {
    var measure = TextTable.Measure(columns)
    var hasValue = columns.map { _ in false }
    try forEachRow { row in
      measure.add(row)
      for position in row.indices where row[position] != .empty { hasValue[position] = true }
    }
    let roomy = width >= DrawnTable.roomyWidth ? roomyKeys : []
    let positions = (textKeys + roomy).compactMap { key in
      columns.indices.first {
        columns[$0].key == key && (textKeys.contains(key) || hasValue[$0])
      }
    }
    let drawn = TextTable(measure.selecting(positions), width: width, look: look)
    var writer = PartWriter(sink: sink)
    try writer.write(drawn.head)
    try forEachRow { row in try writer.write(drawn.lines(positions.map { row[$0] })) }
    try writer.finish()
  }

  package func writeJSON(to sink: @escaping Sink) throws {
    var writer = PartWriter(sink: sink)
    var isFirst = true
    try forEachRow { row in
      try writer.write(isFirst ? "[\n  " : ",\n  ")
      try writer.write(JSONTable.object(row, columns: columns))
      isFirst = false
    }
    try writer.write(isFirst ? "[]\n" : "\n]\n")
    try writer.finish()
  }

  package func writeCSV(to sink: @escaping Sink) throws {
    var writer = CSVWriter(sink: sink)
    try writer.row(columns.map(\.key))
    try forEachRow { try writer.write($0) }
    try writer.finish()
  }
}

/// What was put down in a temporary file did not come back as it was.
struct TemporaryFileDamaged: PlainRefusal {
  let message =
    "a temporary file did not give back what was written to it: look at the disk that holds the "
    + "folder for temporary files. The clinic file was not touched."
  let exitStatus: Int32 = 3
}
