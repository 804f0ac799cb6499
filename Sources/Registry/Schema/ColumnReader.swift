import Outcomes

/// A column holds a value that this program does not know.
struct UnknownValue: Error {
  var column: String
}

/// Reads the columns of a stored row one after another.
struct ColumnReader: ColumnVisitor {
  private let row: RawStatement
  private var column: Int32

  /// - Parameter first: the position of the first column to be read.
  @inline(__always)
  init(_ row: RawStatement, from first: Int32 = 0) {
    self.row = row
    column = first
  }

  @inline(__always)
  mutating func callAsFunction<Value: StoredValue>(
    _ name: String, _ value: inout Value
  ) throws(UnknownValue) {
    guard let read = Value.stored(in: row, column) else { throw UnknownValue(column: name) }
    value = read
    column += 1
  }

  @inline(__always)
  mutating func callAsFunction(
    _: String, _: String, _ value: inout Rational?
  ) throws(UnknownValue) {
    value = row.fraction(column, column + 1)
    column += 2
  }

  @inline(__always)
  mutating func callAsFunction<Value: StoredValue>(
    _ name: String, since _: Int, as _: @autoclosure () -> String, _ value: inout Value?
  ) throws(UnknownValue) {
    try callAsFunction(name, &value)
  }
}

extension RowColumns {
  /// Reads the columns of a row that begin at that position.
  ///
  /// - Parameter table: whose rows they are; the error names it with the row's `number`.
  @inline(__always)
  static func read(
    _ row: RawStatement, from first: Int32 = 0, of table: @autoclosure () -> SealedTable
  ) throws -> Self {
    var reader = ColumnReader(row, from: first)
    return try read(&reader, row, of: table())
  }

  /// Reads on from where the reader stands.
  @inline(__always)
  static func read(
    _ reader: inout ColumnReader, _ row: RawStatement, of table: @autoclosure () -> SealedTable
  ) throws -> Self {
    var value = unread
    do throws(UnknownValue) {
      try value.columns(&reader)
    } catch {
      throw RegistryError.unreadable(
        table: table().name, row: row.position(of: "number").map(row.int) ?? 0, column: error.column
      )
    }
    return value
  }
}
